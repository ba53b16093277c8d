/**
 * The index and what finds in it, loaded on the first use of a search box. Nothing that is typed is sent to load it, and
 * nothing is kept.
 */

import { fresh } from "../fresh.js";
import { finder } from "./finder.js";
import { wordsOf } from "./words.js";

/**
 * @typedef {"protocol" | "drug" | "area" | "committee" | "organisation" | "page"} Kind
 * @typedef {{ kind: Kind, title: string, address: string, area?: string, areas?: string[], case?: string,
 *   drugs?: string[], names?: string[], specialties?: string[], depth?: string, label?: string }} Doc
 * @typedef {{ name: string, also: string[], class?: string, near?: Record<string, string> }} Drug
 * @typedef {[from: string, currency: string, funding: string, arrangements: string]} Row
 * @typedef {{ built_on: string, words: Record<string, Record<string, string>>, areas: Record<string, string[]>,
 *   drugs: Record<string, Drug>, documents: Doc[], timelines: Record<string, Row[]>, spans: string[][],
 *   ends: Record<string, number[]> }} Index
 * @typedef {{ index: Index, find: (query: string) => import("./finder.js").Hit[] }} Engine
 */

/** The site's top. */
export const TOP = new URL("../../../", import.meta.url);

/** @type {Promise<Engine> | null} */
let loading = null;

/** @returns {Promise<Engine>} */
export function engine() {
  loading ??= load().catch((error) => {
    loading = null;
    throw error;
  });
  return loading;
}

/** @returns {Promise<Engine>} */
async function load() {
  const [answer, { default: MiniSearch }] = await Promise.all([
    fresh(new URL("search.json", TOP)),
    import("../../vendor/minisearch/index.js"),
  ]);
  const index = /** @type {Index} */ (await answer.json());
  // Without a prototype: an id that the index lacks may be `constructor`.
  for (const table of [index.areas, index.drugs, index.timelines, index.ends]) {
    Object.setPrototypeOf(table, null);
  }
  return { index, find: finder(MiniSearch, fields(index)) };
}

/**
 * @param {Index} index
 * @returns {import("./finder.js").Fields[]}
 */
function fields(index) {
  const named = new Set(Object.values(index.drugs).flatMap(({ name, also }) => [name, ...also].flatMap(wordsOf)));
  /** @type {Map<string, string>} */
  const classes = new Map();
  for (const [id, drug] of Object.entries(index.drugs)) {
    // A class may name another drug, as what it is made from or is not. That drug's name leads to that drug alone.
    classes.set(id, wordsOf(drug.class ?? "").filter((word) => !named.has(word)).join(" "));
  }
  return index.documents.map((doc) => {
    const drugs = doc.drugs ?? [];
    const names = drugs.flatMap((id) => (index.drugs[id] ? [index.drugs[id].name, ...index.drugs[id].also] : [id]));
    return [
      [doc.title],
      [...(doc.names ?? []), ...(doc.specialties ?? []), ...names],
      [doc.area ?? "", ...(doc.areas ?? [])],
      drugs.map((id) => classes.get(id) ?? ""),
    ];
  });
}
