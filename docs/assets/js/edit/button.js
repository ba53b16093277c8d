/** A button of the form. */

import { make } from "../elements.js";

/**
 * @param {string} words
 * @param {string} id
 * @param {() => void} run
 * @param {string} [aside] What a screen reader hears behind the words.
 */
export function button(words, id, run, aside = "") {
  const made = /** @type {HTMLButtonElement} */ (make("button", "sc-edit-button", words, ...(aside ? [make("span", "sc-hidden", ` ${aside}`)] : [])));
  made.type = "button";
  made.id = id;
  made.addEventListener("click", run);
  return made;
}
