/** Values -> YAML in the style of the register's files. What is written reads back as the same value. */

/** @typedef {import("./read.js").Value} Value */

const QUOTED = new Set(["section", "phone", "version", "code"]);
/** The keys whose values look like numbers and are none. */
const WIDEST = 120;
const LEADS = /^[\s,[\]{}#&*!|>'"%@`]|^[-?:](\s|$)|^(---|\.\.\.)/;
const UNSHOWN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\ufffe\uffff]/gu;

/**
 * @param {string} text
 * @param {{ flow?: boolean, style?: string, key?: string | number }} [where] `flow`: inside brackets; `style`: how the
 *   text that it takes the place of is written; `key`: what it belongs to.
 */
export function scalar(text, { flow = false, style = "PLAIN", key = "" } = {}) {
  if (text.search(UNSHOWN) >= 0) {
    return JSON.stringify(text).replace(UNSHOWN, escaped);
  }
  if (style === "QUOTE_SINGLE") {
    return `'${text.replaceAll("'", "''")}'`;
  }
  const mayBePlain = style !== "QUOTE_DOUBLE" && !(style === "" && QUOTED.has(String(key)));
  return mayBePlain && isPlain(text, flow) ? text : quoted(text);
}

/** @param {string} sign */
function escaped(sign) {
  return Array.from({ length: sign.length }, (_, at) => `\\u${sign.charCodeAt(at).toString(16).padStart(4, "0")}`).join("");
}

/** @param {string} text */
function quoted(text) {
  return /["\\]/.test(text) ? `'${text.replaceAll("'", "''")}'` : `"${text}"`;
}

/**
 * @param {string} text
 * @param {boolean} flow
 */
function isPlain(text, flow) {
  return !(text === "" || LEADS.test(text) || /\s$|:\s|:$|\s#/.test(text) || (flow && /[,[\]{}]/.test(text)));
}

/**
 * A value on one line.
 *
 * @param {Value} value
 * @param {string | number} key
 * @returns {string}
 */
export function flowText(value, key) {
  if (typeof value === "string") {
    return scalar(value, { flow: true, style: "", key });
  }
  if (Array.isArray(value)) {
    return `[${value.map((item) => flowText(item, key)).join(", ")}]`;
  }
  return `{${Object.entries(value).map(([name, item]) => `${name}: ${flowText(item, name)}`).join(", ")}}`;
}

/**
 * A key and its value, on lines of their own.
 *
 * @param {string} key
 * @param {Value} value
 * @param {number} indent
 * @returns {string[]}
 */
export function pairLines(key, value, indent) {
  const lead = `${" ".repeat(indent)}${key}:`;
  if (fitsOnLine(value)) {
    return [`${lead} ${typeof value === "string" ? scalar(value, { style: "", key }) : flowText(value, key)}`];
  }
  return [lead, ...blockLines(value, key, indent + 2)];
}

/**
 * What stands below a key.
 *
 * @param {Value} value
 * @param {string | number} key
 * @param {number} indent
 * @returns {string[]}
 */
export function blockLines(value, key, indent) {
  if (typeof value === "string") {
    return [`${" ".repeat(indent)}${scalar(value, { style: "", key })}`];
  }
  return Array.isArray(value)
    ? value.flatMap((item) => rowLines(item, key, indent))
    : Object.entries(value).flatMap(([name, item]) => pairLines(name, item, indent));
}

/**
 * @param {Value} item
 * @param {string | number} key
 * @param {number} indent
 * @returns {string[]}
 */
export function rowLines(item, key, indent) {
  const hyphen = `${" ".repeat(indent)}- `;
  if (typeof item === "string" || Object.keys(item).length === 0) {
    return [hyphen + (typeof item === "string" ? scalar(item, { style: "", key }) : flowText(item, key))];
  }
  const [first, ...rest] = blockLines(item, key, indent + 2);
  return [hyphen + first.trimStart(), ...rest];
}

/** @param {Value} value Whether it stands behind its key: a text, an empty list or block, a short list of names. */
export function fitsOnLine(value) {
  if (typeof value === "string" || Object.keys(value).length === 0) {
    return true;
  }
  return Array.isArray(value) && value.every((item) => typeof item === "string" && /^[\w.&-]{1,40}$/.test(item));
}

/**
 * A text folded over lines, as it stands below `>-`; nothing where folding would change it.
 *
 * @param {string} text
 * @param {number} indent
 * @param {string[]} before The lines that it takes the place of: at the start and the end, those that still hold stay.
 * @returns {string[] | null}
 */
export function folded(text, indent, before) {
  if (text === "" || /^\s|\s$|\s\s|[^\S ]/.test(text) || text.search(UNSHOWN) >= 0) {
    return null;
  }
  const lines = before.map((line) => line.trim());
  let rest = text;
  const first = lines.findIndex((line) => {
    const stays = line !== "" && rest.startsWith(`${line} `);
    rest = stays ? rest.slice(line.length + 1) : rest;
    return !stays;
  });
  const above = first < 0 ? lines : lines.slice(0, first);
  const below = [];
  for (const line of lines.slice(above.length).reverse()) {
    if (line === "" || !rest.endsWith(` ${line}`)) {
      break;
    }
    below.unshift(line);
    rest = rest.slice(0, -line.length - 1);
  }
  return [...above, ...wrapped(rest, WIDEST - indent), ...below].map((line) => " ".repeat(indent) + line);
}

/**
 * @param {string} text
 * @param {number} width
 */
function wrapped(text, width) {
  /** @type {string[]} */
  const lines = [];
  for (const word of text.split(" ")) {
    const longer = lines.length > 0 ? `${lines[lines.length - 1]} ${word}` : "";
    if (longer && longer.length <= width) {
      lines[lines.length - 1] = longer;
    } else {
      lines.push(word);
    }
  }
  return lines;
}
