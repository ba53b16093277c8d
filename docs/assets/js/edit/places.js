/** Where lines, rows and values of a file begin and end, and how a piece of its text is put in another's place. */

/** @typedef {import("./read.js").Read} Read */

/**
 * @param {string} text
 * @param {number} from
 * @param {number} to
 * @param {string} put
 */
export const cut = (text, from, to, put = "") => text.slice(0, from) + put + text.slice(to);

/** Take whole lines out. Of a blank line above and one below, one goes with them. @param {string} text @param {number} from @param {number} to */
export function cutLines(text, from, to) {
  const isBetween = /(^|\n)\r?\n$/.test(text.slice(0, from)) && /^\r?\n/.test(text.slice(to));
  return cut(text, from, isBetween ? nextLine(text, to) : to);
}

/** @param {string} text @param {number} at The start of the line. */
export const lineStart = (text, at) => text.lastIndexOf("\n", at - 1) + 1;

/** @param {string} text @param {number} at The end of the line, before its line break. */
export function lineEnd(text, at) {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end - (text[end - 1] === "\r" ? 1 : 0);
}

/** @param {string} text @param {number} at The start of the next line. */
export function nextLine(text, at) {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end + 1;
}

/** @param {string} text */
export const breakOf = (text) => (text.includes("\r\n") ? "\r\n" : "\n");

/** Where what a node says ends, without the comment behind it. @param {any} node @param {string} text @returns {number} */
export function endOf(node, text) {
  if (node.items && !node.flow && node.items.length > 0) {
    const last = node.items[node.items.length - 1];
    return endOf(last.value !== undefined && last.key !== undefined ? last.value : last, text);
  }
  const end = node.range[1];
  const isBlock = node.type === "BLOCK_FOLDED" || node.type === "BLOCK_LITERAL";
  return isBlock ? text.slice(0, end).trimEnd().length : end;
}

/** @param {any} node @param {number} start @param {Read} file @returns {{ from: number, to: number }} Its whole lines. */
export function linesOf(node, start, file) {
  return { from: lineStart(file.text, start), to: nextLine(file.text, endOf(node, file.text)) };
}

/** @param {any} seq @param {number} row Where the row's hyphen stands. */
export const hyphenOf = (seq, row) => seq.srcToken.items[row].start.find((/** @type {any} */ one) => one.type === "seq-item-ind").offset;

/** @param {any[]} nodes */
export const inFlow = (nodes) => nodes.some((node) => node?.flow);

/** @param {Read} file @param {number} at */
export const columnOf = (file, at) => at - lineStart(file.text, at);

/** Lines may follow the last one only where that ends. @param {string} text */
export const ended = (text) => (text.endsWith("\n") ? text : text + breakOf(text));

/**
 * @param {Read} file
 * @param {number} at The start of a line, or the end of the file.
 * @param {string[]} lines
 */
export function insertLines(file, at, lines) {
  const isEnd = at >= file.text.length;
  const text = isEnd ? ended(file.text) : file.text;
  const place = isEnd ? text.length : at;
  return cut(text, place, place, lines.map((line) => line + breakOf(text)).join(""));
}

/**
 * Take one of several items out of brackets, with its comma.
 *
 * @param {Read} file
 * @param {{ from: number, to: number }[]} items
 * @param {number} at
 */
export function cutItem(file, items, at) {
  const { from, to } = items[at];
  if (at + 1 < items.length) {
    return cut(file.text, from, items[at + 1].from);
  }
  return at > 0 ? cut(file.text, items[at - 1].to, to) : cut(file.text, from, to);
}
