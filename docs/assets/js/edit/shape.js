/** What belongs where in a file, from the published JSON Schema and what the build says beside it. */

/**
 * @typedef {"text" | "date" | "duration" | "id" | "email" | "url" | "number" | "rule" | "flag" | "enum" | "block" |
 *   "list" | "map"} Kind
 * @typedef {{ kind: Kind, words: string[], name: string, item?: Shape, pattern?: string, longest?: number }} Shape
 *   `words` may stand in the place of a value: unknown, none. `name` is that of the block or of the list of words.
 * @typedef {{ key: string, label: string, help: string, isRequired: boolean, isAsked: boolean, shape: Shape, target: string }} Field
 *   Asked is what a new row shows, though a file may leave it out: a rule of changes wants it.
 *   `target`: what its ids name: a shelf of the register, or `sources`, `contacts`, `indications` of this file.
 * @typedef {{ message: string, write: string, kind: Kind }} KindSaid
 * @typedef {{ built_on: string, schema: any, labels: Record<string, Record<string, string>>,
 *   words: Record<string, Record<string, string>>, shelves: Record<string, Record<string, string>>,
 *   parts: Record<string, Record<string, string>>, citing: string[], approved: Record<string, string[]>,
 *   people: { number: string, not_in: string[], title: string, mailbox: string, mailboxes: string[],
 *   roles: Record<string, string[]> }, phone: { pattern: string, fewest: number, most: number, short: string[] }, empty: Record<string, string>, asked: Record<string, string[]>, needs: { paths: string[], said: string, guide: string }[], kinds: Record<string, KindSaid>, lists: Record<string, string[][]>,
 *   singular: Record<string, string>, order: Record<string, string[]>,
 *   spaced: string[], told: Told }} Form
 * @typedef {{ kind: string, key: string }} Spot A field of a kind of block.
 * @typedef {{ labels: Record<string, Record<string, string>>, absent: Record<string, Record<string, any>>,
 *   rows: Record<string, { split: string[], subjects: string[], identity: string[], name?: string }>, large: string[],
 *   safety: Record<string, string[]>, citing: string[], urgent: Spot & { word: string }, alike: number, half: number,
 *   when: string[], timing: string[], once: string, named_by: Record<string, string>,
 *   conditions: Record<string, string[]>, cited: string[], deadlines: string[], months: string[], ages: string,
 *   source: string, monitoring: string, light: Spot, named: string[], abbreviations: Record<string, string>,
 *   rewritten: string, spoken: string[], called: Record<string, Record<string, string>> }} Told What tells a change as `sharedcare diff` does. `pages/edit_told.py` says what each is.
 */

const PLACEHOLDERS = ["unknown", "none", "all"];
export const TOP = "Protocol";
const NOTE = "_note";

/** @param {any} option */
const isPlaceholder = (option) => option.enum?.every((/** @type {string} */ word) => PLACEHOLDERS.includes(word)) ?? false;

/**
 * @param {Form} form
 * @param {any} schema
 * @returns {Shape}
 */
function shapeOf(form, schema) {
  const words = (schema.anyOf ?? []).filter(isPlaceholder).flatMap((/** @type {any} */ option) => option.enum);
  const options = (schema.anyOf ?? []).filter((/** @type {any} */ option) => !isPlaceholder(option));
  if (options.length === 1 || (words.length > 0 && options.length > 0)) {
    const inner = shapeOf(form, options[0]);
    return { ...inner, words: [...inner.words, ...words] };
  }
  if (options.some((/** @type {any} */ option) => option.type === "boolean")) {
    return { kind: "flag", words, name: "" };
  }
  const known = options.find((/** @type {any} */ option) => option.pattern) ?? schema;
  return { words, ...bare(form, known) };
}

/**
 * @param {Form} form
 * @param {any} schema
 * @returns {Omit<Shape, "words">}
 */
function bare(form, schema) {
  const name = String(schema.$ref ?? "").replace("#/$defs/", "");
  if (name) {
    return { kind: form.schema.$defs[name].properties ? "block" : "enum", name };
  }
  if (schema.pattern) {
    return { kind: form.kinds[schema.pattern]?.kind ?? "text", name, pattern: schema.pattern, longest: schema.maxLength };
  }
  if (schema.type === "array") {
    return { kind: "list", name, item: shapeOf(form, schema.items) };
  }
  return schema.additionalProperties ? { kind: "map", name, item: shapeOf(form, schema.additionalProperties) } : { kind: "text", name };
}

/** @type {WeakMap<Form, Map<string, Field[]>>} */
const made = new WeakMap();

/**
 * The fields of a block, in the model's order, without the notes beside them.
 *
 * @param {Form} form
 * @param {string} name
 * @returns {Field[]}
 */
export function fieldsOf(form, name) {
  const blocks = made.get(form) ?? new Map();
  made.set(form, blocks);
  if (!blocks.has(name)) {
    const schema = name === TOP ? form.schema : form.schema.$defs[name];
    const keys = Object.keys(schema.properties).filter((key) => form.labels[name][key] !== undefined);
    blocks.set(name, keys.map((key) => fieldOf(form, name, schema, key)));
  }
  return blocks.get(name) ?? [];
}

/**
 * @param {Form} form
 * @param {string} name
 * @param {any} schema
 * @param {string} key
 * @returns {Field}
 */
function fieldOf(form, name, schema, key) {
  const described = schema.properties[key];
  return {
    key,
    label: form.labels[name][key],
    help: described.description ?? "",
    isRequired: schema.required?.includes(key) ?? false,
    isAsked: form.asked[name]?.includes(key) ?? false,
    shape: shapeOf(form, described),
    target: form.parts[name]?.[key] ?? form.shelves[name]?.[key] ?? (form.citing.includes(key) ? "sources" : ""),
  };
}

/**
 * The order of a block's keys in a file, each with its note behind it.
 *
 * @param {Form} form
 * @param {string} name
 */
export function orderOf(form, name) {
  return form.order[name].flatMap((key) => [key, key + NOTE]);
}

/** @param {string} key The key of the note beside a field. */
export const noteOf = (key) => key + NOTE;

/**
 * @param {Form} form
 * @param {string} name
 * @param {string} key
 */
export function isNote(form, name, key) {
  return key.endsWith(NOTE) && fieldsOf(form, name).some((field) => noteOf(field.key) === key);
}

/**
 * What stands at a path: the shape of the value, and the field that it belongs to.
 *
 * @param {Form} form
 * @param {import("./read.js").Path} path
 * @returns {{ shape: Shape, field: Field | null }}
 */
export function at(form, path) {
  /** @type {Shape} */
  let shape = { kind: "block", words: [], name: TOP };
  /** @type {Field | null} */
  let field = null;
  for (const step of path) {
    if (shape.kind === "block") {
      field = fieldsOf(form, shape.name).find(({ key }) => key === step) ?? null;
      shape = field?.shape ?? { kind: "text", words: [], name: "" };
    } else {
      shape = shape.item ?? { kind: "text", words: [], name: "" };
    }
  }
  return { shape, field };
}
