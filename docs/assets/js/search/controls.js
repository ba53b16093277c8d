/** The box and the filters of the page of all results: what is chosen in them, and what each choice would list. */

import { FACETS } from "./choice.js";

/**
 * @typedef {import("./choice.js").Choice} Choice
 * @typedef {{ input: HTMLInputElement, read: () => Choice, write: (choice: Choice) => Choice,
 *   recount: (counts: import("./facets.js").Narrowed["counts"]) => void }} Controls `write` gives back what is asked
 *   for and is no choice.
 */

/**
 * @param {HTMLFormElement} form
 * @returns {Controls}
 */
export function controlsOf(form) {
  const input = /** @type {HTMLInputElement} */ (form.querySelector("input"));
  const selects = FACETS.map((facet) => /** @type {HTMLSelectElement} */ (form.elements.namedItem(facet)));
  const words = new Map(selects.flatMap((select) => Array.from(select.options, (option) => [option, option.text])));

  function read() {
    const given = FACETS.map((facet, at) => [facet, selects[at].value]);
    return Object.fromEntries([["q", input.value.trim()], ...given].filter(([, value]) => value));
  }

  /** @param {Choice} choice */
  function write(choice) {
    /** @type {Choice} */
    const strange = {};
    input.value = choice.q ?? "";
    FACETS.forEach((facet, at) => {
      selects[at].value = choice[facet] ?? "";
      if (selects[at].selectedIndex < 0) {
        selects[at].value = "";
        strange[facet] = choice[facet];
      }
    });
    return strange;
  }

  /** @param {import("./facets.js").Narrowed["counts"]} counts */
  function recount(counts) {
    FACETS.forEach((facet, at) => {
      for (const option of selects[at].options) {
        const text = `${words.get(option)}${option.value && ` (${counts[facet].get(option.value) ?? 0})`}`;
        if (option.text !== text) {
          option.text = text;
        }
      }
    });
  }

  return { input, read, write, recount };
}
