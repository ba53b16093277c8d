/** Values in the words of a reader. */

import { fieldsOf } from "./shape.js";

/**
 * @typedef {import("./shape.js").Form} Form
 * @typedef {import("./shape.js").Shape} Shape
 * @typedef {import("./read.js").Value} Value
 */

export const NOT_KNOWN = "Not known";
export const NOTHING = "nothing";
const LONGEST = 90;
const ASIDE = new Set(["id", "source", "section"]);

/**
 * @param {Form} form
 * @param {Shape} shape
 * @param {string} target
 * @param {Value | undefined} value
 * @param {any} top The values of the whole file.
 * @returns {string}
 */
export function inWords(form, shape, target, value, top) {
  if (value === undefined || value === "") {
    return NOTHING;
  }
  if (value === "unknown") {
    return NOT_KNOWN;
  }
  if (Array.isArray(value)) {
    return value.map((item) => inWords(form, shape.item ?? shape, target, item, top)).join(", ") || "an empty list";
  }
  if (typeof value !== "string") {
    return gist(form, shape.name, value, top);
  }
  return optionsOf(form, shape, target, top).find(([word]) => word === value)?.[1] ?? value;
}

/**
 * What may be chosen, with the words for it; none where anything can be typed.
 *
 * @param {Form} form
 * @param {Shape} shape
 * @param {string} target
 * @param {any} top
 * @returns {string[][]}
 */
export function optionsOf(form, shape, target, top) {
  /** @type {string[][]} */
  let options = [];
  if (shape.kind === "enum") {
    options = Object.entries(form.words[shape.name]);
  } else if (shape.kind === "flag") {
    options = [["true", "Yes"], ["false", "No"]];
  } else if (form.lists[target]) {
    options = form.lists[target].map(([id, name]) => [id, name === id ? id : `${name} (${id})`]);
  } else if (target === "sources") {
    options = Object.entries(top.sources ?? {}).map(([key, source]) => [key, `${source.title ?? key} (${key})`]);
  } else if (target === "contacts" || target === "indications") {
    const rows = Array.isArray(top[target]) ? top[target] : [];
    options = rows.map((/** @type {any} */ row) => [row.id ?? "", `${row.role ?? row.name ?? ""} (${row.id ?? ""})`]);
  }
  if (options.length === 0) {
    return [];
  }
  const said = new Set(options.map(([word]) => word));
  const words = shape.words.filter((word) => !said.has(word)).map((word) => [word, word === "unknown" ? NOT_KNOWN : "None"]);
  return [...options, ...words];
}

/**
 * The first facts of a row, to know it by.
 *
 * @param {Form} form
 * @param {string} name Of its kind of record.
 * @param {Value} value
 * @param {any} top
 */
export function gist(form, name, value, top) {
  if (typeof value === "string") {
    return value;
  }
  const said = fieldsOf(form, name).flatMap(({ key, shape, target }) => {
    const inner = /** @type {any} */ (value)[key];
    const isPlain = inner !== undefined && inner !== "" && !ASIDE.has(key) && !(shape.kind === "flag" || shape.kind === "block");
    return isPlain && (shape.kind !== "list" || shape.item?.kind !== "block") ? [inWords(form, shape, target, inner, top).replace(/ \([a-z0-9-]+\)$/i, "")] : [];
  });
  const text = said.slice(0, 3).join("; ");
  return text.length > LONGEST ? `${text.slice(0, LONGEST).trimEnd()}…` : text || "empty";
}
