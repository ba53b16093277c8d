/** What a reader chose: the words and the filters, as they stand in an address. */

/**
 * @typedef {"area" | "specialty" | "currency" | "funding" | "due"} Facet
 * @typedef {{ q?: string } & Partial<Record<Facet, string>>} Choice
 */

/** @type {Facet[]} */
export const FACETS = ["area", "specialty", "currency", "funding", "due"];
const NAMES = /** @type {const} */ (["q", ...FACETS]);

/**
 * @param {string} search The part of an address from its question mark on.
 * @returns {Choice}
 */
export function choiceIn(search) {
  const given = new URLSearchParams(search);
  return Object.fromEntries(NAMES.map((name) => [name, given.get(name)?.trim()]).filter(([, value]) => value));
}

/**
 * @param {Choice} choice
 * @returns {string} The address of the list, from the site's top. The same choice always has the same.
 */
export function addressOf(choice) {
  const given = new URLSearchParams();
  for (const name of NAMES) {
    if (choice[name]) {
      given.set(name, choice[name]);
    }
  }
  return `find/${String(given) && `?${given}`}`;
}
