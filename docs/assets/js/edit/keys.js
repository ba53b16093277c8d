/** Adds a key to a block and takes one away. Every letter elsewhere stays as it is. */

import { breakOf, columnOf, cut, cutItem, cutLines, endOf, inFlow, insertLines, lineStart, linesOf, nextLine } from "./places.js";
import { nodesTo } from "./read.js";
import { setValue } from "./values.js";
import { flowText, pairLines } from "./write.js";

/**
 * @typedef {import("./read.js").Read} Read
 * @typedef {import("./read.js").Path} Path
 * @typedef {import("./read.js").Value} Value
 */

/**
 * Add a key to a block that is there, where the model's order has it.
 *
 * @param {Read} file
 * @param {Path} path Its last step is the key.
 * @param {Value} value
 * @param {string[]} order
 * @param {boolean} [spaced] Whether a blank line stands above it.
 */
export function addKey(file, path, value, order, spaced = false) {
  const key = String(path[path.length - 1]);
  const nodes = nodesTo(file, path.slice(0, -1));
  const map = nodes[nodes.length - 1];
  const rank = order.indexOf(key);
  const before = map.items.filter((/** @type {any} */ pair) => order.indexOf(pair.key.value) < rank).pop();
  const gap = spaced ? [""] : [];
  if (map.items.length === 0) {
    return path.length === 1 ? insertLines(file, file.text.length, pairLines(key, value, 0)) : setValue(file, path.slice(0, -1), { [key]: value });
  }
  if (inFlow(nodes)) {
    const said = `${key}: ${flowText(value, key)}`;
    const [first] = map.items;
    return before
      ? cut(file.text, endOf(before.value, file.text), endOf(before.value, file.text), `, ${said}`)
      : cut(file.text, first.key.range[0], first.key.range[0], `${said}, `);
  }
  const start = map.items[0].key.range[0];
  const lines = [...gap, ...pairLines(key, value, columnOf(file, start))];
  const isRow = /\S/.test(file.text.slice(lineStart(file.text, start), start));
  if (before) {
    return insertLines(file, nextLine(file.text, endOf(before.value, file.text)), lines);
  }
  if (isRow) {
    const first = lines.map((line) => line + breakOf(file.text)).join("") + " ".repeat(columnOf(file, start));
    return cut(file.text, start, start, first.trimStart());
  }
  return insertLines(file, lineStart(file.text, start), lines);
}

/**
 * @param {Read} file
 * @param {Path} path Its last step is the key.
 */
export function removeKey(file, path) {
  const key = String(path[path.length - 1]);
  const nodes = nodesTo(file, path.slice(0, -1));
  const map = nodes[nodes.length - 1];
  const at = map.items.findIndex((/** @type {any} */ pair) => pair.key.value === key);
  const pair = map.items[at];
  if (map.items.length === 1) {
    return setValue(file, path.slice(0, -1), {});
  }
  if (map.flow) {
    return cutItem(file, map.items.map((/** @type {any} */ one) => ({ from: one.key.range[0], to: endOf(one.value, file.text) })), at);
  }
  const start = pair.key.range[0];
  const isRow = /\S/.test(file.text.slice(lineStart(file.text, start), start));
  if (isRow) {
    return cut(file.text, start, map.items[at + 1].key.range[0]);
  }
  const { from, to } = linesOf(pair.value, start, file);
  return cutLines(file.text, from, to);
}
