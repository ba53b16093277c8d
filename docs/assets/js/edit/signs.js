/** When two values say the same, whatever the order of their rows and keys. As `changes/same.py`. */

import { isBlock } from "./records.js";

/**
 * @typedef {import("./records.js").Block} Block
 * @typedef {import("./records.js").Said} Said
 */

/**
 * A value in signs: the same for two values that say the same.
 *
 * @param {Said} value
 * @returns {string}
 */
export function signs(value) {
  if (value === undefined) {
    return "";
  }
  if (Array.isArray(value)) {
    return `[${value.map(signs).sort().join()}]`;
  }
  if (value instanceof Map) {
    return `<${[...value].map(([key, one]) => JSON.stringify(key) + signs(one)).sort().join()}>`;
  }
  return isBlock(value) ? `{${Object.keys(value.fields).map((key) => signsIn(value, key)).join()}}` : JSON.stringify(value);
}

/**
 * What a block says in a field, with the note beside it, in signs.
 *
 * @param {Block} block
 * @param {string} key
 */
export const signsIn = (block, key) => `${signs(block.fields[key])}(${JSON.stringify(block.notes[key] ?? "")})`;

/**
 * The share of signs that two texts have in common, from 0 to 1: twice the length of the blocks that match, the longest
 * first, by the length of both. As difflib's SequenceMatcher.
 *
 * @param {string} one
 * @param {string} other
 */
export function alike(one, other) {
  const [left, right] = [Array.from(one), Array.from(other)];
  /** @type {Map<string, number[]>} */
  const places = new Map();
  right.forEach((sign, at) => places.set(sign, [...(places.get(sign) ?? []), at]));
  const length = left.length + right.length;
  return length === 0 ? 1 : (2 * matched(left, places, [0, left.length, 0, right.length])) / length;
}

/**
 * @param {string[]} left
 * @param {Map<string, number[]>} places Where each sign stands in the other text.
 * @param {[number, number, number, number]} within From where to where, in the one and in the other.
 * @returns {number}
 */
function matched(left, places, [from, to, start, end]) {
  let [bestFrom, bestStart, size] = [from, start, 0];
  /** @type {Map<number, number>} */
  let above = new Map();
  for (let at = from; at < to; at++) {
    /** @type {Map<number, number>} */
    const here = new Map();
    for (const place of places.get(left[at]) ?? []) {
      if (place >= start && place < end) {
        const run = (above.get(place - 1) ?? 0) + 1;
        here.set(place, run);
        [bestFrom, bestStart, size] = run > size ? [at - run + 1, place - run + 1, run] : [bestFrom, bestStart, size];
      }
    }
    above = here;
  }
  return size === 0 ? 0 : size + matched(left, places, [from, bestFrom, start, bestStart]) + matched(left, places, [bestFrom + size, to, bestStart + size, end]);
}
