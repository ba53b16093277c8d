/** Values -> YAML in the register's canonical form. What is written reads back as the same value. */

import { scalar, textLines, widthOf, WIDEST } from "./scalars.js";

/** @typedef {import("./read.js").Value} Value */

/**
 * A value on one line.
 *
 * @param {Value} value
 * @param {string | number} key
 * @returns {string}
 */
export function flowText(value, key) {
  if (typeof value === "string") {
    return scalar(value, { flow: true, key });
  }
  if (Array.isArray(value)) {
    return `[${value.map((item) => flowText(item, key)).join(", ")}]`;
  }
  return `{${Object.entries(value).map(([name, item]) => `${name}: ${flowText(item, name)}`).join(", ")}}`;
}

/**
 * A key and its value, on lines of their own.
 *
 * @param {string} key
 * @param {Value} value
 * @param {number} indent
 * @returns {string[]}
 */
export function pairLines(key, value, indent) {
  const lead = `${" ".repeat(indent)}${key}:`;
  if (typeof value === "string") {
    return textLines(lead, value, key, indent + 2);
  }
  return fitsOnLine(value, lead.length) ? [`${lead} ${flowText(value, key)}`] : [lead, ...blockLines(value, key, indent + 2)];
}

/**
 * What stands below a key.
 *
 * @param {Value[] | Record<string, Value>} value
 * @param {string | number} key
 * @param {number} indent
 * @returns {string[]}
 */
export function blockLines(value, key, indent) {
  return Array.isArray(value)
    ? value.flatMap((item) => rowLines(item, key, indent))
    : Object.entries(value).flatMap(([name, item]) => pairLines(name, item, indent));
}

/**
 * @param {Value} item
 * @param {string | number} key
 * @param {number} indent
 * @returns {string[]}
 */
export function rowLines(item, key, indent) {
  const hyphen = `${" ".repeat(indent)}-`;
  if (typeof item === "string") {
    return textLines(hyphen, item, key, indent + 2);
  }
  if (Object.keys(item).length === 0) {
    return [`${hyphen} ${flowText(item, key)}`];
  }
  const [first, ...rest] = blockLines(item, key, indent + 2);
  return [`${hyphen} ${first.trimStart()}`, ...rest];
}

/**
 * Whether a list or block stands behind its key: an empty one, a short list of names.
 *
 * @param {Value[] | Record<string, Value>} value
 * @param {number} room What stands before it.
 */
export function fitsOnLine(value, room) {
  const isShort = Array.isArray(value) && value.every((item) => typeof item === "string" && /^[\w.&-]{1,40}$/.test(item));
  return Object.keys(value).length === 0 || (isShort && room + 1 + widthOf(flowText(value, "")) <= WIDEST);
}

/** Whether some text of a value has several lines: it cannot stand in brackets. @param {Value} value @returns {boolean} */
export const hasLines = (value) => (typeof value === "string" ? value.includes("\n") : Object.values(value).some(hasLines));
