/** What the index says of a protocol today: entries that the build made, looked up. */

import { entryOn, notBefore, today } from "../lookup.js";

/**
 * @typedef {import("./engine.js").Index} Index
 * @typedef {import("./engine.js").Doc} Doc
 */

export const PARTS = ["currency", "funding", "arrangements"];
const ENDING_SOON = /\/.*/;

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
  return code.replace(ENDING_SOON, "");
}

/**
 * @param {Index} index
 * @param {string} key
 * @param {string} day
 * @returns {{ near: string[], ahead: boolean }} The spans within which an end of it lies, and whether any is ahead.
 */
export function endsOn(index, key, day) {
  const spans = Object.keys(index.words.due);
  const ahead = (index.ends[key] ?? []).map((number) => index.spans[number]).filter((days) => day <= days[spans.length]);
  return { near: spans.filter((_, at) => ahead.some((days) => days[at] <= day)), ahead: ahead.length > 0 };
}
