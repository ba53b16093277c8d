/** The words of a text, what they sound like, and what a slip of the hand makes of them. */

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
 * @param {string} query
 * @returns {string[]} The words to look for: a little word that stands alone is the beginning of another.
 */
export function typedIn(query) {
  const words = wordsOf(query);
  return words.length > 0 ? words : (query.toLowerCase().match(WORDS) ?? []);
}

/**
 * @param {string} word
 * @returns {string[]} Its sound, of a word that is long enough to be told by it.
 */
export function sounds(word) {
  const sound = word.length < SHORTEST_SOUND ? "" : soundOf(word);
  return sound.length < SHORTEST_SOUND - 1 ? [] : [`${SOUND}${sound}`];
}

/**
 * @param {string} text
 * @param {string} word
 * @returns {boolean} Whether a word of the text begins so, or sounds the same.
 */
export function starts(text, word) {
  const [sound] = sounds(word);
  return begins(text, word) || (sound !== undefined && wordsOf(text).some((part) => sound === sounds(part)[0]));
}

/**
 * @param {string} text
 * @param {string} word
 * @returns {boolean} Whether a word of the text begins with these very letters.
 */
export function begins(text, word) {
  return wordsOf(text).some((part) => part.startsWith(word));
}

/**
 * How many letters a term may be away. At two, prednisone would be answered with prednisolone.
 *
 * @param {string} term
 */
export function aLetter(term) {
  return term.length < SHORTEST_SOUND ? false : 1;
}

/**
 * What else the words may have been meant to be: the same by their sound, with two letters swapped, or a letter away.
 *
 * @param {string[]} words
 * @returns {Generator<{ terms: string[], fuzzy: boolean }>}
 */
export function* alike(words) {
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
 * @param {string} word
 * @returns {string[]} The word with each two letters that stand side by side in each other's place.
 */
function swaps(word) {
  return word.length < SHORTEST_SOUND
    ? []
    : Array.from({ length: word.length - 1 }, (_, at) => word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2));
}
