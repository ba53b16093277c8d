/** What the values of one file are called: the words of a reader in the place of ids, codes and dates. As `pages/compared.py`. */

import { fieldIn, isBlock, isNothing } from "./records.js";
import { NOT_KNOWN } from "./words.js";

/**
 * @typedef {import("./shape.js").Form} Form
 * @typedef {import("./records.js").Block} Block
 * @typedef {import("./records.js").Said} Said
 * @typedef {{ form: Form, sources: Record<string, string>, contacts: Record<string, string>,
 *   indications: Record<string, string>, drugs: string[] }} File What a file calls its parts, and its drugs.
 */

const LISTED_NOTHING = "Nothing is listed";
const WORDS = /** @type {Record<string, string>} */ ({ unknown: NOT_KNOWN, none: "None", all: "All" });

/**
 * @param {Form} form
 * @param {Block} top The whole file.
 * @returns {File}
 */
export function fileOf(form, top) {
  /** @param {string} key @param {string} name */
  const named = (key, name) => Object.fromEntries(blocksIn(top.fields[key]).filter(({ fields }) => fields.id).map((row) => [row.fields.id, plain(form, row, name)]));
  const sources = top.fields.sources instanceof Map ? [...top.fields.sources].filter(([, source]) => isBlock(source)) : [];
  return {
    form,
    sources: Object.fromEntries(sources.map(([key, source]) => [key, plain(form, source, "title")])),
    contacts: named("contacts", "role"),
    indications: named("indications", "name"),
    drugs: Array.isArray(top.fields.drugs) ? top.fields.drugs : [],
  };
}

/** @param {Said} value @returns {Block[]} */
const blocksIn = (value) => (Array.isArray(value) ? value.filter(isBlock) : []);

/** A text as a line begins; a name that is spelt with a capital inside stays as it is. @param {string} text */
export const capital = (text) => (isCapital(text[1] ?? "") ? text : text.slice(0, 1).toUpperCase() + text.slice(1));

/** A name as it stands inside a line: a name of its own, or an abbreviation, keeps its capitals. @param {string} text */
export const uncapital = (text) => (Array.from(text.split(" ", 1)[0].slice(1)).some((sign) => isCapital(sign) || /\p{Nd}/u.test(sign)) ? text : text.slice(0, 1).toLowerCase() + text.slice(1));

/** @param {string} sign */
const isCapital = (sign) => /\p{Lu}/u.test(sign);

/**
 * What a record of a shelf is called.
 *
 * @param {Form} form
 * @param {string} shelf
 * @param {string} id
 */
export function nameOn(form, shelf, id) {
  const found = shelf === "tests" ? testNamed(form, id) : form.lists[shelf]?.find(([one]) => one === id);
  return found ? (shelf === "tests" && form.told.abbreviations[found[0]]) || found[1] : id;
}

/** @param {Form} form @param {string} name The same for every name of one test. */
export const testKey = (form, name) => testNamed(form, name)?.[0] ?? name.toLowerCase();

/** @param {Form} form @param {string} name */
function testNamed({ lists }, name) {
  const small = name.toLowerCase();
  return lists.tests.find(([id]) => id === name) ?? lists.tests.find(([id, , ...others]) => [id, ...others].some((one) => one.toLowerCase() === small));
}

/** A value without its note, where no part of the file is named by it. @param {Form} form @param {Block} block @param {string} key */
export const plain = (form, block, key) => item(form, block, key, block.fields[key]);

/**
 * A value of a field, or one item of its list.
 *
 * @param {Form} form
 * @param {Block} block
 * @param {string} key
 * @param {Said} value
 * @param {import("./shape.js").Shape} [shape] Of the item, where it is one of a list.
 * @returns {string}
 */
function item(form, block, key, value, shape = fieldIn(form, block.kind, key).shape) {
  const { target } = fieldIn(form, block.kind, key);
  if (value === undefined) {
    return NOT_KNOWN;
  }
  if (isBlock(value)) {
    return ages(value);
  }
  if (Array.isArray(value)) {
    return value.some(isBlock) ? rowsOf(value) : isNothing(value) ? LISTED_NOTHING : value.map((one) => item(form, block, key, one, shape.item)).join(", ");
  }
  if (shape.words.includes(value) || (value === "unknown" && shape.kind === "enum")) {
    return WORDS[value];
  }
  if (form.told.named.includes(target)) {
    return nameOn(form, target, value);
  }
  switch (shape.kind) {
    case "enum":
      return form.words[shape.name]?.[value] ?? value;
    case "flag":
      return value === "true" ? "Yes" : "No";
    case "date":
      return dateOf(form, value, form.told.deadlines.includes(key));
    default:
      return value;
  }
}

/**
 * A value without its note, with the names that the file gives to its own parts.
 *
 * @param {File} file
 * @param {Block} block
 * @param {string} key
 * @param {Said} value
 * @param {boolean} [isItem] Whether it is one of a list.
 */
export function said(file, block, key, value, isItem = false) {
  const { form } = file;
  const { target, shape: whole } = fieldIn(form, block.kind, key);
  const shape = (isItem && whole.item) || whole;
  const isKnown = !isNothing(value) && !(typeof value === "string" && shape.words.includes(value));
  const words = form.told.called[`${block.kind}.${key}`];
  if (isKnown && (words || form.told.spoken.includes(key))) {
    const texts = [value].flat().map((one) => words?.[one] ?? one).join(", ");
    return words ? texts : capital(texts.replaceAll("-", " "));
  }
  if (isKnown && form.told.cited.includes(key)) {
    return [value].flat().map((one) => file.sources[one] ?? one).join(", ");
  }
  if (isKnown && target === "indications" && Array.isArray(value)) {
    return value.map((one) => file.indications[one] ?? one).join(", ");
  }
  if (isKnown && target === "contacts") {
    return file.contacts[value] ?? value;
  }
  if (block.kind === form.told.light.kind && key === form.told.light.key) {
    const by = typeof block.fields.committee === "string" && block.fields.committee !== "unknown" ? plain(form, block, "committee") : "a committee that is not known";
    return `${plain(form, block, key)}, given by ${by}`;
  }
  return item(form, block, key, value, shape);
}

/** How many rows there are, where each is told by itself. @param {Block[]} rows */
const rowsOf = (rows) => `${rows.length} ${rows.length === 1 ? "row" : "rows"}`;

/**
 * A date as printed, and the last day that a deadline can mean.
 *
 * @param {Form} form
 * @param {string} printed
 * @param {boolean} isDeadline
 */
function dateOf({ told }, printed, isDeadline) {
  const [year, month, day] = printed.split("-").map(Number);
  if (!/^\d{4}(-\d{2}){0,2}$/.test(printed) || month === 0 || month > 12) {
    return printed;
  }
  /** @param {number} last @param {number} of */
  const words = (last, of) => `${last} ${told.months[of - 1]} ${year}`;
  if (day) {
    return words(day, month);
  }
  const text = month ? `${told.months[month - 1]} ${year}` : printed;
  const of = month || 12;
  return isDeadline ? `${text} (read as ${words(new Date(Date.UTC(year, of, 0)).getUTCDate(), of)})` : text;
}

/** @param {Block} block An age range: `18 years and over`. */
function ages({ fields: { start, continue_to: end } }) {
  const [isFrom, isTo] = [start, end].map((one) => /^\d+$/.test(one));
  if (isFrom && isTo) {
    return `${start} to ${end} years`;
  }
  if (isFrom) {
    return end === "none" ? `${start} years and over` : `from ${start} years; upper limit not known`;
  }
  if (isTo) {
    return start === "none" ? `up to ${end} years` : `up to ${end} years; lower limit not known`;
  }
  return start === "none" && end === "none" ? "all ages" : "limits not known";
}
