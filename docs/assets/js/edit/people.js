/** What no public file may hold: what could be a patient's number, and a person's name in the place of a role. */

/**
 * @typedef {import("./shape.js").Form} Form
 * @typedef {import("./read.js").Value} Value
 * @typedef {import("./checks.js").Finding} Finding
 */

const TAKE_OUT = "Remove it. If it is a patient's, tell your information governance lead today";
const ROLE = "Write the role, such as Rheumatology pharmacist, and a mailbox that the role keeps";

/**
 * @param {Form} form
 * @param {string} name Of the kind of block.
 * @param {string} key
 * @param {Value} value
 * @returns {{ row: number | null, code: string, message: string, help: string }[]} `row` where the value is a list.
 */
export function people(form, name, key, value) {
  const texts = Array.isArray(value) ? value : [value];
  return texts.flatMap((text, row) => (typeof text === "string" ? said(form, name, key, text, Array.isArray(value) ? row : null) : []));
}

/**
 * @param {Form} form
 * @param {string} name
 * @param {string} key
 * @param {string} text
 * @param {number | null} row
 */
function said({ people: known }, name, key, text, row) {
  const found = [];
  if (!known.not_in.includes(key) && (text.match(new RegExp(known.number, "g")) ?? []).some(isPatients)) {
    found.push({ row, code: "SC111", message: `\`${key}\` holds a number that could be a patient's NHS number`, help: TAKE_OUT });
  }
  if (known.roles[name]?.includes(key)) {
    const look = known.mailboxes.includes(key) ? new RegExp(known.mailbox, "i") : new RegExp(known.title);
    const person = look.exec(text)?.[0];
    if (person) {
      found.push({ row, code: "SC112", message: `\`${person}\` looks like a person, not a role`, help: ROLE });
    }
  }
  return found;
}

/** Whether ten digits pass the check of an NHS number: modulus 11 (NHS Data Dictionary). @param {string} number */
function isPatients(number) {
  const digits = Array.from(number.replace(/\D/g, ""), Number);
  const sum = digits.slice(0, 9).reduce((all, digit, at) => all + digit * (10 - at), 0);
  return (11 - (sum % 11)) % 11 === digits[9];
}
