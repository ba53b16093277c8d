/**
 * Finds documents by what somebody typed: by names as they are written, or else by names that sound the same, that have
 * two letters the other way round, or that are one letter away. Those are only similar, and are said to be so: a drug
 * that is not in the register is never answered by another as if it were meant.
 */

/**
 * @typedef {{ id: number, similar: boolean }} Hit
 * @typedef {{ id: number, title: string, names: string, area: string }} Row
 * @typedef {import("../vendor/minisearch/index.js").default} MiniSearch
 */

const LITTLE_WORDS = new Set(["a", "an", "and", "by", "for", "in", "of", "on", "or", "the", "to", "with"]);
/** Stands before a word's sound, so that no word is taken for the sound of another. */
const SOUND = "~";
/** Shorter words are too easily each other's: `MTX`, `FBC`, `ADHD`. */
const SHORTEST_SOUND = 5;
const WORDS = /[\p{L}\p{N}]+/gu;

/** How letters are written that sound alike in the names of drugs, the longest first. */
const SOUNDS = /** @type {const} */ ([
  [/ph/g, "f"],
  [/th/g, "t"],
  [/rh/g, "r"],
  [/ch|ck|qu|q/g, "k"],
  [/ae|oe/g, "e"],
  [/y/g, "i"],
  [/c(?=[ei])/g, "s"],
  [/c/g, "k"],
  [/x/g, "ks"],
  [/z/g, "s"],
  [/(.)\1+/g, "$1"],
  [/e$/, ""],
]);

/**
 * @param {string} word
 * @returns {string} What it sounds like: the same for `sulphasalazine` and `sulfasalazine`.
 */
function soundOf(word) {
  const plain = word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return SOUNDS.reduce((text, [letters, sound]) => text.replace(letters, sound), plain);
}

/**
 * @param {string} text
 * @returns {string[]} Its words in small letters, without those that say nothing.
 */
export function wordsOf(text) {
  return (text.toLowerCase().match(WORDS) ?? []).filter((word) => !LITTLE_WORDS.has(word));
}

/**
 * @param {typeof MiniSearch} Search
 * @param {Row[]} rows
 * @param {(id: number) => number} weight Of the documents that are found equally well, the heavier come first.
 * @returns {(query: string) => Hit[]}
 */
export function finder(Search, rows, weight) {
  const search = new Search({
    fields: ["title", "names", "area"],
    tokenize: wordsOf,
    processTerm: (term) => [term, ...sounds(term)],
  });
  search.addAll(rows);
  const options = { prefix: true, boost: { title: 3, names: 2 }, boostDocument: weight };

  /**
   * @param {string[]} terms
   * @param {boolean} isFuzzy Whether a long term may be a letter away.
   * @returns {number[]}
   */
  const every = (terms, isFuzzy) =>
    terms.length === 0
      ? []
      : search
          .search(terms.join(" "), { ...options, fuzzy: isFuzzy && aLetter, combineWith: "AND", tokenize: (text) => text.split(" "), processTerm: (term) => term })
          .map((found) => found.id);

  return (query) => {
    const words = wordsOf(query);
    const asWritten = every(words, false);
    if (asWritten.length > 0) {
      return asWritten.map((id) => ({ id, similar: false }));
    }
    for (const similar of alike(words)) {
      const found = every(similar.terms, similar.fuzzy);
      if (found.length > 0) {
        return found.map((id) => ({ id, similar: true }));
      }
    }
    return [];
  };
}

/**
 * What else the words may have been meant to be: the same by their sound, with two letters swapped, or a letter away.
 *
 * @param {string[]} words
 * @returns {Generator<{ terms: string[], fuzzy: boolean }>}
 */
function* alike(words) {
  const heard = words.map((word) => sounds(word)[0] ?? word);
  if (heard.every((term, at) => term === words[at])) {
    return;
  }
  yield { terms: heard, fuzzy: false };
  for (const [at, word] of words.entries()) {
    for (const swapped of swaps(word)) {
      yield { terms: heard.map((term, other) => (other === at ? (sounds(swapped)[0] ?? swapped) : term)), fuzzy: false };
    }
  }
  yield { terms: words, fuzzy: true };
  yield { terms: heard, fuzzy: true };
}

/**
 * How many letters a term may be away. At two, prednisone would be answered with prednisolone.
 *
 * @param {string} term
 */
function aLetter(term) {
  return term.length < SHORTEST_SOUND ? false : 1;
}

/**
 * @param {string} one
 * @param {string} other
 * @returns {boolean} Whether two words are long enough to be told by their sound, and sound the same.
 */
export function soundAlike(one, other) {
  const [sound] = sounds(one);
  return sound !== undefined && sound === sounds(other)[0];
}

/** @param {string} word */
function sounds(word) {
  const sound = word.length < SHORTEST_SOUND ? "" : soundOf(word);
  return sound.length < SHORTEST_SOUND - 1 ? [] : [`${SOUND}${sound}`];
}

/**
 * @param {string} word
 * @returns {string[]} The word with each two letters that stand side by side in each other's place.
 */
function swaps(word) {
  return word.length < SHORTEST_SOUND
    ? []
    : Array.from({ length: word.length - 1 }, (_, at) => word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2));
}
