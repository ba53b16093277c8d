/** What a search says of its results in a sentence, and what to do where there are none. */

import { FACETS, addressOf } from "./choice.js";
import { linkTo } from "./rows.js";

/**
 * @typedef {import("./choice.js").Choice} Choice
 * @typedef {import("./finder.js").Hit} Hit
 */

const UNSAID = {
  specialty: "their specialty is not known",
  due: "no date ahead of them is known",
};

/** @returns {(string | Node)[]} */
export function notLoaded() {
  return ["The search could not be loaded. ", linkTo("the A to Z", "a-to-z/")];
}

/**
 * @param {string} query
 * @returns {(string | Node)[]} What to do next.
 */
export function nothing(query) {
  const words = `Nothing found for “${query}”. Not in the register does not mean that no protocol exists. Try `;
  return [words, linkTo("the A to Z", "a-to-z/"), ", or ask the area's committee."];
}

/**
 * @param {Hit[]} hits
 * @param {string} query
 */
export function onlySimilar(hits, query) {
  return hits.some((hit) => hit.similar) ? `Nothing in the register is called “${query}”. Similar names: ` : "";
}

/**
 * @param {Hit[]} hits
 * @param {number} shown How many of them at most.
 * @param {Choice} choice
 * @param {import("./facets.js").Narrowed["unsaid"]} unsaid
 * @returns {(string | Node)[]}
 */
export function counted(hits, shown, choice, unsaid) {
  const { q = "" } = choice;
  const isFiltered = FACETS.some((facet) => choice[facet]);
  if (!q && !isFiltered) {
    return ["Type a name, or choose a filter."];
  }
  if (hits.length === 0) {
    return isFiltered ? [...noneListed(), ...leftOut(choice, unsaid)] : nothing(q);
  }
  const first = hits.length > shown ? `, the first ${shown} shown` : "";
  const kept = isFiltered ? "listed with these filters" : "found";
  return [`${onlySimilar(hits, q)}${hits.length} ${kept}${first}.`, ...leftOut(choice, unsaid)];
}

/**
 * @param {Choice} strange
 * @returns {string[]} What the address asks for and no filter has.
 */
export function refused(strange) {
  return Object.entries(strange).map(
    ([facet, value]) => ` The address asks for the ${facet} “${value}”, which is no choice here: it filters nothing.`,
  );
}

function noneListed() {
  return [
    "Nothing listed with these filters. Not in the register does not mean that no protocol exists. " +
      "Choose fewer filters, or ask the area's committee.",
  ];
}

/**
 * @param {Choice} choice
 * @param {import("./facets.js").Narrowed["unsaid"]} unsaid
 * @returns {(string | Node)[]} What a filter leaves out because of what is not known, and the way to it.
 */
function leftOut(choice, unsaid) {
  const facets = /** @type {(keyof typeof UNSAID)[]} */ (Object.keys(UNSAID)).filter((facet) => unsaid[facet]);
  return facets.flatMap((facet) => [
    " ",
    linkTo(`${unsaid[facet]} more`, addressOf({ ...choice, [facet]: "unknown" })),
    ` not listed, since ${UNSAID[facet]}.`,
  ]);
}
