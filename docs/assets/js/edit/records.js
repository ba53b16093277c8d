/**
 * A file's values as the checks read them: by the schema, with what an absent key means, and each length of time and
 * whole number in one spelling.
 */

import { fieldsOf, noteOf } from "./shape.js";

/**
 * @typedef {import("./shape.js").Form} Form
 * @typedef {import("./shape.js").Shape} Shape
 * @typedef {import("./shape.js").Field} Field
 * @typedef {{ kind: string, fields: Record<string, Said>, notes: Record<string, string> }} Block
 * @typedef {any} Said A text, a list, a Block, a Map of names, or undefined where nothing is said.
 */

const LENGTH = /^([1-9]\d{0,3})(?: to ([1-9]\d{0,3}))? (day|week|month|year)s?$/;

/**
 * @param {Form} form
 * @param {string} kind
 * @param {any} values Of one block of a file.
 * @returns {Block}
 */
export function block(form, kind, values) {
  /** @type {Block} */
  const made = { kind, fields: {}, notes: {} };
  for (const { key, shape } of fieldsOf(form, kind)) {
    made.fields[key] = valueOf(form, shape, values[key], form.told.absent[kind]?.[key]);
    const note = values[noteOf(key)];
    if (typeof note === "string" && note !== "") {
      made.notes[key] = note;
    }
  }
  return made;
}

/** @param {Said} value @returns {value is Block} */
export const isBlock = (value) => typeof value === "object" && "kind" in value;

/** Whether a list was left empty, or nothing is said at all. @param {Said} value */
export const isNothing = (value) => value === undefined || (Array.isArray(value) && value.length === 0);

/**
 * @param {Form} form
 * @param {string} kind
 * @param {string} key
 */
export const fieldIn = (form, kind, key) => /** @type {Field} */ (fieldsOf(form, kind).find((field) => field.key === key));

/**
 * @param {Form} form
 * @param {Shape} shape
 * @param {import("./read.js").Value | undefined} value
 * @param {Said} [absent]
 * @returns {Said}
 */
function valueOf(form, shape, value, absent) {
  if (value === undefined || value === "") {
    return absent !== undefined && shape.kind === "map" ? new Map() : absent;
  }
  if (typeof value === "string") {
    return shape.words.includes(value) ? value : spelt(shape, value);
  }
  if (Array.isArray(value)) {
    const item = shape.item ?? shape;
    return value.filter((one) => one !== "").map((one) => (item.kind === "block" && typeof one === "string" ? block(form, item.name, {}) : valueOf(form, item, one)));
  }
  if (shape.kind === "map") {
    return new Map(Object.entries(value).map(([name, one]) => [name, valueOf(form, /** @type {Shape} */ (shape.item), one)]));
  }
  return shape.kind === "block" ? block(form, shape.name, value) : JSON.stringify(value);
}

/** @param {Shape} shape @param {string} value */
function spelt({ kind }, value) {
  if (kind === "number" && /^\d{1,9}$/.test(value)) {
    return String(Number(value));
  }
  const found = kind === "duration" ? LENGTH.exec(value) : null;
  if (!found) {
    return value;
  }
  const [least, most, unit] = [Number(found[1]), Number(found[2] ?? found[1]), found[3]];
  return `${least === most ? least : `${least} to ${most}`} ${unit}${most === 1 ? "" : "s"}`;
}
