/** One change of a file: its text is changed in one place, read again, and compared with what was wanted. */

import { addKey, removeKey } from "./keys.js";
import { read, valueAt } from "./read.js";
import { addRow, removeRow, swapRows } from "./rows.js";
import { setValue, writtenOut } from "./values.js";

/**
 * @typedef {import("./read.js").Read} Read
 * @typedef {import("./read.js").Path} Path
 * @typedef {import("./read.js").Value} Value
 * @typedef {{ do: "set" | "add" | "remove" | "swap", path: Path, value?: Value, order?: string[],
 *   spaced?: boolean }} Edit
 *   `swap` lets the row at the path and the next one change places. A key that is `spaced` has a
 *   blank line above it.
 */

/** The text could not be changed so that it says what was wanted, and nothing else. */
export class Refused extends Error {}

/**
 * @param {Read} file
 * @param {Edit} edit
 * @returns {Read}
 * @throws {Refused}
 */
export function edited(file, edit) {
  if (edit.do === "set" && valueAt(file.values, edit.path) === edit.value) {
    return file;
  }
  let after;
  try {
    after = read(spliced(file, edit));
    const text = writtenOut(after, edit.path);
    after = text === after.text ? after : read(text);
  } catch (error) {
    throw new Refused(String(error));
  }
  if (!same(after.values, wanted(file.values, edit))) {
    throw new Refused(edit.path.join("."));
  }
  return after;
}

/**
 * @param {Read} file
 * @param {Edit} edit
 */
function spliced(file, { do: kind, path, value = "", order = [], spaced = false }) {
  const isRow = typeof path[path.length - 1] === "number";
  switch (kind) {
    case "set":
      return setValue(file, path, value);
    case "add":
      return isRow ? addRow(file, path, value) : addKey(file, path, value, order, spaced);
    case "remove":
      return isRow ? removeRow(file, path) : removeKey(file, path);
    case "swap":
      return swapRows(file, path);
  }
}

/**
 * @param {Value} values
 * @param {Edit} edit
 * @returns {Value}
 */
function wanted(values, { do: kind, path, value = "" }) {
  const copy = structuredClone(values);
  /** @type {any} */
  const around = valueAt(copy, path.slice(0, -1));
  const last = path[path.length - 1];
  if (kind === "set" || (kind === "add" && typeof last === "string")) {
    around[last] = value;
  } else if (kind === "add") {
    around.splice(last, 0, value);
  } else if (kind === "swap") {
    around.splice(last, 2, around[Number(last) + 1], around[last]);
  } else if (typeof last === "number") {
    around.splice(last, 1);
  } else {
    delete around[last];
  }
  return copy;
}

/**
 * Whether two values say the same. The order of keys says nothing; that of rows does.
 *
 * @param {Value | undefined} one
 * @param {Value | undefined} other
 * @returns {boolean}
 */
export function same(one, other) {
  if (typeof one !== "object" || typeof other !== "object") {
    return one === other;
  }
  const [names, others] = [Object.keys(one), Object.keys(other)];
  return (
    Array.isArray(one) === Array.isArray(other) &&
    names.length === others.length &&
    names.every((name) => Object.hasOwn(other, name) && same(/** @type {any} */ (one)[name], /** @type {any} */ (other)[name]))
  );
}
