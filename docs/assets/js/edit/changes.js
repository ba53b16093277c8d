/** What an editor changed, in the words of `sharedcare diff`: the same engine, over what Python writes in the form's data. */

import { differences } from "./differences.js";
import { fileOf, testKey } from "./called.js";
import { lines } from "./lines.js";
import { block } from "./records.js";
import { TOP } from "./shape.js";

/**
 * @typedef {import("./shape.js").Form} Form
 * @typedef {import("./lines.js").Line} Line
 */

/**
 * @param {Form} form
 * @param {any} before The values of the file as it was.
 * @param {any} after
 * @returns {Line[]} Those for a second reviewer first.
 */
export function changes(form, before, after) {
  const tops = [before, after].map((values) => block(form, TOP, values));
  const files = tops.map((top) => fileOf(form, top));
  const names = files.map(({ drugs }) => ({ drugs, test: (/** @type {string} */ name) => testKey(form, name) }));
  return lines(files[0], files[1], differences(tops[0], tops[1], { form, names, steps: [], abouts: [null, null] }));
}
