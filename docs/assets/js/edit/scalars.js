/** One text of a file, as `sharedcare fmt` writes it: bare, in quotation marks, folded, or line by line. As `canonical/scalars.py`. */

/** The keys whose values are dates, numbers, lengths and words of a list: nothing there is quoted to be a text. */
export const BARE = new Set((
  "acted_on_by age approved_on at at_least basis brand_rule checked_on confidence continue_to decided_on end end_means ends_when every evidence " +
  "evidence_on expires first_supply for from grace kind licensed listing_seen_on local_nhs meaning notice on other_nhs outcome party " +
  "past_review_means phase position prescriber prescriber_until_confirmed private published read_as reply_within requested_by review_due " +
  "right_to_choose seen_on severity silence_means specialist_review_every stable_for start status supply_limit supply_max taken_by tell " +
  "urgency who_prescribes").split(" "));
/** What is a day where it ends something, and words where it ends a row of monitoring. */
const UNTIL = "until";
const DAY = /^[12]\d{3}(-\d\d){0,2}$/;
export const WIDEST = 120;
const UNSHOWN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\ufffe\uffff]/gu;
const FIRST = /^[-?:,[\]{}#&*!|>'"%@`“”‘’„=~•‣◦▪●○·∙–—−]/;
const MISREAD = /: |:$| #|^[a-z][a-z0-9_]*(?::[^\s:/]|[\uff1a\ufe55\u2236\ua789])/;
const IN_FLOW = /[,[\]{}]|:(?![\p{L}\p{N}_/.-])/u;
const WORDS = new Set(["true", "false", "yes", "no", "on", "off", "y", "n", "null"]);
const NUMBER = /^(?:[-+]?(?:0[xob][0-9a-f_]+|[\d_]*\.?[\d_]*e[-+]?\d+|\.inf)|\.nan|\d{4}-\d\d?-\d\d?t.*)$/i;
const LETTER = /\p{L}/u;

/** How many columns a line takes. @param {string} line */
export const widthOf = (line) => Array.from(line).length;

/**
 * A text on one line: bare wherever that is safe.
 *
 * @param {string} text
 * @param {{ flow?: boolean, key?: string | number }} [where] `flow`: inside brackets; `key`: what it belongs to.
 */
export function scalar(text, { flow = false, key = "" } = {}) {
  if (text.search(UNSHOWN) >= 0) {
    return JSON.stringify(text).replace(UNSHOWN, escaped);
  }
  return isSafe(text, flow) && (BARE.has(String(key)) || (key === UNTIL && DAY.test(text)) || !isTakenForAnotherKind(text)) ? text : quoted(text);
}

/** @param {string} sign */
function escaped(sign) {
  return Array.from({ length: sign.length }, (_, at) => `\\u${sign.charCodeAt(at).toString(16).padStart(4, "0")}`).join("");
}

/** @param {string} text */
function quoted(text) {
  return /["\\]/.test(text) ? `'${text.replaceAll("'", "''")}'` : `"${text}"`;
}

/** @param {string} text @param {boolean} flow */
const isSafe = (text, flow) => text !== "" && !FIRST.test(text) && text === text.trim() && !MISREAD.test(text) && !(flow && IN_FLOW.test(text));

/** Whether other readers would take a text for a number, a date, or true and false. @param {string} text */
function isTakenForAnotherKind(text) {
  const isWordless = !LETTER.test(text);
  return /^[\d+.-]/.test(text) ? isWordless || NUMBER.test(text) : isWordless || WORDS.has(text.toLowerCase());
}

/**
 * The lines of a text behind what leads to it: on lines of its own where it is too long for one.
 *
 * @param {string} lead A key with its colon, or a hyphen.
 * @param {string} text
 * @param {string | number} key
 * @param {number} indent Of lines of its own.
 * @param {string[]} [before] The lines that they take the place of.
 */
export function textLines(lead, text, key, indent, before = []) {
  const line = `${lead} ${scalar(text, { key })}`;
  const long = widthOf(line) > WIDEST || text.includes("\n") ? below(text, indent, before) : null;
  return long ? [`${lead} ${long[0]}`, ...long.slice(1)] : [line];
}

/**
 * @param {string} text
 * @param {number} indent
 * @param {string[]} before
 * @returns {string[] | null} The sign behind its key, and the lines; nothing where it goes on one line only.
 */
function below(text, indent, before) {
  if (!text.includes("\n")) {
    const lines = folded(text, indent, before);
    return lines && [">-", ...lines];
  }
  const lines = text.replace(/\n$/, "").split("\n");
  const isPlain = lines.every((line) => line === line.trim() && line.search(UNSHOWN) < 0) && lines[0] && lines[lines.length - 1];
  return isPlain ? [text.endsWith("\n") ? "|" : "|-", ...lines.map((line) => (line ? " ".repeat(indent) + line : ""))] : null;
}

/**
 * A text folded over lines, as it stands below `>-`; nothing where folding would change it.
 *
 * @param {string} text
 * @param {number} indent
 * @param {string[]} before The lines that it takes the place of: at the start and the end, those that still hold stay.
 * @returns {string[] | null}
 */
function folded(text, indent, before) {
  if (!text.includes(" ") || /^\s|\s$|\s\s|[^\S ]/.test(text) || text.search(UNSHOWN) >= 0) {
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

/** @param {string} text @param {number} width */
function wrapped(text, width) {
  /** @type {string[]} */
  const lines = [];
  for (const word of text.split(" ")) {
    const longer = lines.length > 0 ? `${lines[lines.length - 1]} ${word}` : "";
    if (longer && widthOf(longer) <= width) {
      lines[lines.length - 1] = longer;
    } else {
      lines.push(word);
    }
  }
  return lines;
}
