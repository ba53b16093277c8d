/** Which source of a file is which, where a change gave it another key. As `changes/sources.py`. */

import { isBlock } from "./records.js";
import { signs } from "./signs.js";

/** @typedef {import("./records.js").Said} Said */

/**
 * The key that each source had whose key is new: one that is gone had its title or its address.
 *
 * @param {Map<string, Said>} before
 * @param {Map<string, Said>} after
 */
export function renamed(before, after) {
  const [gone, came] = [[...before.keys()].filter((key) => !after.has(key)), [...after.keys()].filter((key) => !before.has(key))];
  const alike = gone.flatMap((old) => came.map((now) => ({ old, now, common: inCommon(before.get(old), after.get(now)) })));
  /** @type {Map<string, string>} */
  const found = new Map();
  for (const { old, now, common } of alike.sort((one, other) => other.common - one.common || order(one.now, other.now) || order(one.old, other.old))) {
    if (common > 0 && !found.has(now) && ![...found.values()].includes(old)) {
      found.set(now, old);
    }
  }
  return found;
}

/** @param {string} one @param {string} other */
const order = (one, other) => (one < other ? -1 : Number(one > other));

/** How many of the fields that name a document are known of both sources and say the same. @param {Said} one @param {Said} other */
function inCommon(one, other) {
  if (!isBlock(one) || !isBlock(other)) {
    return 0;
  }
  const isKnown = (/** @type {Said} */ value) => value !== undefined && value !== "unknown";
  return ["title", "url"].filter((key) => isKnown(one.fields[key]) && signs(one.fields[key]) === signs(other.fields[key])).length;
}
