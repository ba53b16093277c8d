/**
 * Joins the facts of two protocols by the keys that the build gave them. It knows nothing of what they are about: two
 * parts are the same where their tokens are, and a part without a token is known to nobody.
 */

/**
 * @typedef {"same" | "differs" | "only-left" | "only-right" | "not-known"} Verdict
 * @typedef {[slot: string, token: string | null, texts: string[]]} Part
 * @typedef {[key: string, block: string, label: string, source: number, parts: Part[]]} Fact
 * @typedef {{ facts: Fact[], unknown: string[] }} Side
 * @typedef {{ fact: Fact, left: Fact | null, right: Fact | null, verdict: Verdict }} Row
 */

/**
 * Every fact of either side, in the order of the left one; what only the right one has comes last.
 *
 * @param {Side} left
 * @param {Side} right
 * @returns {Row[]}
 */
export function join(left, right) {
  const others = new Map(right.facts.map((fact) => [fact[0], fact]));
  const rows = left.facts.map((fact) => {
    const other = others.get(fact[0]) ?? null;
    others.delete(fact[0]);
    const alone = mayHave(right, fact[0]) ? "not-known" : "only-left";
    return /** @type {Row} */ ({ fact, left: fact, right: other, verdict: other ? factVerdict(fact, other) : alone });
  });
  for (const fact of others.values()) {
    rows.push({ fact, left: null, right: fact, verdict: mayHave(left, fact[0]) ? "not-known" : "only-right" });
  }
  return rows;
}

/**
 * @param {Fact} one
 * @param {Fact | null} other
 * @returns {Map<string, Verdict>} By slot, the verdict on each part of either.
 */
export function partVerdicts(one, other) {
  const [mine, theirs] = [tokens(one), tokens(other)];
  return new Map(
    [...mine.keys(), ...theirs.keys()].map((slot) => {
      const pair = [mine.has(slot) ? mine.get(slot) : "", theirs.has(slot) ? theirs.get(slot) : ""];
      return [slot, pair.includes(null) ? "not-known" : pair[0] === pair[1] ? "same" : "differs"];
    }),
  );
}

/**
 * @param {Fact} one
 * @param {Fact} other
 * @returns {Verdict}
 */
function factVerdict(one, other) {
  const found = new Set(partVerdicts(one, other).values());
  return found.has("differs") ? "differs" : found.has("not-known") ? "not-known" : "same";
}

/**
 * @param {Fact | null} fact
 * @returns {Map<string, string | null>}
 */
function tokens(fact) {
  return new Map((fact?.[4] ?? []).map(([slot, token]) => [slot, token]));
}

/**
 * @param {Side} side
 * @param {string} key
 * @returns {boolean} Whether a fact that is not there is only not known, rather than known to be missing.
 */
function mayHave(side, key) {
  return side.unknown.some((start) => start === "" || key === start || key.startsWith(`${start}/`));
}
