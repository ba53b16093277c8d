/** Adds, removes and moves the rows of a list. Every letter elsewhere stays as it is. */

import { columnOf, cut, cutItem, cutLines, endOf, ended, hyphenOf, inFlow, insertLines, lineStart, linesOf, nextLine } from "./places.js";
import { nodesTo } from "./read.js";
import { setValue } from "./values.js";
import { flowText, rowLines } from "./write.js";

/**
 * @typedef {import("./read.js").Read} Read
 * @typedef {import("./read.js").Path} Path
 * @typedef {import("./read.js").Value} Value
 */

/**
 * @param {Read} file
 * @param {Path} path Its last step is the number of the new row.
 * @param {Value} value
 */
export function addRow(file, path, value) {
  const nodes = nodesTo(file, path.slice(0, -1));
  const seq = nodes[nodes.length - 1];
  const at = Number(path[path.length - 1]);
  const key = [...path].reverse().find((step) => typeof step === "string") ?? "";
  if (seq.items.length === 0) {
    return setValue(file, path.slice(0, -1), [value]);
  }
  if (inFlow(nodes)) {
    const put = flowText(value, key);
    const place = at > 0 ? endOf(seq.items[at - 1], file.text) : seq.items[0].range[0];
    return cut(file.text, place, place, at > 0 ? `, ${put}` : `${put}, `);
  }
  const beside = seq.items[Math.max(0, at - 1)];
  const indent = columnOf(file, hyphenOf(seq, 0));
  const lines = beside.flow ? [`${" ".repeat(indent)}- ${flowText(value, key)}`] : rowLines(value, key, indent);
  const place = at > 0 ? nextLine(file.text, endOf(beside, file.text)) : lineStart(file.text, hyphenOf(seq, 0));
  return insertLines(file, place, lines);
}

/**
 * @param {Read} file
 * @param {Path} path Its last step is the row's number.
 */
export function removeRow(file, path) {
  const nodes = nodesTo(file, path.slice(0, -1));
  const seq = nodes[nodes.length - 1];
  const at = Number(path[path.length - 1]);
  if (seq.items.length === 1) {
    return setValue(file, path.slice(0, -1), []);
  }
  if (seq.flow) {
    return cutItem(file, seq.items.map((/** @type {any} */ one) => ({ from: one.range[0], to: endOf(one, file.text) })), at);
  }
  const { from, to } = linesOf(seq.items[at], hyphenOf(seq, at), file);
  return cutLines(file.text, from, to);
}

/**
 * Let a row and the next one change places, each with the comments right above it.
 *
 * @param {Read} file
 * @param {Path} path Its last step is the number of the upper row.
 */
export function swapRows(file, path) {
  const nodes = nodesTo(file, path.slice(0, -1));
  const seq = nodes[nodes.length - 1];
  const at = Number(path[path.length - 1]);
  const rows = [at, at + 1].map((row) => {
    const item = seq.items[row];
    if (seq.flow) {
      return { from: item.range[0], to: endOf(item, file.text) };
    }
    const { from, to } = linesOf(item, hyphenOf(seq, row), file);
    return { from: withRemarks(file.text, from), to };
  });
  const [upper, lower] = rows.map(({ from, to }) => (seq.flow ? file.text.slice(from, to) : ended(file.text.slice(from, to))));
  const between = file.text.slice(rows[0].to, rows[1].from);
  return cut(file.text, rows[0].from, rows[1].to, lower + between + upper);
}

/** @param {string} text @param {number} at The start of the comments that stand right above a line. */
function withRemarks(text, at) {
  let from = at;
  while (from > 0 && /^ *#/.test(text.slice(lineStart(text, from - 1), from))) {
    from = lineStart(text, from - 1);
  }
  return from;
}
