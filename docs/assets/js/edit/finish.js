/** The end of the form: what is to be mended, what was changed, and the ways to take the file. */

import { make } from "../elements.js";
import { button } from "./button.js";
import { idOf } from "./controls.js";
import { difference } from "./told.js";
import { at } from "./shape.js";

/**
 * @typedef {import("./desk.js").Desk} Desk
 * @typedef {{ repo: string, branch: string, site: string, editors: Record<string, string> }} Known
 * @typedef {{ desk: Desk, known: Known, say: (words: string) => void, focus: (id: string) => void }} Ending
 */

/** Bytes of the longest address that GitHub takes, with some to spare: it refuses one of 8,192. */
export const LONGEST = 7500;
const LATER =
  "This form looks at one fact at a time. Once you propose the change, the checks say whether dates, sources and " +
  "funding fit together and a review is recorded, and what becomes of the protocol's state, pages and letters.";

/**
 * @param {HTMLElement} root
 * @param {Ending} ending
 * @param {boolean} isAsked Whether somebody just asked for it, so that the focus goes there.
 */
export function finish(root, ending, isAsked) {
  const { desk } = ending;
  const heading = make("h2", "", "Your change");
  heading.id = "your-change";
  heading.tabIndex = -1;
  const wrong = desk.found.length > 0 ? [summary(ending)] : [];
  root.replaceChildren(...wrong, heading, ...(desk.isChanged || desk.source.isNew ? [difference(desk), ...ways(ending)] : [make("p", "", "Nothing is changed yet.")]));
  root.hidden = false;
  if (isAsked) {
    /** @type {HTMLElement} */ (wrong[0] ?? heading).focus();
  }
}

/** What is to be mended, each a link to its fact. @param {Ending} ending */
function summary({ desk, focus }) {
  const items = desk.found.map(({ path, message, code }) => {
    const link = /** @type {HTMLAnchorElement} */ (make("a", "", `${labelAt(desk, path)}: ${message} (${code})`));
    link.href = `#${idOf(path)}`;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      focus(idOf(path));
    });
    return make("li", "", link);
  });
  const box = make("div", "sc-edit-summary", make("h2", "", items.length === 1 ? "There is 1 thing to mend" : `There are ${items.length} things to mend`), make("ul", "", ...items),
    make("p", "", "You can take the file all the same. The checks of your proposal will say the same."));
  box.tabIndex = -1;
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", "What is to be mended");
  return box;
}

/** @param {Desk} desk @param {import("./read.js").Path} path */
function labelAt(desk, path) {
  const words = path.flatMap((step, depth) => {
    const { field, shape } = at(desk.form, path.slice(0, depth + 1));
    return typeof step === "number" ? [`row ${step + 1}`] : field && shape.kind !== "map" && field.key === step ? [field.label] : [step];
  });
  return words.join(", ");
}

/** @param {Ending} ending */
function ways(ending) {
  const { desk, say } = ending;
  const area = /** @type {HTMLTextAreaElement} */ (make("textarea", "sc-edit-file"));
  area.readOnly = true;
  area.value = desk.file.text;
  area.id = "changed-file";
  area.rows = 12;
  area.setAttribute("aria-label", "The changed file");
  const whole = /** @type {HTMLDetailsElement} */ (make("details", "sc-fold", make("summary", "", "See the changed file"), area));
  const copy = button("Copy the file", "take-copy", () => void copied(area, whole, say));
  const save = button("Download the file", "take-file", () => download(fileOf(desk), desk.file.text));
  return [make("h2", "", "Take the file"), make("p", "sc-edit-hint", LATER), make("p", "sc-edit-tools", copy, save), whole, ...onward(ending)];
}

/** @param {Desk} desk The file's path in the repository. */
export function fileOf({ source, values }) {
  return source.isNew ? `protocols/${source.area}/${values.id || "new"}.yml` : source.file;
}

/**
 * @param {HTMLTextAreaElement} area
 * @param {HTMLDetailsElement} whole
 * @param {(words: string) => void} say
 */
async function copied(area, whole, say) {
  try {
    await navigator.clipboard.writeText(area.value);
    say("The file is copied.");
  } catch {
    whole.open = true;
    area.focus();
    area.select();
    say("This browser does not let a page copy. The file is marked below: copy it with Ctrl+C, or Cmd+C.");
  }
}

/**
 * @param {string} path
 * @param {string} text
 */
function download(path, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/yaml" }));
  link.download = path.split("/").pop() ?? "protocol.yml";
  link.click();
  URL.revokeObjectURL(link.href);
}

/**
 * Where the file goes.
 *
 * @param {Ending} ending
 */
function onward({ desk, known }) {
  const path = fileOf(desk);
  const steps = [];
  if (known.repo) {
    const filled = desk.source.isNew ? newFile(known, path, desk.file.text) : null;
    const plain = desk.source.isNew ? newFile(known, path, "") : `${known.repo}/edit/${known.branch}/${path}`;
    const isShort = filled !== null && new TextEncoder().encode(filled).length < LONGEST;
    steps.push(isShort ? outside("Open it on GitHub, filled in", filled) : outside("Copy the file, then open GitHub's editor", plain));
    if (!isShort) {
      steps.push(make("span", "", "There, put the copied text in the place of all that stands there, and choose “Commit changes”."));
    }
  }
  const mailbox = known.editors[desk.source.area];
  if (mailbox) {
    const subject = encodeURIComponent(`Shared care register: ${path}`);
    const body = encodeURIComponent(`Attach the file that you downloaded: ${path.split("/").at(-1)}`);
    steps.push(outside(`${steps.length > 0 ? "Or send" : "Send"} the file to the editor: ${mailbox}`, `mailto:${mailbox.replaceAll("%", "%25")}?subject=${subject}&body=${body}`));
  }
  if (desk.source.isNew) {
    steps.push(make("span", "", "A new protocol's id also goes into protocols/reference/ids.yml. The checks give you the line."));
  }
  return [make("ul", "sc-edit-onward", ...steps.map((step) => make("li", "", step)))];
}

/**
 * The address of GitHub's editor for a new file. URLSearchParams writes a space as `+`, which is a third as long.
 *
 * @param {Known} known
 * @param {string} path
 * @param {string} text
 */
export function newFile({ repo, branch }, path, text) {
  return `${repo}/new/${branch}?${new URLSearchParams({ filename: path, ...(text ? { value: text } : {}) })}`;
}

/**
 * A link that leaves the half-filled form where it is.
 *
 * @param {string} words
 * @param {string} address
 */
function outside(words, address) {
  const link = /** @type {HTMLAnchorElement} */ (make("a", "", words, ...(address.startsWith("mailto:") ? [] : [" (opens another tab)"])));
  link.href = address;
  link.target = "_blank";
  link.rel = "noopener";
  return link;
}
