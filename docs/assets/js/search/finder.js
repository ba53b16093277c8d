/**
 * Finds documents by what somebody typed: by names as they are written, or else by names that sound the same, that have
 * two letters the other way round, or that are one letter away. Those are only similar, and are said to be so: a drug
 * that is not in the register is never answered by another as if it were meant.
 *
 * MiniSearch knows the words, of which a register of any size has few; the documents of each word are listed here.
 */

import { aLetter, alike, sounds, typedIn, wordsOf } from "./words.js";

/**
 * @typedef {[title: [string], names: string[], places: string[], classes: string[]]} Fields The texts of a document,
 *   the weightiest first.
 * @typedef {{ id: number, similar: boolean, score: number, top: number, low: number, whole: boolean }} Hit
 *   `top` and `low` are the levels of the best and of the worst found of the words that were typed; `whole` says that
 *   the words were those of its whole title.
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
  const { words, lists, titles } = listed(documents);
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
    const best = new Uint8Array(documents.length);
    for (const { id: number } of found) {
      const { ids, levels } = lists[number];
      const more = words[number] === term ? TO_ITS_END : 0;
      for (let at = 0; at < ids.length; at += 1) {
        const level = levels[at] + more;
        if (level > best[ids[at]]) {
          best[ids[at]] = level;
        }
      }
    }
    return best;
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
      const hit = together(found, id);
      if (hit !== null) {
        hits.push({ id, similar, score: hit.score, top: hit.top, low: hit.low, whole: hit.inTitle >= titles[id] });
      }
    }
    return hits;
  }

  return (query) => {
    const typed = typedIn(query);
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
 * @param {Uint8Array[]} found The levels of each term.
 * @param {number} id
 * @returns {{ score: number, top: number, low: number, inTitle: number } | null} Of a document that has them all.
 */
function together(found, id) {
  let score = 0;
  let top = 0;
  let low = LEVEL.title + TO_ITS_END;
  let inTitle = 0;
  for (const levels of found) {
    const level = levels[id];
    if (level === 0) {
      return null;
    }
    score += level;
    top = Math.max(top, level);
    low = Math.min(low, level);
    inTitle += level === LEVEL.title + TO_ITS_END ? 1 : 0;
  }
  return { score, top, low, inTitle };
}

/**
 * The words of every document, each numbered once: thousands of documents share their names.
 *
 * @param {Fields[]} documents
 * @returns {{ words: string[], lists: { ids: number[], levels: number[] }[], titles: number[] }} Each word; the
 *   documents that have it, and how weighty it is in each; and how many words each document's title has.
 */
function listed(documents) {
  /** @type {Map<string, number>} */
  const numbers = new Map();
  /** @type {Map<string, number[]>} */
  const known = new Map();
  /** @type {{ ids: number[], levels: number[] }[]} */
  const lists = [];
  /** @param {string} word */
  const numberOf = (word) => {
    let number = numbers.get(word);
    if (number === undefined) {
      number = lists.push({ ids: [], levels: [] }) - 1;
      numbers.set(word, number);
    }
    return number;
  };
  /** @param {string} text */
  const wordsIn = (text) => {
    let own = known.get(text);
    if (own === undefined) {
      own = [...new Set(wordsOf(text))].map(numberOf);
      known.set(text, own);
    }
    return own;
  };
  for (let id = 0; id < documents.length; id += 1) {
    for (let field = 0; field < LEVELS.length; field += 1) {
      for (const text of documents[id][field]) {
        for (const number of wordsIn(text)) {
          const { ids, levels } = lists[number];
          // A word that has stood in a weightier field of the same document is listed already.
          if (ids[ids.length - 1] !== id) {
            ids.push(id);
            levels.push(LEVELS[field]);
          }
        }
      }
    }
  }
  return { words: [...numbers.keys()], lists, titles: documents.map(([title]) => wordsIn(title[0]).length) };
}
