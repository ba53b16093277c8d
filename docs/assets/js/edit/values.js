/** Puts a value in the place of another. Every letter elsewhere stays as it is. */

import { breakOf, columnOf, cut, endOf, hyphenOf, inFlow, insertLines, lineEnd, lineStart, nextLine } from "./places.js";
import { nodesTo, pairOf, valueAt } from "./read.js";
import { scalar, textLines, widthOf, WIDEST } from "./scalars.js";
import { blockLines, fitsOnLine, flowText, hasLines, rowLines } from "./write.js";

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
  if (inFlow(nodes)) {
    const space = from === to && /\S/.test(file.text[from - 1] ?? "") ? " " : "";
    return cut(file.text, from, to, space + scalar(value, { flow: true, key }));
  }
  const start = lineStart(file.text, from);
  const lead = file.text.slice(start, from).trimEnd();
  const column = columnOfEntry(file, nodes, path);
  const isBlock = node.type === "BLOCK_FOLDED" || node.type === "BLOCK_LITERAL";
  const head = isBlock ? file.text.slice(from, lineEnd(file.text, from)) : "";
  const remark = / +#.*/.exec(head)?.[0] ?? "";
  const before = node.type === "BLOCK_FOLDED" ? file.text.slice(nextLine(file.text, from), to).split(/\r?\n/) : [];
  const [first, ...rest] = textLines(lead, value, key, column + 2, before);
  return cut(file.text, start + lead.length, to, [first.slice(lead.length) + remark, ...rest].join(breakOf(file.text)));
}

/** How far in the key or the hyphen of a value stands. @param {Read} file @param {any[]} nodes @param {Path} path */
function columnOfEntry(file, nodes, path) {
  const [around, last] = [nodes[nodes.length - 2], path[path.length - 1]];
  return typeof last === "number" ? columnOf(file, hyphenOf(around, last)) : keyPlace(file, around, last).column;
}

/**
 * Write a value out that has become too long for its brackets, as `sharedcare fmt` would. It stays so when it is short.
 *
 * @param {Read} file
 * @param {Path} path Of what was changed inside it.
 * @returns {string}
 */
export function writtenOut(file, path) {
  const nodes = [file.root];
  for (const step of path) {
    const here = nodes[nodes.length - 1];
    const next = typeof step === "number" ? here.items?.[step] : here.items && pairOf(here, step)?.value;
    if (here.flow || !next) {
      break;
    }
    nodes.push(next);
  }
  const node = nodes[nodes.length - 1];
  const place = path.slice(0, nodes.length - 1);
  const value = /** @type {any} */ (valueAt(file.values, place));
  const [from, to] = [lineStart(file.text, node.range[0]), endOf(node, file.text)];
  const line = file.text.slice(from, to);
  if (!node.flow || node.items.length === 0 || line.includes("\n") || (widthOf(line) <= WIDEST && !hasLines(value))) {
    return file.text;
  }
  const remark = file.text.slice(to, lineEnd(file.text, to)).trim();
  const key = [...place].reverse().find((step) => typeof step === "string") ?? "";
  const column = columnOfEntry(file, nodes, place);
  const isRow = typeof place[place.length - 1] === "number";
  const lead = file.text.slice(from, node.range[0]).trimEnd();
  const lines = isRow ? [...(remark ? [" ".repeat(column) + remark] : []), ...rowLines(value, key, column)] : [remark ? `${lead}  ${remark}` : lead, ...blockLines(value, key, column + 2)];
  return cut(file.text, from, lineEnd(file.text, to), lines.join(breakOf(file.text)));
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
  if (typeof value === "string" || fitsOnLine(value, column + String(key).length + 1)) {
    return cut(file.text, start, to, ` ${typeof value === "string" ? scalar(value, { key }) : flowText(value, key)}`);
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
