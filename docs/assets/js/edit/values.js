/** Puts a value in the place of another. Every letter elsewhere stays as it is. */

import { breakOf, columnOf, cut, endOf, inFlow, insertLines, lineEnd, nextLine } from "./places.js";
import { nodesTo, pairOf } from "./read.js";
import { blockLines, fitsOnLine, flowText, folded, scalar } from "./write.js";

/**
 * @typedef {import("./read.js").Read} Read
 * @typedef {import("./read.js").Path} Path
 * @typedef {import("./read.js").Value} Value
 */

/**
 * Put another text in a scalar's place.
 *
 * @param {Read} file
 * @param {Path} path
 * @param {string} value
 */
export function setScalar(file, path, value) {
  const nodes = nodesTo(file, path);
  const node = nodes[nodes.length - 1];
  const [from] = node.range;
  const to = endOf(node, file.text);
  const key = [...path].reverse().find((step) => typeof step === "string") ?? "";
  if (node.type === "BLOCK_FOLDED" || node.type === "BLOCK_LITERAL") {
    return cut(file.text, from, to, inPlaceOfBlock(file, node, value, key));
  }
  // A text that is empty for the moment says nothing of its style.
  const style = node.value === "" ? "" : node.type;
  const space = from === to && /\S/.test(file.text[from - 1] ?? "") ? " " : "";
  return cut(file.text, from, to, space + scalar(value, { flow: inFlow(nodes), style, key }));
}

/**
 * @param {Read} file
 * @param {any} node
 * @param {string} value
 * @param {string | number} key
 */
function inPlaceOfBlock(file, node, value, key) {
  const head = file.text.slice(node.range[0], lineEnd(file.text, node.range[0]));
  const first = nextLine(file.text, node.range[0]);
  const indent = /^ */.exec(file.text.slice(first))?.[0].length ?? 2;
  const before = file.text.slice(first, endOf(node, file.text)).split(/\r?\n/);
  const lines = node.type === "BLOCK_FOLDED" ? folded(value, indent, before) : null;
  return lines ? [head, ...lines].join(breakOf(file.text)) : scalar(value, { style: "", key });
}

/**
 * Put any value in the place of another.
 *
 * @param {Read} file
 * @param {Path} path
 * @param {Value} value
 */
export function setValue(file, path, value) {
  const nodes = nodesTo(file, path);
  const node = nodes[nodes.length - 1];
  if (typeof value === "string" && !node.items) {
    return setScalar(file, path, value);
  }
  const key = path[path.length - 1];
  const [from, to] = [node.range[0], endOf(node, file.text)];
  if (inFlow(nodes.slice(0, -1))) {
    return cut(file.text, from, to, flowText(value, key));
  }
  const { column, colon } = keyPlace(file, nodes[nodes.length - 2], String(key));
  const isBlock = node.items && !node.flow;
  const start = isBlock ? colon : from - (/\s*$/.exec(file.text.slice(colon, from))?.[0].length ?? 0);
  if (fitsOnLine(value)) {
    const said = typeof value === "string" ? scalar(value, { style: "", key }) : flowText(value, key);
    return cut(file.text, start, to, ` ${said}`);
  }
  const bare = { ...file, text: cut(file.text, start, to) };
  return insertLines(bare, nextLine(bare.text, start), blockLines(value, key, column + 2));
}

/**
 * @param {Read} file
 * @param {any} map
 * @param {string} key
 * @returns {{ column: number, colon: number }} How far in the key stands, and the place behind its colon.
 */
function keyPlace(file, map, key) {
  const at = map.items.indexOf(pairOf(map, key));
  const from = map.items[at].key.range[0];
  const sign = map.srcToken.items.find((/** @type {any} */ one) => one.key?.offset === from);
  return { column: columnOf(file, from), colon: sign.sep.find((/** @type {any} */ one) => one.type === "map-value-ind").offset + 1 };
}
