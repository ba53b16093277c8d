/** What the index says of a protocol today: entries that the build made, looked up. */

import { entryOn, notBefore, today } from "../lookup.js";

/**
 * @typedef {import("./engine.js").Index} Index
 * @typedef {import("./engine.js").Doc} Doc
 */

export const PARTS = ["currency", "funding", "arrangements"];

/**
 * @param {Index} index
 * @returns {string} Today, or the build's day where the device's clock is behind it.
 */
export function dayOf(index) {
  return notBefore(today(), index.built_on);
}

/**
 * @param {Index} index
 * @param {string} key
 * @param {string} day
 * @returns {string[]} The codes of its currency, funding and arrangements; of the funding, whether it ends soon too.
 */
export function codesOn(index, key, day) {
  return entryOn(index.timelines[key], day, (row) => row[0]).slice(1);
}

/** @param {string} code */
export function stateOf(code) {
  return code.split("/", 1)[0];
}

/**
 * @param {Index} index
 * @param {string} day
 * @returns {(key: string) => { near: string[], ahead: boolean }} Of a protocol, the spans within which an end of
 *   it lies, and whether any is ahead.
 */
export function endsOn(index, day) {
  const spans = Object.keys(index.words.due);
  // Many protocols share their dates, so that each is looked at once.
  const known = index.spans.map((days) => ({
    near: spans.filter((_, at) => days[at] <= day),
    ahead: day <= days[spans.length],
  }));
  return (key) => {
    const ahead = (index.ends[key] ?? []).map((number) => known[number]).filter((end) => end.ahead);
    return { near: [...new Set(ahead.flatMap(({ near }) => near))], ahead: ahead.length > 0 };
  };
}
