/** Keeps a number on one line with its unit, or its month and year, in the texts that a script writes. */

const WHOLE = /(\d[\d.,/–-]* [A-Za-z]+(?: \d{4})?)/;

/**
 * @param {string} text
 * @returns {(string | Node)[]} The text, with each number and its unit in an element that no line may break inside.
 */
export function unbroken(text) {
  return text.split(WHOLE).map((part, number) => (number % 2 ? whole(part) : part));
}

/** @param {string} text */
function whole(text) {
  const element = document.createElement("span");
  element.className = "sc-n";
  element.textContent = text;
  return element;
}
