/** Whether a text is a value of its kind: a date, a length of time, an id, an address, one of a few words. */

/**
 * @typedef {import("./shape.js").Form} Form
 * @typedef {import("./shape.js").Shape} Shape
 */

const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/u;
const RESERVED = /^(index|con|prn|aux|nul|com[1-9]|lpt[1-9])$/;
const EMPTY = "nothing is written here";
const UNKNOWN = "a required fact that nobody knows is `unknown`";

/** @param {Form} form @param {string} kind */
export const kindSaid = (form, kind) => /** @type {import("./shape.js").KindSaid} */ (Object.values(form.kinds).find((one) => one.kind === kind));

/** @param {Form} form */
export const idPattern = (form) => Object.keys(form.kinds).find((pattern) => form.kinds[pattern].kind === "id") ?? "";

/** @param {string} text @param {string} pattern @param {number} [longest] */
export const fits = (text, pattern, longest = Infinity) => text.length <= longest && new RegExp(pattern).test(text);

/**
 * What is wrong with a text as a value of a kind, if anything.
 *
 * @param {Form} form
 * @param {Shape} shape
 * @param {string} value
 * @returns {{ message: string, help: string } | null}
 */
export function misfit(form, shape, value) {
  if (shape.kind === "enum" || shape.kind === "flag") {
    const words = shape.kind === "flag" ? ["true", "false"] : Object.keys(form.words[shape.name]);
    const said = shape.kind === "flag" ? `\`${value}\` is not true or false` : `\`${value}\` is none of its words`;
    return words.includes(value) ? null : { message: value === "" ? EMPTY : said, help: `Choose one of: ${words.join(", ")}` };
  }
  const kind = form.kinds[String(shape.pattern)];
  if (value === "") {
    return { message: EMPTY, help: shape.kind === "date" || shape.kind === "duration" ? kind.write : `${kind.write}; ${UNKNOWN}` };
  }
  const isScalar = shape.kind !== "date" && shape.kind !== "duration";
  const unseen = isScalar ? UNSEEN.exec(value.replaceAll("\n", "")) : null;
  if (unseen) {
    const code = (unseen[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
    return { message: `it holds a character that nobody can see (U+${code})`, help: "Type the text again instead of pasting it" };
  }
  if (isOfKind(shape, value)) {
    return null;
  }
  if (shape.kind === "id" && RESERVED.test(value)) {
    return { message: `\`${value}\` is not an id: it is kept for another use`, help: "Choose a longer one" };
  }
  return { message: kind.message.replace("{value}", () => value), help: kind.write };
}

/** @param {Shape} shape @param {string} value */
function isOfKind(shape, value) {
  if (!fits(value, String(shape.pattern), shape.longest)) {
    return false;
  }
  const numbers = (value.match(/\d+/g) ?? []).map(Number);
  switch (shape.kind) {
    case "date":
      return numbers.length < 3 || numbers[2] <= new Date(Date.UTC(numbers[0], numbers[1], 0)).getUTCDate();
    case "duration":
      return numbers.length < 2 || numbers[0] <= numbers[1];
    case "url":
      return isAddress(value);
    default:
      return true;
  }
}

/** @param {string} value */
function isAddress(value) {
  const host = /^https?:\/\/([^/?#]*)/.exec(value)?.[1] ?? "";
  return host !== "" && !host.startsWith(":") && !host.includes("@");
}
