/** What is shown of a drug's letters in an area: its own protocols, those that may be for it, and another area's. */

import { make } from "../elements.js";
import { banner, drugLines, hideLeaving, MOVED_AWAY, nameOf, protocols, saidTo } from "./area-page.js";

/**
 * @typedef {import("./area-page.js").AreaPage} AreaPage
 * @typedef {import("./area-page.js").Found} Found
 */

/**
 * @param {AreaPage} here
 * @param {AreaPage | null} there Where the patient, or the provider, comes from.
 * @param {string} drug
 * @param {string} from The asker; empty for all of them.
 * @returns {{ parts: Node[], count: string }}
 */
export function answerTo(here, there, drug, from) {
  const name = nameOf(here, drug);
  const own = protocols(here, drug, from ? saidTo(from) : hideLeaving);
  const lines = drugLines(here, drug);
  const title = make("h2", "", `${name} in ${here.name}`);
  const hasOwn = own.sure.some((one) => !("wider" in one.dataset));
  const parts = hasOwn ? [title, ...own.sure, lines] : [title, lines, ...own.sure];
  if (own.sure.length > 1) {
    parts.splice(1, 0, make("p", "sc-strong", "More than one protocol: the letter's indication and the patient's age tell which."));
  }
  parts.push(...folded(own));
  if (there) {
    parts.push(...elsewhere(there, drug, name));
  }
  return { parts: [...banner(here), ...parts], count: counted(own.sure, `with ${name} in ${here.name}`) };
}

/**
 * The protocols that may be for any drug: open where there is nothing else.
 *
 * @param {Found} found
 */
function folded(found) {
  if (found.unclear.length === 0) {
    return [];
  }
  const fold = /** @type {HTMLDetailsElement} */ (make("details", "sc-fold"));
  fold.open = found.sure.length === 0;
  const number = found.unclear.length === 1 ? "1 protocol" : `${found.unclear.length} protocols`;
  fold.append(make("summary", "", `${number} of which it is not known for which drugs`), ...found.unclear);
  return [fold];
}

/**
 * @param {HTMLElement[]} found
 * @param {string} what
 */
function counted(found, what) {
  const number = found.filter((one) => !("wider" in one.dataset)).length;
  return number === 0 ? `No protocol shown ${what}.` : `${number} protocol${number === 1 ? "" : "s"} ${what}.`;
}

/**
 * Another area's protocols: they say what held where the patient, or the provider, comes from.
 *
 * @param {AreaPage} there
 * @param {string} drug
 * @param {string} name
 */
function elsewhere(there, drug, name) {
  const own = protocols(there, drug, (protocol) => {
    saidTo(MOVED_AWAY)(protocol);
    protocol.classList.add("sc-request-elsewhere");
  });
  return [
    ...banner(there),
    make("h2", "", `${name} in ${there.name}: another area's`),
    make("p", "sc-strong", "It does not bind here unless adopted here."),
    ...(own.sure.length > 0 ? own.sure : [drugLines(there, drug)]),
    ...folded(own),
  ];
}
