/**
 * What the register's checks say of one value at a time, with their codes and words. Rules that join facts, dates or
 * files are left to the checks themselves. `tests/vectors/form.json` holds both to the same.
 */

import { people } from "./people.js";
import { fieldsOf, isNote, TOP } from "./shape.js";
import { fits, idPattern, kindSaid, misfit } from "./kinds.js";

/**
 * @typedef {import("./shape.js").Form} Form
 * @typedef {import("./shape.js").Shape} Shape
 * @typedef {import("./shape.js").Field} Field
 * @typedef {import("./read.js").Value} Value
 * @typedef {import("./read.js").Path} Path
 * @typedef {{ path: Path, code: string, message: string, help: string }} Finding
 * @typedef {{ form: Form, top: any, found: Finding[] }} Check
 */

const ASK = "Give it as the document does. If it gives none, choose “Not known”, and ask the organisation for it";
/** What is said of a name of a part of the file that it does not have. */
const PARTS = {
  contacts: ["the protocol's `contacts` do not include", "Add a row for it to `contacts`"],
  indications: ["the protocol's `indications` do not include", "Add a row for it to `indications`"],
};

/**
 * @param {Form} form
 * @param {Value} values Of a whole file.
 * @returns {Finding[]}
 */
export function findings(form, values) {
  const check = { form, top: values, found: [] };
  walk(check, { kind: "block", words: [], name: TOP }, null, values, []);
  return check.found;
}

/**
 * @param {Check} check
 * @param {Path} path
 * @param {string} code
 * @param {string} message
 * @param {string} help
 */
function find({ found }, path, code, message, help) {
  const name = [...path].reverse().find((step) => typeof step === "string");
  found.push({ path, code, message: code === "SC103" && name ? `\`${name}\`: ${message}` : message, help });
}

/**
 * @param {Check} check
 * @param {Shape} shape
 * @param {Field | null} field
 * @param {Value} value
 * @param {Path} path
 */
function walk(check, shape, field, value, path) {
  if (typeof value === "string" && shape.words.includes(value)) {
    return;
  }
  switch (shape.kind) {
    case "block":
      return block(check, shape, value, path);
    case "list":
      return Array.isArray(value)
        ? value.forEach((item, row) => walk(check, /** @type {Shape} */ (shape.item), field, item, [...path, row]))
        : find(check, path, "SC103", "a list belongs here", "Add a row");
    case "map":
      return names(check, shape, value, path);
    default:
      return text(check, shape, field, value, path);
  }
}

/**
 * @param {Check} check
 * @param {Shape} shape
 * @param {Value} value
 * @param {Path} path
 */
function block(check, shape, value, path) {
  if (typeof value !== "object" || Array.isArray(value)) {
    return find(check, path, "SC103", "a block of keys belongs here", "Say what is known of it");
  }
  const { form } = check;
  const fields = fieldsOf(form, shape.name);
  for (const [key, inner] of Object.entries(value)) {
    const field = fields.find((one) => one.key === key);
    if (field) {
      walk(check, field.shape, field, inner, [...path, key]);
    } else if (!isNote(form, shape.name, key)) {
      find(check, [...path, key], "SC101", `no field is called \`${key}\` here`, "Remove it, or look the field up in the schema");
    } else if (typeof inner !== "string" || inner === "") {
      find(check, [...path, key], "SC103", `\`${key}\` holds no words`, "Write words");
    }
  }
  for (const [key, inner] of Object.entries(value)) {
    const persons = people(form, shape.name, key, inner);
    check.found.push(...persons.map(({ row, ...said }) => ({ path: row === null ? [...path, key] : [...path, key, row], ...said })));
  }
  if (shape.name === "Contact") {
    reached(check, value, path);
  }
  const approved = value.status === "approved" ? (form.approved[shape.name] ?? []) : [];
  for (const field of fields.filter((one) => one.isRequired || approved.includes(one.key))) {
    present(check, shape, field, value, path);
  }
}

/**
 * @param {Check} check
 * @param {Shape} shape
 * @param {Field} field
 * @param {{ [key: string]: Value }} value
 * @param {Path} path
 */
function present(check, shape, field, value, path) {
  const { key } = field;
  const condition = check.form.empty[shape.name];
  const mayBeEmpty = condition !== undefined && (condition === "" || Object.hasOwn(value, condition));
  const said = value[key];
  if (said === undefined) {
    const where = path.length > 0 ? ` from ${inWords(path)}` : "";
    find(check, [...path, key], "SC102", `\`${key}\` is missing${where}`, field.help);
  } else if (typeof said === "object" && Object.keys(said).length === 0 && !mayBeEmpty) {
    find(check, [...path, key], "SC102", `\`${key}\` is empty`, field.help);
  }
}

/**
 * A contact is one that can be reached.
 *
 * @param {Check} check
 * @param {{ [key: string]: Value }} value
 * @param {Path} path
 */
function reached({ form, found }, value, path) {
  const { phone } = value;
  if (typeof phone === "string" && phone !== "unknown" && phone !== "") {
    if (!isDialled(form, phone)) {
      found.push({ path: [...path, "phone"], code: "SC706", message: `\`${phone}\` is no telephone number`, help: "Write the number alone, as in 01632 960001" });
    }
  } else if (phone === undefined && value.for === "urgent") {
    found.push({ path, code: "SC706", message: "an urgent contact has no telephone number", help: ASK });
  } else if (phone === undefined && value.email === undefined) {
    found.push({ path, code: "SC706", message: "this contact has neither a telephone number nor a mailbox", help: ASK });
  }
}

/** @param {Path} path */
function inWords(path) {
  const dotted = (/** @type {Path} */ steps) => `\`${steps.map((step) => (typeof step === "number" ? step + 1 : step)).join(".")}\``;
  const last = path[path.length - 1];
  return typeof last === "number" ? `row ${last + 1} of ${dotted(path.slice(0, -1))}` : dotted(path);
}

/**
 * @param {Check} check
 * @param {Shape} shape
 * @param {Value} value
 * @param {Path} path
 */
function names(check, shape, value, path) {
  if (typeof value !== "object" || Array.isArray(value)) {
    return find(check, path, "SC103", "a block of keys belongs here", "Add one");
  }
  for (const [name, inner] of Object.entries(value)) {
    if (!fits(name, idPattern(check.form), 80)) {
      find(check, [...path, name], "SC103", `\`${name}\` is not an id`, kindSaid(check.form, "id").write);
    }
    walk(check, /** @type {Shape} */ (shape.item), null, inner, [...path, name]);
  }
}

/**
 * @param {Check} check
 * @param {Shape} shape
 * @param {Field | null} field
 * @param {Value} value
 * @param {Path} path
 */
function text(check, shape, field, value, path) {
  if (typeof value !== "string") {
    const what = Array.isArray(value) ? "a list" : "a block of keys";
    return find(check, path, "SC103", `one value belongs here, not ${what}`, "Write one value");
  }
  const wrong = misfit(check.form, shape, value);
  if (wrong) {
    return find(check, path, "SC103", wrong.message, wrong.help);
  }
  if (field?.target) {
    resolve(check, field.target, value, path);
  }
}

/**
 * @param {Check} check
 * @param {string} target
 * @param {string} value
 * @param {Path} path
 */
function resolve({ form, top, found }, target, value, path) {
  if (target === "sources" && !Object.hasOwn(top.sources ?? {}, value)) {
    found.push({ path, code: "SC302", message: `\`sources\` of this file has no \`${value}\``, help: `Add \`${value}:\` under \`sources\`` });
  } else if (target === "contacts" || target === "indications") {
    const [said, help] = PARTS[target];
    if (Array.isArray(top[target]) && !top[target].some((/** @type {any} */ row) => row.id === value)) {
      found.push({ path, code: "SC303", message: `${said} \`${value}\``, help });
    }
  } else if (form.lists[target] && !isListed(form, target, value) && !(target === "drugs" && path.length > 2 && top.drugs?.includes(value))) {
    found.push({ path, code: "SC301", message: `the register has no ${form.singular[target]} called \`${value}\``, help: "Record it first" });
  }
}

/**
 * @param {Form} form
 * @param {string} shelf
 * @param {string} value
 */
function isListed(form, shelf, value) {
  return form.lists[shelf].some(([id, , ...others]) => id === value || (shelf === "tests" && [id, ...others].some((one) => one.toLowerCase() === value.toLowerCase())));
}

/** @param {import("./shape.js").Form} form @param {string} phone */
function isDialled({ phone: { pattern, fewest, most, short } }, phone) {
  const digits = new RegExp(pattern).exec(phone)?.[1]?.replace(/\D/g, "");
  return digits !== undefined && (short.includes(digits) || (digits.length >= fewest && digits.length <= most));
}
