/** Two readings of one block -> what differs, field by field. As `changes/fields.py`, which has the reasons. */

import { fieldsOf } from "./shape.js";
import { isBlock, isNothing } from "./records.js";
import { pairs, splitFields, wholeFields } from "./pairs.js";
import { alike, signs, signsIn } from "./signs.js";
import { renamed } from "./sources.js";

/**
 * @typedef {import("./shape.js").Form} Form
 * @typedef {import("./records.js").Block} Block
 * @typedef {import("./records.js").Said} Said
 * @typedef {import("./pairs.js").Names} Names
 * @typedef {"changed" | "new" | "removed" | "rewritten"} Kind
 * @typedef {{ owner: string, key: string }} Step A field on the way from the whole file to what changed.
 * @typedef {{ row: Block, drugs: string[], tests: string[], key: string | null }} About The row, or the entry under a
 *   name, that a change is inside.
 * @typedef {{ block: Block, key: string | null, item: Said, role: "field" | "row" | "item" | "note" }} Side
 * @typedef {{ kind: Kind, steps: Step[], about: About | null, before: Side | null, after: Side | null, second: boolean }} Change
 * @typedef {{ form: Form, names: Names[], steps: Step[], abouts: (About | null)[] }} Place
 */

/**
 * What differs between two blocks of one kind.
 *
 * @param {Block} before
 * @param {Block} after
 * @param {Place} place
 * @returns {Change[]}
 */
export function differences(before, after, place) {
  const { form } = place;
  const { kind } = after;
  const split = place.abouts.some(Boolean) ? splitFields(form, kind) : [];
  const isTimed = form.told.when.includes(kind);
  const found = isTimed ? timing(before, after, place) : [];
  for (const { key } of fieldsOf(form, kind)) {
    const here = into(place, kind, key);
    if (split.includes(key)) {
      found.push(...notes(before, after, key, here));
    } else if (!(isTimed && form.told.timing.includes(key)) && signsIn(before, key) !== signsIn(after, key)) {
      const inner = byKind(before, after, key, here);
      found.push(...(inner.length > 0 ? inner : [both(here, "rewritten", before, after, key)]));
    }
  }
  return found;
}

/** @param {Place} place @param {string} owner @param {string} key @returns {Place} One field further. */
const into = (place, owner, key) => ({ ...place, steps: [...place.steps, { owner, key }] });

/**
 * @param {Place} place
 * @param {Kind} kind
 * @param {Side | null} before
 * @param {Side | null} after
 * @returns {Change}
 */
function change({ form, steps, abouts }, kind, before, after) {
  const rows = abouts.flatMap((about) => (about ? [about.row] : []));
  return { kind, steps, about: abouts[1] ?? abouts[0], before, after, second: isForSecond(form, steps, rows) };
}

/**
 * Whether a second reviewer has to read a change of the last step's field.
 *
 * @param {Form} form
 * @param {Step[]} steps
 * @param {Block[]} rows What the row of it says before and after.
 */
function isForSecond({ told }, steps, rows) {
  if (told.citing.includes(steps[steps.length - 1].key)) {
    return false;
  }
  const { kind, key, word } = told.urgent;
  return rows.some((row) => row.kind === kind && row.fields[key] === word) || steps.some((step) => told.safety[step.owner]?.includes(step.key));
}

/** @param {Block} block @param {string | null} key @param {Said} item @param {Side["role"]} [role] @returns {Side} */
const side = (block, key, item, role = "field") => ({ block, key, item, role });

/** @param {Said} old @param {Said} now @returns {Kind} */
const kindOf = (old, now) => (isNothing(old) ? "new" : isNothing(now) ? "removed" : "changed");

/** @param {Place} place @param {Kind} kind @param {Block} before @param {Block} after @param {string} key @param {Side["role"]} [role] */
const both = (place, kind, before, after, key, role) => change(place, kind, side(before, key, before.fields[key], role), side(after, key, after.fields[key], role));

/** @param {Block} before @param {Block} after @param {string} key @param {Place} here @returns {Change[]} */
function byKind(before, after, key, here) {
  const [old, now] = [before.fields[key], after.fields[key]];
  const said = notes(before, after, key, here);
  if (signs(old) === signs(now)) {
    return said;
  }
  const blocks = asBlocks(here.form, old, now);
  if (blocks) {
    return [...said, ...differences(blocks[0], blocks[1], here)];
  }
  if (old instanceof Map && now instanceof Map) {
    return entries(before, after, key, here);
  }
  const lists = [old, now].map((one) => (Array.isArray(one) ? one : []));
  const own = lists.flat().some(isBlock) ? rows(lists[0], lists[1], here) : null;
  if (Array.isArray(old) && Array.isArray(now)) {
    return [...said, ...(own ?? items(before, after, key, here))];
  }
  const kind = kindOf(old, now);
  return [...(own ?? []), change(here, kind, kind === "new" ? null : side(before, key, old), kind === "removed" ? null : side(after, key, now))];
}

/**
 * Two blocks to compare field by field; of one that is not known, an empty one stands in.
 *
 * @param {Form} form
 * @param {Said} old
 * @param {Said} now
 * @returns {Block[] | null}
 */
function asBlocks({ told }, old, now) {
  const blocks = [old, now].map((one) => (isBlock(one) ? one : null));
  const { kind } = blocks[0] ?? blocks[1] ?? { kind: told.ages };
  if (kind === told.ages) {
    return null;
  }
  if (!told.large.includes(kind) && !(blocks[0] && blocks[1])) {
    return null;
  }
  return blocks.map((one) => one ?? { kind, fields: { ...told.absent[kind] }, notes: {} });
}

/** @param {Block} before @param {Block} after @param {string} key @param {Place} here @returns {Change[]} */
function notes(before, after, key, here) {
  const [old, now] = [before.notes[key], after.notes[key]];
  if (old === now) {
    return [];
  }
  return [change(here, kindOf(old, now), old ? side(before, key, old, "note") : null, now ? side(after, key, now, "note") : null)];
}

/** When tests are due is said in several fields, and told as one thing. @param {Block} before @param {Block} after @param {Place} place */
function timing(before, after, place) {
  const isSame = place.form.told.timing.every((key) => signsIn(before, key) === signsIn(after, key));
  return isSame ? [] : [both(into(place, after.kind, "every"), "changed", before, after, "every", "row")];
}

/**
 * The items of a list of values, whatever their order. A text in other words is the same item, changed.
 *
 * @param {Block} before
 * @param {Block} after
 * @param {string} key
 * @param {Place} here
 */
function items(before, after, key, here) {
  /** @type {Said[]} */
  const old = [...before.fields[key]];
  const came = after.fields[key].filter((/** @type {Said} */ item) => !dropped(old, old.findIndex((one) => signs(one) === signs(item))));
  const found = came.map((/** @type {Said} */ item) => {
    const shares = old.map((one) => near(one, item));
    const best = shares.indexOf(Math.max(...shares));
    const was = best >= 0 && shares[best] >= here.form.told.alike ? old.splice(best, 1)[0] : null;
    return change(here, was === null ? "new" : "changed", was === null ? null : side(before, key, was, "item"), side(after, key, item, "item"));
  });
  return [...found, ...old.map((item) => change(here, "removed", side(before, key, item, "item"), null))];
}

/** @param {Said[]} list @param {number} at Whether something was there to be taken out. */
const dropped = (list, at) => at >= 0 && list.splice(at, 1).length > 0;

/** Only sentences can be the same in other words: two ids never are. @param {Said} one @param {Said} other */
const near = (one, other) => (one.includes(" ") && other.includes(" ") ? alike(one, other) : 0);

/** The entries under names, as sources. One that has a new key is told as written in another way. @param {Block} before @param {Block} after @param {string} key @param {Place} here */
function entries(before, after, key, here) {
  /** @type {Map<string, Said>[]} */
  const [old, now] = [before.fields[key], after.fields[key]];
  const former = renamed(old, now);
  const gone = [...old.keys()].filter((name) => ![...former.values()].includes(name));
  return [...new Set([...now.keys(), ...gone])].flatMap((name) => {
    const was = former.get(name) ?? name;
    const sides = [old.get(was), now.get(name)];
    if (was === name && signs(sides[0]) === signs(sides[1])) {
      return [];
    }
    const abouts = sides.map((one) => (isBlock(one) ? { row: one, drugs: [], tests: [], key: name } : null));
    const inner = { ...here, abouts };
    const moved = was === name ? [] : [change(inner, "rewritten", side(before, key, old.get(was), "item"), side(after, key, now.get(name), "item"))];
    if (abouts[0] && abouts[1]) {
      return [...moved, ...differences(abouts[0].row, abouts[1].row, inner)];
    }
    return [change(inner, kindOf(...(/** @type {[Said, Said]} */ (sides))), sides[0] ? side(before, key, sides[0], "item") : null, sides[1] ? side(after, key, sides[1], "item") : null)];
  });
}

/** @param {Block[]} old @param {Block[]} now @param {Place} here */
function rows(old, now, here) {
  const found = pairs(here.form, old, now, here.names).flatMap(([one, other]) => {
    const abouts = [one, other].map((atom) => atom && { row: atom.row, drugs: atom.drug ? [atom.drug] : [], tests: atom.test ? [atom.test] : [], key: null });
    const inner = { ...here, abouts };
    if (one && other) {
      return differences(one.row, other.row, inner);
    }
    return one ? [change(inner, "removed", side(one.row, null, one.row), null)] : other ? [change(inner, "new", null, side(other.row, null, other.row))] : [];
  });
  return joined(here.form, joined(here.form, found, "tests"), "drugs");
}

/** The same change of several tests, or of several drugs, as one. @param {Form} form @param {Change[]} changes @param {"tests" | "drugs"} by */
function joined(form, changes, by) {
  /** @type {Map<string, Change>} */
  const groups = new Map();
  for (const one of changes) {
    const about = /** @type {About} */ (one.about);
    const key = JSON.stringify([one.kind, one.steps, by === "tests" ? about.drugs : about.tests, context(form, about.row), content(form, one.before), content(form, one.after)]);
    const first = groups.get(key);
    groups.set(key, first?.about ? { ...first, about: wider(first.about, about) } : one);
  }
  return [...groups.values()];
}

/** About the drugs and tests of both. @param {About} one @param {About} other @returns {About} */
const wider = (one, other) => ({ ...one, drugs: [...new Set([...one.drugs, ...other.drugs])], tests: [...new Set([...one.tests, ...other.tests])] });

/** A row without the tests and drugs that it is taken apart by. @param {Form} form @param {Block} row */
const context = (form, row) => wholeFields(form, row.kind).map((key) => signsIn(row, key));

/** @param {Form} form @param {Side | null} one */
function content(form, one) {
  if (!one) {
    return null;
  }
  return one.key === null || one.role === "row" ? [one.role, context(form, one.block)] : [one.role, signs(one.item), one.block.notes[one.key] ?? null];
}
