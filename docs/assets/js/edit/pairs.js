/** Which rows of two lists speak of the same thing, whatever their order. A row of three tests is one of each. As `changes/rows.py`. */

import { fieldsOf } from "./shape.js";
import { isNothing } from "./records.js";
import { alike, signs, signsIn } from "./signs.js";

/**
 * @typedef {import("./shape.js").Form} Form
 * @typedef {import("./records.js").Block} Block
 * @typedef {{ drugs: string[], test: (name: string) => string }} Names The drugs of the file, and one name for each test.
 * @typedef {{ row: Block, drug: string | undefined, test: string | undefined, subject: string, identity: string,
 *   content: string }} Atom A row, as far as it is about one drug and one test.
 * @typedef {[Atom | null, Atom | null]} Pair
 */

/** @param {Form} form @param {string} kind The fields that rows of a kind are taken apart by. */
export const splitFields = (form, kind) => form.told.rows[kind]?.split ?? [];

/** @param {Form} form @param {string} kind The other fields, in the order of the model. */
export const wholeFields = (form, kind) => fieldsOf(form, kind).map(({ key }) => key).filter((key) => !splitFields(form, kind).includes(key));

/**
 * Each atom of either list with its like, in the order of the second; what is gone comes last.
 *
 * @param {Form} form
 * @param {Block[]} before
 * @param {Block[]} after
 * @param {Names[]} names Of the two files.
 * @returns {Pair[]}
 */
export function pairs(form, before, after, names) {
  const [olds, news] = [atoms(form, before, names[0]), atoms(form, after, names[1])];
  /** @type {Map<Atom, Atom>} */
  const found = new Map();
  take(form, olds, news, found, ({ subject, content }) => JSON.stringify([subject, content]), 0);
  take(form, olds, news, found, ({ subject, identity }) => JSON.stringify([subject, identity]), 0);
  take(form, olds, news, found, ({ subject }) => subject, form.told.half);
  const paired = new Set(found.values());
  return [...news.map((atom) => /** @type {Pair} */ ([found.get(atom) ?? null, atom])), ...olds.filter((atom) => !paired.has(atom)).map((atom) => /** @type {Pair} */ ([atom, null]))];
}

/**
 * Pair the atoms of one key, those first that have most in common.
 *
 * @param {Form} form
 * @param {Atom[]} olds
 * @param {Atom[]} news
 * @param {Map<Atom, Atom>} found Of the later atoms, the earlier ones.
 * @param {(atom: Atom) => string} keyOf
 * @param {number} least How much they have to have in common.
 */
function take(form, olds, news, found, keyOf, least) {
  const gone = new Set(found.values());
  /** @type {Map<string, Atom[]>} */
  const groups = new Map();
  olds.filter((old) => !gone.has(old)).forEach((old) => groups.set(keyOf(old), [...(groups.get(keyOf(old)) ?? []), old]));
  const scored = news.filter((one) => !found.has(one)).flatMap((one) => (groups.get(keyOf(one)) ?? []).map((old) => ({ one, old, score: likeness(form, old, one) })));
  // A sort keeps those of one score in the order of the lists.
  for (const { one, old, score } of scored.sort((left, right) => right.score - left.score)) {
    if (!found.has(one) && !gone.has(old) && score >= least) {
      found.set(one, old);
      gone.add(old);
    }
  }
}

/**
 * The share of the fields that either row uses in which they say the same; 0 where their names are strangers.
 *
 * @param {Form} form
 * @param {Atom} old
 * @param {Atom} one
 */
function likeness(form, old, one) {
  if (old.content === one.content) {
    return 1;
  }
  const { kind } = one.row;
  const name = form.told.rows[kind]?.name;
  const said = name ? [old.row.fields[name], one.row.fields[name]] : [];
  const areTexts = said.length === 2 && said.every((text) => typeof text === "string" && text !== "unknown");
  const nearness = areTexts ? alike(said[0], said[1]) : 0;
  if (areTexts && nearness < form.told.alike) {
    return 0;
  }
  const used = wholeFields(form, kind).filter((key) => [old, one].some(({ row }) => !isNothing(row.fields[key])));
  const same = used.filter((key) => key !== name && signsIn(old.row, key) === signsIn(one.row, key)).length;
  return (same + nearness) / Math.max(used.length, 1);
}

/**
 * Each row for each of its drugs and tests. What two rows say alike of one thing is said once.
 *
 * @param {Form} form
 * @param {Block[]} rows
 * @param {Names} names
 */
function atoms(form, rows, names) {
  /** @type {Map<string, Atom>} */
  const made = new Map();
  for (const row of rows) {
    const { kind } = row;
    const { subjects = [], identity = [], split = [] } = form.told.rows[kind] ?? {};
    const content = JSON.stringify([...wholeFields(form, kind).map((key) => signsIn(row, key)), split.map((key) => row.notes[key])]);
    const itself = identity.length > 0 ? JSON.stringify(identity.map((key) => signs(row.fields[key]))) : signs(row);
    for (const drug of drugsOf(row, split, names)) {
      for (const test of testsOf(form, row)) {
        const subject = JSON.stringify([drug, test === undefined ? null : names.test(test), ...subjects.map((key) => signs(row.fields[key]))]);
        const key = JSON.stringify([subject, content]);
        made.set(key, made.get(key) ?? { row, drug, test, subject, identity: itself, content });
      }
    }
  }
  return [...made.values()];
}

/**
 * @param {Block} row
 * @param {string[]} split
 * @param {Names} names
 * @returns {(string | undefined)[]}
 */
function drugsOf(row, split, names) {
  const given = split.includes("drugs") ? row.fields.drugs : [undefined];
  const drugs = Array.isArray(given) && given.length > 0 ? given : names.drugs;
  return drugs.length > 0 ? drugs : [undefined];
}

/**
 * @param {Form} form
 * @param {Block} row
 * @returns {(string | undefined)[]}
 */
function testsOf(form, { kind, fields }) {
  if (!form.told.when.includes(kind)) {
    return [fields.test];
  }
  const tests = [...(Array.isArray(fields.tests) ? fields.tests : []), ...(fields.tests_as_printed ? [fields.tests_as_printed] : [])];
  return tests.length > 0 ? tests : [undefined];
}
