/**
 * The register's own search. On the first use of a search box it loads the index and MiniSearch; nothing that is
 * typed leaves the browser, and nothing is kept.
 */

import { areaChosen } from "./area.js";
import { finder, soundAlike, wordsOf } from "./find.js";
import { entryOn, notBefore, onAnotherDay, today } from "./lookup.js";

/**
 * @typedef {{ kind: "protocol" | "drug" | "area", title: string, address: string, area: string, case?: string,
 *   drugs?: string[], names?: string[], listed?: boolean, label?: string }} Doc
 * @typedef {[from: string, currency: string, funding: string, arrangements: string]} Row
 * @typedef {{ built_on: string, words: Record<string, Record<string, string>>, documents: Doc[],
 *   drugs: Record<string, { name: string, also: string[] }>, timelines: Record<string, Row[]> }} Index
 * @typedef {{ index: Index, find: (query: string) => import("./find.js").Hit[] }} Engine
 */

const MOST = 30;
const KINDS = { protocol: "Protocol", drug: "Drug", area: "Area" };
/** A drug's own page leads to every area's protocol, so it comes before any one of them. */
const WEIGHTS = { protocol: 1, drug: 5, area: 2 };
const PARTS = ["currency", "funding", "arrangements"];
const TOP = new URL("../../", import.meta.url);

/** @type {Promise<Engine> | null} */
let loading = null;

/** @returns {Promise<Engine>} */
function engine() {
  loading ??= load().catch((error) => {
    loading = null;
    throw error;
  });
  return loading;
}

/** @returns {Promise<Engine>} */
async function load() {
  const [answer, { default: MiniSearch }] = await Promise.all([
    fetch(new URL("search.json", TOP)),
    import("../vendor/minisearch/index.js"),
  ]);
  if (!answer.ok) {
    throw new Error(`search.json: ${answer.status}`);
  }
  const index = /** @type {Index} */ (await answer.json());
  // Without a prototype: the id of a drug that the index lacks may be `constructor`.
  Object.setPrototypeOf(index.drugs, null);
  const rows = index.documents.map((doc, id) => ({ id, title: doc.title, names: names(index, doc), area: doc.area }));
  return { index, find: finder(MiniSearch, rows, (id) => WEIGHTS[index.documents[id].kind]) };
}

/**
 * @param {Index} index
 * @param {Doc} doc
 */
function names(index, doc) {
  const drugs = (doc.drugs ?? []).flatMap((id) => (index.drugs[id] ? [index.drugs[id].name, ...index.drugs[id].also] : [id]));
  return [...(doc.names ?? []), ...drugs].join(" ; ");
}

/**
 * The brand or spelling by which a document was found, or one that sounds so, and the drug that it leads to.
 *
 * @param {Index} index
 * @param {Doc} doc
 * @param {string} query
 */
function leads(index, doc, query) {
  const words = wordsOf(query);
  for (const id of doc.drugs ?? []) {
    const drug = index.drugs[id];
    const name = drug?.also.find((also) => words.some((word) => starts(also, word) && !starts(drug.name, word)));
    if (drug && name) {
      return `${name} → ${drug.name}`;
    }
  }
  return "";
}

/**
 * @param {string} text
 * @param {string} word
 */
function starts(text, word) {
  return wordsOf(text).some((part) => part.startsWith(word) || soundAlike(part, word));
}

/**
 * @param {string} name
 * @param {string} className
 * @param {string} [text]
 */
function make(name, className, text) {
  const element = document.createElement(name);
  element.className = className;
  if (text) {
    element.textContent = text;
  }
  return element;
}

/**
 * @param {Index} index
 * @param {Doc} doc
 * @param {string} query
 * @param {boolean} similar
 */
function result(index, doc, query, similar) {
  const item = make("li", "sc-result");
  const link = /** @type {HTMLAnchorElement} */ (make("a", "sc-result-link"));
  link.href = new URL(doc.address, TOP).href;
  link.append(make("span", "sc-result-title", doc.title), " ");
  link.append(make("span", "sc-result-kind", doc.kind === "area" ? KINDS.area : `${KINDS[doc.kind]}, ${doc.area || "no area"}`));
  if (similar) {
    link.append(" ", make("span", "sc-result-similar", "Similar to what you typed"));
  }
  if (doc.listed) {
    link.append(" ", make("span", "sc-result-kind", "(only a listing or a title page was read)"));
  }
  if (doc.label) {
    link.append(" ", make("span", "sc-invented-label", doc.label));
  }
  const brand = leads(index, doc, query);
  if (brand) {
    link.append(" ", make("span", "sc-result-brand", brand));
  }
  item.append(link);
  if (doc.case && index.timelines[doc.case]) {
    item.append(states(index, doc.case));
  }
  return item;
}

/**
 * The reader's own area first; places that do not exist last.
 *
 * @param {Doc[]} docs
 */
function inOrder(docs) {
  const own = areaChosen();
  /** @param {Doc} doc */
  const rank = (doc) => (doc.label ? 2 : own !== null && doc.case?.endsWith(`@${own}`) ? 0 : 1);
  return [...docs].sort((one, other) => rank(one) - rank(other));
}

/**
 * @param {Index} index
 * @param {string} key
 */
function states(index, key) {
  const day = notBefore(today(), index.built_on);
  const codes = entryOn(index.timelines[key], day, (row) => row[0]).slice(1);
  const line = make("span", "sc-result-states");
  PARTS.forEach((part, number) => {
    const mark = make("span", "sc-mark", index.words[part][codes[number]]);
    mark.dataset.case = key;
    mark.dataset.part = part;
    mark.dataset.value = codes[number].split("/")[0];
    line.append(mark, " ");
  });
  return line;
}

/**
 * @param {HTMLFormElement} form
 */
function attach(form) {
  const input = /** @type {HTMLInputElement} */ (form.querySelector("input"));
  const panel = /** @type {HTMLElement} */ (form.querySelector(".sc-panel"));
  const count = /** @type {HTMLElement} */ (form.querySelector(".sc-count"));
  const list = /** @type {HTMLElement} */ (form.querySelector(".sc-results"));
  const links = () => /** @type {HTMLElement[]} */ (Array.from(list.querySelectorAll("a")));

  function close() {
    panel.hidden = true;
    list.replaceChildren();
    count.textContent = "";
    delete count.dataset.query;
  }

  async function run() {
    const query = input.value.trim();
    if (!query) {
      close();
      return;
    }
    try {
      const { index, find } = await engine();
      if (query === input.value.trim()) {
        render(index, find(query), query);
      }
    } catch {
      panel.hidden = false;
      list.replaceChildren();
      count.replaceChildren("The search could not be loaded. ", toIndex());
    }
  }

  /**
   * @param {Index} index
   * @param {import("./find.js").Hit[]} found
   * @param {string} query
   */
  function render(index, found, query) {
    const similar = found.some((hit) => hit.similar);
    count.dataset.query = query;
    const docs = inOrder(found.map(({ id }) => index.documents[id]));
    panel.hidden = false;
    list.replaceChildren(...docs.slice(0, MOST).map((doc) => result(index, doc, query, similar)));
    if (docs.length === 0) {
      const words = `Nothing found for “${query}”. Not in the register does not mean that no protocol exists. Try `;
      count.replaceChildren(words, toIndex(), ", or ask the area's committee.");
    } else {
      const more = docs.length > MOST ? `, the first ${MOST} shown` : "";
      const nothing = similar ? `Nothing in the register is called “${query}”. Similar names: ` : "";
      count.textContent = `${nothing}${docs.length} found${more}`;
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void run().then(() => links()[0]?.focus());
  });
  input.addEventListener("focus", () => void engine().catch(() => {}), { once: true });
  input.addEventListener("input", () => void run());
  // Look the states of an open list up again; while somebody walks through it, it stays.
  onAnotherDay(() => void (panel.hidden || list.contains(document.activeElement) || run()));
  form.addEventListener("keydown", (event) => {
    const all = links();
    const at = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    if (event.key === "ArrowDown" && all.length > 0) {
      event.preventDefault();
      all[Math.min(at + 1, all.length - 1)].focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      (at === 0 ? input : all[at - 1]).focus();
    } else if (event.key === "Escape" && !panel.hidden) {
      event.preventDefault();
      input.value = "";
      close();
      input.focus();
    }
  });
  if (form.classList.contains("sc-search-small")) {
    form.addEventListener("focusout", ({ relatedTarget }) => {
      if (!form.contains(/** @type {Node | null} */ (relatedTarget))) {
        close();
      }
    });
    input.addEventListener("focus", () => void run());
  }
  form.querySelector(".sc-keys")?.removeAttribute("hidden");
}

/** A link to the list that needs no search. */
function toIndex() {
  const link = /** @type {HTMLAnchorElement} */ (make("a", "", "the A to Z"));
  link.href = new URL("a-to-z/", TOP).href;
  return link;
}

const forms = /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("form[data-register-search]"));
forms.forEach(attach);

document.addEventListener("keydown", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  const typing = target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing) {
    return;
  }
  const inputs = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("form[data-register-search] input"));
  const seen = Array.from(inputs).find((input) => input.offsetParent !== null);
  if (seen) {
    event.preventDefault();
    seen.focus();
  }
});
