/** Which protocols a choice of filters lists, and how many each other choice would. */

import { FACETS } from "./choice.js";
import { codesOn, endsOn, stateOf } from "./states.js";

/**
 * @typedef {import("./engine.js").Index} Index
 * @typedef {import("./engine.js").Doc} Doc
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
 * @param {(doc: Doc) => Values} valuesOf
 * @returns {Narrowed}
 */
export function narrowed(index, hits, choice, valuesOf) {
  const asked = FACETS.filter((facet) => choice[facet]);
  const counts = /** @type {Narrowed["counts"]} */ (Object.fromEntries(FACETS.map((facet) => [facet, new Map()])));
  /** @type {Narrowed["unsaid"]} */
  const unsaid = {};
  const kept = hits.filter(({ id }) => {
    const doc = index.documents[id];
    if (!doc.case) {
      return asked.length === 0;
    }
    const values = valuesOf(doc);
    const failed = asked.filter((facet) => !values[facet].includes(/** @type {string} */ (choice[facet])));
    if (failed.length === 1 && values[failed[0]].includes(NOT_KNOWN)) {
      unsaid[failed[0]] = (unsaid[failed[0]] ?? 0) + 1;
    }
    for (const facet of FACETS.filter((facet) => failed.every((other) => other === facet))) {
      for (const value of values[facet]) {
        counts[facet].set(value, (counts[facet].get(value) ?? 0) + 1);
      }
    }
    return failed.length === 0;
  });
  return { hits: kept, counts, unsaid };
}

/**
 * @param {Index} index
 * @param {string} day
 * @returns {(doc: Doc) => Values} What each filter knows of a protocol on the day; looked up once.
 */
export function valuesOn(index, day) {
  const parts = partsOf(index);
  /** @type {Map<string, Values>} */
  const known = new Map();
  return (doc) => {
    const key = /** @type {string} */ (doc.case);
    const values = known.get(key) ?? lookedUp(index, doc, key, day, parts);
    known.set(key, values);
    return values;
  };
}

/**
 * @param {Index} index
 * @param {Doc} doc
 * @param {string} key
 * @param {string} day
 * @param {Map<string, string[]>} parts
 * @returns {Values}
 */
function lookedUp(index, doc, key, day, parts) {
  const [currency, funding] = codesOn(index, key, day);
  const area = key.slice(key.lastIndexOf("@") + 1);
  const { near, ahead } = endsOn(index, key, day);
  return {
    area: [area, ...(parts.get(area) ?? [])],
    specialty: doc.specialties?.length ? doc.specialties : [NOT_KNOWN],
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
