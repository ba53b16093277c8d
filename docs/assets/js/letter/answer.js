/** What is shown of a drug's letters in an area: its own protocols, those that may be for it, and another area's. */

import { make } from "../elements.js";
import { paperSays, showIn } from "../timeline.js";
import { banner, drugLines, hideLeaving, MOVED_AWAY, nameOf, protocols, saidTo } from "./area-page.js";
import { isCovering, verdictFirst } from "./verdict.js";

/**
 * @typedef {import("./area-page.js").AreaPage} AreaPage
 * @typedef {import("./area-page.js").Found} Found
 * @typedef {{ id: string, whom: string }} Asker Empty where all of them are shown.
 */

const SEVERAL = "More than one protocol: the letter's indication and the patient's age tell which.";
const CURRENCY = '.sc-mark[data-part="currency"]';
const OTHERS = "Not in force here, or not known to be";

/**
 * @param {AreaPage} here
 * @param {AreaPage | null} there Where the patient, or the provider, comes from.
 * @param {string} drug
 * @param {Asker} from
 * @returns {{ name: string, parts: Node[], count: string, paper: string }} With the drug's name, and what paper says
 *   of how long the answer may be used.
 */
export function answerTo(here, there, drug, from) {
  const name = nameOf(here, drug);
  const own = protocols(here, drug, from.id ? saidTo(from.id) : hideLeaving);
  const inForce = own.sure.filter((one) => isInForce(here, one));
  const others = own.sure.filter((one) => !inForce.includes(one));
  const title = `${name} in ${here.name}`;
  if (from.id) {
    [...own.sure, ...own.unclear].forEach((one) => verdictFirst(one));
  }
  const parts = [...banner(here), make("h2", "", title), ...verdict(inForce, others, from)];
  parts.push(...ordered(inForce, others, drugLines(here, drug)), ...folded(own));
  if (there) {
    parts.push(...elsewhere(there, drug, name));
  }
  return { name, parts, count: counted(here, inForce, others, title), paper: onPaper(there ? [here, there] : [here]) };
}

/** @param {AreaPage[]} areas */
function onPaper(areas) {
  const says = areas.map(({ timelines }) => paperSays(timelines));
  return new Set(says).size === 1 ? says[0] : areas.map(({ name }, at) => `${name}: ${says[at]}`).join(" ");
}

/**
 * @param {AreaPage} area
 * @param {HTMLElement} protocol
 * @returns {boolean} Whether it is known to bind the area, and to be in force today.
 */
function isInForce(area, protocol) {
  showIn(protocol, area.timelines);
  return "binding" in protocol.dataset && protocol.querySelector(CURRENCY) !== null && !isAmong(area, "data-not-in-force", protocol);
}

/**
 * @param {AreaPage} area
 * @param {string} list Which of its lists of states.
 * @param {HTMLElement} protocol
 */
function isAmong(area, list, protocol) {
  const listed = area.page.querySelector(`[${list}]`)?.getAttribute(list)?.split(" ") ?? [];
  const currency = /** @type {HTMLElement | null} */ (protocol.querySelector(CURRENCY));
  return listed.includes(currency?.dataset.value ?? "");
}

/**
 * The answer in a sentence, where there is one.
 *
 * @param {HTMLElement[]} inForce
 * @param {HTMLElement[]} others
 * @param {Asker} from
 */
function verdict(inForce, others, from) {
  const lines = inForce.length > 1 ? [SEVERAL] : [];
  const number = inForce.length + others.length;
  if (from.id && number > 0 && !inForce.some((one) => isCovering(one))) {
    lines.unshift(`${number === 1 ? "It is not" : "None of these is"} known to cover ${from.whom}.`);
  }
  return lines.map((line) => make("p", "sc-strong sc-letter-verdict", line));
}

/**
 * @param {HTMLElement[]} inForce
 * @param {HTMLElement[]} others
 * @param {HTMLElement} lines
 */
function ordered(inForce, others, lines) {
  const rest = others.length > 0 ? [make("h3", "sc-letter-others", OTHERS), ...others] : [];
  return inForce.length > 0 ? [...inForce, lines, ...rest] : [lines, ...rest];
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
 * How many protocols there are, in the words of their states: what has passed its review date counts as in date only while an extension runs.
 *
 * @param {AreaPage} area
 * @param {HTMLElement[]} inForce
 * @param {HTMLElement[]} others
 * @param {string} what
 */
function counted(area, inForce, others, what) {
  const inDate = inForce.filter((one) => isAmong(area, "data-in-date", one)).length;
  const past = inForce.length - inDate;
  const known = inDate === 0 ? "No protocol known to be" : `${inDate} protocol${inDate === 1 ? "" : "s"}`;
  const parts = [`${known} in date for ${what}`];
  parts.push(...(past > 0 ? [`${past} out of date, or with no known review date`] : []));
  parts.push(...(others.length > 0 ? [`${others.length} not in force there, or not known to be`] : []));
  return `${parts.join("; ")}.`;
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
    showIn(protocol, there.timelines);
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
