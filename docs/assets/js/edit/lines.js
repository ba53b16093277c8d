/** Changes of one file as lines in the words of its pages. As `pages/change_words.py`. */

import { fieldsOf } from "./shape.js";
import { capital, nameOn, plain, said, uncapital } from "./called.js";
import { fieldIn, isBlock, isNothing } from "./records.js";
import { splitFields } from "./pairs.js";
import { NOT_KNOWN } from "./words.js";

/**
 * @typedef {import("./called.js").File} File
 * @typedef {import("./records.js").Block} Block
 * @typedef {import("./differences.js").Change} Change
 * @typedef {import("./differences.js").About} About
 * @typedef {import("./differences.js").Side} Side
 * @typedef {{ kind: import("./differences.js").Kind, what: string, before: string, after: string, second: boolean }} Line
 */

/**
 * Each change as a line, those for a second reviewer first.
 *
 * @param {File} before
 * @param {File} after
 * @param {Change[]} changes
 * @returns {Line[]}
 */
export function lines(before, after, changes) {
  const made = changes.map((change) => line(before, after, change));
  const once = [...new Map(made.map((one) => [JSON.stringify(one), one])).values()];
  return [...once.filter(({ second }) => second), ...once.filter(({ second }) => !second)];
}

/** @param {File} before @param {File} after @param {Change} change @returns {Line} */
function line(before, after, change) {
  const { kind, before: old, after: now, second } = change;
  let words = [old ? value(before, old) : "", now ? value(after, now) : ""];
  if (words[0] === words[1] && old && now && old.role === "row") {
    words = [timing(before, old.block), timing(after, now.block)];
  }
  const isUnshown = kind === "changed" && words[0] === words[1];
  return { kind: isUnshown ? "rewritten" : kind, what: label(kind === "removed" ? before : after, change), before: words[0], after: words[1], second };
}

/** What a field is called. @param {File} file @param {{ owner: string, key: string }} step */
const called = ({ form }, { owner, key }) => (form.told.labels[owner] ?? form.labels[owner])[key];

/** What a change is about, from the outside in. @param {File} file @param {Change} change */
function label(file, { steps, about, before, after }) {
  const side = after ?? before;
  const inside = about ? steps.findIndex(({ owner }) => owner === about.row.kind) : -1;
  const inner = inside >= 0 ? steps.slice(inside) : [];
  const names = about ? heads(file, inside >= 0 ? steps.slice(0, inside) : steps, about) : steps.map((step) => called(file, step));
  if (about) {
    names.push(...rowNames(file, about, inner[0]?.key ?? null));
    const isNamed = inner.length === 1 && inner[0].key === file.form.told.named_by[about.row.kind] && side?.role !== "note";
    names.push(...(side?.role === "row" || isNamed ? [] : inner.map((step) => called(file, step))));
  }
  return [...names, ...(side?.role === "note" ? ["note"] : [])].reduce((text, name) => (text ? `${text}${text.endsWith("?") ? " " : ": "}${name}` : name), "");
}

/** What the list is called that a row stands in. A row of monitoring is known by its phase. @param {File} file @param {import("./differences.js").Step[]} outer @param {About} about */
const heads = (file, outer, about) => (about.row.kind === file.form.told.monitoring ? [] : [called(file, outer[outer.length - 1])]);

/**
 * What a row is called: its phase, tests, drugs and conditions, or its own name.
 *
 * @param {File} file
 * @param {About} about
 * @param {string | null} without The field that changed.
 */
function rowNames(file, { row, drugs, tests, key }, without) {
  const { form } = file;
  const isTimed = form.told.when.includes(row.kind);
  const parts = isTimed ? [plain(form, row, "phase")] : key !== null && row.kind !== form.told.source ? [key] : [];
  const testNames = [...new Set(tests.map((test) => nameOn(form, "tests", test)))].join(", ");
  const named = [testNames, nameOf(file, row, without), ...conditions(file, row, without)].filter(Boolean);
  const drugNames = drugs.map((drug) => uncapital(nameOn(form, "drugs", drug))).join(" and ");
  if (drugNames && (file.drugs.length > 1 || row.kind === form.told.monitoring)) {
    named.splice(isTimed && testNames ? 1 : named.length, 0, `for ${drugNames}`);
  }
  return named.length > 0 ? [...parts, named.join(", ")] : parts;
}

/** What a row is called by a field of its own, where it is not the one that changed. @param {File} file @param {Block} row @param {string | null} without */
function nameOf(file, row, without) {
  const { form } = file;
  const name = form.told.named_by[row.kind];
  if (row.kind === form.told.source) {
    return plain(form, row, "title");
  }
  const reason = row.kind === form.told.urgent.kind ? plain(form, row, form.told.urgent.key) : "";
  if (form.told.when.includes(row.kind) || name === undefined || name === without) {
    return name !== undefined && name === without ? reason : "";
  }
  const own = row.fields[name];
  const isKnown = own !== undefined && !fieldIn(form, row.kind, name).shape.words.includes(own);
  return [reason, isKnown ? said(file, row, name, own) : ""].filter(Boolean).join(", ");
}

/** @param {File} file @param {Block} row @param {string | null} without */
function conditions(file, row, without) {
  const { form } = file;
  const { trigger } = row.fields;
  const found = form.told.when.includes(row.kind) && trigger && without !== "every" ? [`set off by ${trigger}`] : [];
  for (const key of form.told.conditions[row.kind] ?? []) {
    const own = row.fields[key];
    if (key !== without && !isNothing(own) && own !== "unknown") {
      const words = said(file, row, key, own);
      found.push(isBlock(own) ? `only at ages: ${words}` : Array.isArray(own) ? `only for ${words}` : `only if ${words}`);
    }
  }
  return found;
}

/** What a side says. @param {File} file @param {Side} side @returns {string} */
function value(file, { block, key, item, role }) {
  const { form } = file;
  if (role === "note") {
    return item;
  }
  if (key === null) {
    return wholeRow(file, block);
  }
  const isAges = isBlock(item) && item.kind === form.told.ages;
  if (isBlock(item) && !isAges) {
    return whole(file, item);
  }
  if (role === "row") {
    const [first, ...rest] = due(file, block);
    return uncapital([first, ...rest.map(uncapital)].join(", "));
  }
  const beside = [...(role === "field" && block.notes[key] ? [block.notes[key]] : []), ...(isAges ? Object.keys(item.fields).flatMap((end) => item.notes[end] ?? []) : [])].join("; ");
  const text = said(file, block, key, item, role === "item");
  return beside ? `${text} (${beside})` : text;
}

/** When the tests of a row are due, as `pages/intervals.py` says it. @param {File} file @param {Block} row */
function due({ form }, { fields, notes }) {
  const { every, at, trigger, every_as_printed: printed, for: lasts, until } = fields;
  const often = every ? `Every ${every.replace(/^1 (?!to )/, "")}${fields.at_least === "true" ? ", or more often" : ""}` : "";
  const parts = [often, at.length > 0 ? `At ${at.join(", ")}` : "", ...[trigger, printed].map((text) => (text ? capital(text) : "")), lasts ? `For ${lasts}` : "", until ? `Until ${until}` : ""].filter(Boolean);
  const isDue = every || at.length > 0 || trigger || printed || fields.phase === form.told.once;
  const said = form.told.timing.flatMap((key) => notes[key] ?? []);
  return isDue ? [...(parts.length > 0 ? parts : ["Once"]), ...said] : [NOT_KNOWN, ...parts, ...said];
}

/** When tests are due, field by field: for what the sentence of a page leaves out. @param {File} file @param {Block} row */
function timing(file, row) {
  const keys = file.form.told.timing.filter((key) => !isNothing(row.fields[key]) || row.notes[key]);
  return fieldByField(file, row, keys) || "nothing is said";
}

/** All that a row says, save what it is called by already. @param {File} file @param {Block} row */
function wholeRow(file, row) {
  const { form } = file;
  const name = form.told.named_by[row.kind];
  const known = [...splitFields(form, row.kind), name, "id", "for"];
  if (!form.told.when.includes(row.kind)) {
    return whole(file, row, known) || (name ? plain(form, row, name) : "nothing else is said");
  }
  const rest = whole(file, row, [...known, "phase", ...(form.told.conditions[row.kind] ?? []), ...form.told.timing]);
  const when = value(file, { block: row, key: "every", item: row.fields.every, role: "row" });
  return rest ? `${when}; ${rest}` : when;
}

/** All that a block says, field by field, its sources last. @param {File} file @param {Block} block @param {(string | undefined)[]} [without] @returns {string} */
function whole(file, block, without = []) {
  const { citing, cited } = file.form.told;
  const keys = fieldsOf(file.form, block.kind).map(({ key }) => key).filter((key) => !without.includes(key) && !isNothing(block.fields[key]));
  const isLast = (/** @type {string} */ key) => citing.includes(key) || cited.includes(key);
  return fieldByField(file, block, [...keys.filter((key) => !isLast(key)), ...keys.filter(isLast)]);
}

/** @param {File} file @param {Block} block @param {string[]} keys */
const fieldByField = (file, block, keys) => keys.map((key) => `${uncapital(called(file, { owner: block.kind, key }))}: ${value(file, { block, key, item: block.fields[key], role: "field" })}`).join("; ");
