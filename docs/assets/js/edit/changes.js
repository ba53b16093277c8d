/** What an editor changed, in words: a label, what it said, what it says. */

import { same } from "./edits.js";
import { fieldsOf, noteOf, TOP } from "./shape.js";
import { gist, inWords, isAlike, NOT_KNOWN, NOTHING } from "./words.js";

/**
 * @typedef {import("./shape.js").Form} Form
 * @typedef {import("./shape.js").Shape} Shape
 * @typedef {import("./read.js").Value} Value
 * @typedef {{ label: string, old: string, new: string }} Change
 * @typedef {{ key: string, section: string, isSafety: boolean, changes: Change[] }} Group
 * @typedef {{ form: Form, before: any, after: any, out: Change[] }} Look
 */

/** What a wrong word can do harm in: these come first, and need a second reader. */
const SAFETY = ["monitoring", "actions", "contraindications", "cautions", "interactions", "products", "responsibilities", "transfer", "contacts"];

/**
 * @param {Form} form
 * @param {any} before The values of the file as it was.
 * @param {any} after
 * @returns {Group[]}
 */
export function changes(form, before, after) {
  const groups = fieldsOf(form, TOP).flatMap(({ key, label, shape, target }) => {
    /** @type {Look} */
    const look = { form, before, after, out: [] };
    compare(look, shape, target, shape.kind === "block" || shape.kind === "list" || shape.kind === "map" ? "" : label, before[key], after[key]);
    note(look, "", key, before, after);
    return look.out.length > 0 ? [{ key, section: label, isSafety: SAFETY.includes(key), changes: look.out }] : [];
  });
  return groups.sort((one, other) => rank(one) - rank(other));
}

/** @param {string} label @param {string} inner */
const joined = (label, inner) => (label ? `${label}: ${inner}` : inner);

/** @param {Group} group */
const rank = ({ key, isSafety }) => (isSafety ? SAFETY.indexOf(key) : SAFETY.length);

/**
 * @param {Look} look
 * @param {Shape} shape
 * @param {string} target
 * @param {string} label
 * @param {Value | undefined} one
 * @param {Value | undefined} other
 */
function compare(look, shape, target, label, one, other) {
  if (same(one, other)) {
    return;
  }
  if (shape.kind === "block" && (isBlock(one) || isBlock(other))) {
    return blocks(look, shape, label, one, other);
  }
  if (shape.kind === "map" && (isBlock(one) || isBlock(other))) {
    return named(look, shape, label, /** @type {any} */ (one ?? {}), /** @type {any} */ (other ?? {}));
  }
  if (shape.kind === "list" && shape.item?.kind === "block") {
    return rows(look, shape.item, label, one, other);
  }
  const { form, before, after } = look;
  look.out.push({ label, old: inWords(form, shape, target, one, before), new: inWords(form, shape, target, other, after) });
}

/** @param {Value | undefined} value */
const isBlock = (value) => typeof value === "object" && !Array.isArray(value);

/** @param {string | undefined} word */
const inAWord = (word) => (word === "unknown" ? NOT_KNOWN : NOTHING);

/**
 * @param {Look} look
 * @param {Shape} shape
 * @param {string} label
 * @param {any} one
 * @param {any} other
 */
function blocks(look, shape, label, one, other) {
  if (!isBlock(one) || !isBlock(other)) {
    const [old, now] = [one, other].map((side) => (isBlock(side) ? "said in full" : inAWord(side)));
    look.out.push({ label, old, new: now });
  }
  const [left, right] = [one, other].map((side) => (isBlock(side) ? side : {}));
  for (const field of fieldsOf(look.form, shape.name)) {
    compare(look, field.shape, field.target, joined(label, field.label), left[field.key], right[field.key]);
    note(look, joined(label, field.label), field.key, left, right);
  }
}

/**
 * @param {Look} look
 * @param {string} label
 * @param {string} key
 * @param {any} one
 * @param {any} other
 */
function note(look, label, key, one, other) {
  const [old, now] = [one, other].map((side) => side[noteOf(key)]);
  if (old !== now) {
    look.out.push({ label: joined(label, "The note"), old: old ?? NOTHING, new: now ?? NOTHING });
  }
}

/**
 * @param {Look} look
 * @param {Shape} shape
 * @param {string} label
 * @param {Record<string, Value>} one
 * @param {Record<string, Value>} other
 */
function named(look, shape, label, one, other) {
  for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
    compare(look, /** @type {Shape} */ (shape.item), "", joined(label, key), one[key], other[key]);
  }
}

/**
 * @param {Look} look
 * @param {Shape} item
 * @param {string} label
 * @param {Value | undefined} one
 * @param {Value | undefined} other
 */
function rows(look, item, label, one, other) {
  const { form, before, after, out } = look;
  if (!Array.isArray(one) && !Array.isArray(other)) {
    out.push({ label, old: inAWord(/** @type {any} */ (one)), new: inAWord(/** @type {any} */ (other)) });
    return;
  }
  const [left, right] = [one, other].map((side) => (Array.isArray(side) ? side : []));
  const pairs = paired(left, right);
  for (const [at, row] of left.entries()) {
    const found = pairs.get(at);
    if (found === undefined) {
      out.push({ label, old: gist(form, item.name, row, before), new: "removed" });
    } else {
      compare(look, item, "", joined(label, gist(form, item.name, row, before)), row, right[found]);
    }
  }
  const met = [...pairs].sort(([a], [b]) => a - b).map(([, to]) => to);
  const added = right.filter((_, at) => !met.includes(at));
  out.push(...added.map((row) => ({ label, old: NOTHING, new: `added: ${gist(form, item.name, row, after)}` })));
  if (met.some((to, at) => at > 0 && to < met[at - 1])) {
    out.push({ label, old: "the rows in their order", new: "the rows in another order" });
  }
}

/**
 * Which row of the one is which of the other: first those that are the same, then those that are alike.
 *
 * @param {Value[]} left
 * @param {Value[]} right
 */
function paired(left, right) {
  /** @type {Map<number, number>} */
  const pairs = new Map();
  for (const fits of [same, isAlike]) {
    for (const [from, row] of left.entries()) {
      const taken = new Set(pairs.values());
      const to = pairs.has(from) ? -1 : right.findIndex((one, at) => !taken.has(at) && fits(row, one));
      if (to >= 0) {
        pairs.set(from, to);
      }
    }
  }
  return pairs;
}
