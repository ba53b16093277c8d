/** Which protocols a choice of filters lists, and how many each other choice would. */

import { FACETS } from "./choice.js";
import { codesOn, endsOn, stateOf } from "./states.js";

/**
 * @typedef {import("./engine.js").Index} Index
 * @typedef {import("./finder.js").Hit} Hit
 * @typedef {import("./choice.js").Choice} Choice
 * @typedef {import("./choice.js").Facet} Facet
 * @typedef {Record<Facet, string[]>} Values
 * @typedef {{ hits: Hit[], counts: Record<Facet, Map<string, number>>, unsaid: Partial<Record<Facet, number>> }} Narrowed
 *   `counts` has how many would be listed by each value of a filter, the others staying; `unsaid` how many a filter
 *   leaves out only because what it asks for is not known of them.
 */

export const NOT_KNOWN = "unknown";

/**
 * What filters of what was found, on a day.
 *
 * @param {Index} index
 * @param {Hit[]} hits
 * @param {Choice} choice
 * @param {(id: number) => Values} valuesOf
 * @returns {Narrowed}
 */
export function narrowed(index, hits, choice, valuesOf) {
  const asked = FACETS.filter((facet) => choice[facet]);
  const counts = /** @type {Narrowed["counts"]} */ (Object.fromEntries(FACETS.map((facet) => [facet, new Map()])));
  /** @type {Narrowed["unsaid"]} */
  const unsaid = {};
  const kept = hits.filter(({ id }) => {
    if (!index.documents[id].case) {
      return asked.length === 0;
    }
    const values = valuesOf(id);
    const failed = asked.filter((facet) => !values[facet].includes(/** @type {string} */ (choice[facet])));
    const [only] = failed;
    if (failed.length === 1 && values[only].includes(NOT_KNOWN)) {
      unsaid[only] = (unsaid[only] ?? 0) + 1;
    }
    if (failed.length < 2) {
      (only ? [only] : FACETS).forEach((facet) => count(counts[facet], values[facet]));
    }
    return failed.length === 0;
  });
  return { hits: kept, counts, unsaid };
}

/**
 * @param {Map<string, number>} counts
 * @param {string[]} values
 */
function count(counts, values) {
  for (const value of values) {
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
}

/**
 * @param {Index} index
 * @param {string} day
 * @returns {(id: number) => Values} What each filter knows of a protocol on the day; looked up once.
 */
export function valuesOn(index, day) {
  const parts = partsOf(index);
  const endsOf = endsOn(index, day);
  /** @type {Values[]} */
  const known = [];
  return (id) => (known[id] ??= lookedUp(index, id, day, endsOf, parts));
}

/**
 * @param {Index} index
 * @param {number} id
 * @param {string} day
 * @param {ReturnType<typeof endsOn>} endsOf
 * @param {Map<string, string[]>} parts
 * @returns {Values}
 */
function lookedUp(index, id, day, endsOf, parts) {
  const { case: key = "", specialties = [] } = index.documents[id];
  const [currency, funding] = codesOn(index, key, day);
  const area = key.slice(key.lastIndexOf("@") + 1);
  const { near, ahead } = endsOf(key);
  return {
    area: [area, ...(parts.get(area) ?? [])],
    specialty: specialties.length > 0 ? specialties : [NOT_KNOWN],
    currency: [stateOf(currency)],
    funding: [stateOf(funding)],
    due: ahead ? near : [NOT_KNOWN],
  };
}

/**
 * @param {Index} index
 * @returns {Map<string, string[]>} The areas that are a part of each area: what the whole has decided reaches them.
 */
function partsOf(index) {
  /** @type {Map<string, string[]>} */
  const parts = new Map();
  for (const [area, wider] of Object.entries(index.areas)) {
    wider.forEach((whole) => parts.set(whole, [...(parts.get(whole) ?? []), area]));
  }
  return parts;
}
