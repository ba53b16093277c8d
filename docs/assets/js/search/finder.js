/**
 * Finds documents by what somebody typed: by names as they are written, or else by names that sound the same, that have
 * two letters the other way round, or that are one letter away. Those are only similar, and are said to be so: a drug
 * that is not in the register is never answered by another as if it were meant.
 *
 * MiniSearch knows the words, of which a register of any size has few; the documents of each word are listed here.
 */

import { aLetter, alike, sounds, wordsOf } from "./words.js";

/**
 * @typedef {[title: string[], names: string[], places: string[], classes: string[]]} Fields The texts of a document,
 *   the weightiest first.
 * @typedef {{ id: number, similar: boolean, score: number, top: number, low: number, whole: boolean }} Hit
 *   `top` and `low` are the levels of the best and of the worst found of the words that were typed; `whole` says that
 *   the words were those of its whole title.
 * @typedef {{ ids: number[], levels: number[] }} Listed The documents of a word, and how weighty it is in each.
 * @typedef {import("../../vendor/minisearch/index.js").default} MiniSearch
 */

/** How well a word was found: by field, and one more where it was typed to its end. */
export const LEVEL = { title: 8, names: 6, places: 4, classes: 2 };
const LEVELS = Object.values(LEVEL);
const TO_ITS_END = 1;

/**
 * @param {typeof MiniSearch} Search
 * @param {Fields[]} documents
 * @returns {(query: string) => Hit[]} In the order of the documents.
 */
export function finder(Search, documents) {
  const { lists, titles } = listed(documents);
  const words = [...lists.keys()];
  const search = new Search({ fields: ["word"], tokenize: (text) => [text], processTerm: (term) => [term, ...sounds(term)] });
  search.addAll(words.map((word, id) => ({ id, word })));
  const options = { prefix: true, tokenize: (/** @type {string} */ text) => [text], processTerm: (/** @type {string} */ term) => term };

  /**
   * @param {string} term
   * @param {boolean} isFuzzy Whether a long term may be a letter away.
   * @returns {Uint8Array | null} The level of each document; nothing where no word is so.
   */
  function levelsOf(term, isFuzzy) {
    const found = search.search(term, { ...options, fuzzy: isFuzzy && aLetter });
    if (found.length === 0) {
      return null;
    }
    const levels = new Uint8Array(documents.length);
    for (const { id: number } of found) {
      const { ids, levels: weighty } = /** @type {Listed} */ (lists.get(words[number]));
      const more = words[number] === term ? TO_ITS_END : 0;
      ids.forEach((id, at) => {
        levels[id] = Math.max(levels[id], weighty[at] + more);
      });
    }
    return levels;
  }

  /**
   * @param {string[]} terms
   * @param {boolean} isFuzzy
   * @param {boolean} similar
   * @returns {Hit[]}
   */
  function every(terms, isFuzzy, similar) {
    const found = [];
    for (const term of new Set(terms)) {
      const levels = levelsOf(term, isFuzzy);
      if (levels === null) {
        return [];
      }
      found.push(levels);
    }
    /** @type {Hit[]} */
    const hits = [];
    for (let id = 0; found.length > 0 && id < documents.length; id += 1) {
      const levels = found.map((one) => one[id]);
      const low = Math.min(...levels);
      if (low > 0) {
        const inTitle = levels.filter((level) => level === LEVEL.title + TO_ITS_END).length;
        const score = levels.reduce((sum, level) => sum + level);
        hits.push({ id, similar, score, top: Math.max(...levels), low, whole: inTitle >= titles[id] });
      }
    }
    return hits;
  }

  return (query) => {
    const typed = wordsOf(query);
    let hits = every(typed, false, false);
    for (const { terms, fuzzy } of hits.length > 0 ? [] : alike(typed)) {
      hits = every(terms, fuzzy, true);
      if (hits.length > 0) {
        break;
      }
    }
    return hits;
  };
}

/**
 * @param {Fields[]} documents
 * @returns {{ lists: Map<string, Listed>, titles: number[] }} The documents of each word, and how many words each
 *   title has.
 */
function listed(documents) {
  /** @type {Map<string, Listed>} */
  const lists = new Map();
  /** @type {Map<string, string[]>} Thousands of documents share their names. */
  const known = new Map();
  /** @param {string} text */
  const wordsIn = (text) => {
    const words = known.get(text) ?? wordsOf(text);
    known.set(text, words);
    return words;
  };
  documents.forEach((fields, id) =>
    fields.forEach((texts, field) => {
      for (const word of texts.flatMap(wordsIn)) {
        const list = lists.get(word) ?? { ids: [], levels: [] };
        lists.set(word, list);
        // A word that has stood in a weightier field of the same document is listed already.
        if (list.ids.at(-1) !== id) {
          list.ids.push(id);
          list.levels.push(LEVELS[field]);
        }
      }
    }),
  );
  return { lists, titles: documents.map(([title]) => new Set(title.flatMap(wordsIn)).size) };
}
