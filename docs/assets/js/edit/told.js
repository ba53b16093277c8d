/** What was changed, for an editor to read over: what needs a second reviewer first. */

import { make } from "../elements.js";
import { changes } from "./changes.js";

/** @typedef {import("./lines.js").Line} Line */

const SECOND = "A second person has to read these before they go into the register.";

/** @param {import("./desk.js").Desk} desk */
export function difference({ form, source, base, values }) {
  if (source.isNew) {
    return make("p", "", "A new file: all of it is new, and needs a second reviewer.");
  }
  const lines = changes(form, base.values, values);
  if (lines.length === 0) {
    return make("div", "sc-edit-difference", make("p", "", "Nothing changes that a reader would see."));
  }
  const needs = needed(form, base.values, values);
  const [second, rest] = [lines.filter((line) => line.second), lines.filter((line) => !line.second)];
  return make("div", "sc-edit-difference", ...part(form, "Needs a second reviewer", SECOND, second), ...part(form, second.length > 0 ? "Other changes" : "What changes", "", rest), ...needs);
}

/**
 * What the checks ask for beside such changes: which of it is there, only they can tell.
 *
 * @param {import("./shape.js").Form} form
 * @param {any} before
 * @param {any} after
 */
function needed({ needs }, before, after) {
  /** @param {any} values @param {string} path */
  const at = (values, path) => JSON.stringify(path.split(".").reduce((value, step) => value?.[step], values));
  const wanted = needs.filter(({ paths }) => paths.some((path) => at(before, path) !== at(after, path)));
  const items = wanted.map(({ said, guide }) => {
    const link = /** @type {HTMLAnchorElement} */ (make("a", "", "How"));
    link.href = `../editors/${guide}/`;
    return make("li", "", `${said} `, link);
  });
  return items.length > 0 ? [make("section", "sc-edit-needs", make("h3", "", "What this needs besides, if it is not there yet"), make("ul", "", ...items))] : [];
}

/**
 * @param {import("./shape.js").Form} form
 * @param {string} heading
 * @param {string} hint
 * @param {Line[]} lines
 */
function part(form, heading, hint, lines) {
  const items = lines.map((line) => make("li", "", make("span", "sc-edit-label", about(line)), ...said(form, line)));
  return lines.length > 0 ? [make("section", "", make("h3", "", heading), ...(hint ? [make("p", "sc-edit-hint", hint)] : []), make("ul", "sc-edit-changes", ...items))] : [];
}

/** @param {Line} line */
function about({ kind, what }) {
  return kind === "new" ? `New: ${what}` : kind === "removed" ? `No longer: ${what}` : what;
}

/**
 * @param {import("./shape.js").Form} form
 * @param {Line} line
 * @returns {(Node | string)[]}
 */
function said({ told }, { kind, before, after }) {
  switch (kind) {
    case "new":
      return [make("ins", "", after)];
    case "removed":
      return [make("del", "", before)];
    case "rewritten":
      return [told.rewritten];
    default:
      return [make("del", "", before), make("span", "sc-hidden", " becomes "), " ", make("ins", "", after)];
  }
}
