/** The table of two protocols, from the files that the build wrote and the join of their keys. */

import { make } from "../elements.js";
import { join, partVerdicts } from "../join.js";
import { body, mark, pages, PARTS, row, sign, table } from "./table.js";

/**
 * @typedef {import("../join.js").Fact} Fact
 * @typedef {import("../join.js").Verdict} Verdict
 * @typedef {import("./table.js").Protocol} Protocol
 */

const STATES = { currency: "Currency", funding: "Funding", arrangements: "A new request" };

/**
 * What one side says of a fact, the lines marked in which the other differs.
 *
 * @param {Fact | null} fact
 * @param {Fact | null} other
 * @param {Verdict} verdict
 * @param {string[]} sources
 */
function said(fact, other, verdict, sources) {
  if (!fact) {
    return [make("span", "sc-said sc-unknown", verdict === "not-known" ? "Not known" : "Nothing recorded")];
  }
  const verdicts = other ? partVerdicts(fact, other) : new Map();
  const lines = fact[4].flatMap(([slot, token, texts]) =>
    texts.map((text) => {
      const line = make("span", token === null ? "sc-line sc-unknown" : "sc-line", text);
      line.classList.toggle("sc-unlike", verdict === "differs" && verdicts.get(slot) === "differs");
      return line;
    }),
  );
  const source = sources[fact[3]];
  return source ? [...lines, make("span", "sc-line sc-quiet", source)] : lines;
}

/**
 * @param {Protocol} left
 * @param {Protocol} right
 */
export function protocolTable(left, right) {
  const sides = [left, right];
  const heads = sides.map((side) => `${side.title}, ${side.place}`);
  // A phone repeats these in every row.
  const short = left.place === right.place ? ["First", "Second"] : sides.map(({ place }) => place);
  /** @param {string} text */
  const plain = (text) => [document.createTextNode(text)];
  const states = [pages(sides, sides.map((side) => side.title), short)];
  states.push(...PARTS.map((part) => row(plain(STATES[part]), sides.map((side) => [mark(side, part)]), short)));
  states.push(row(plain("What was read"), sides.map((side) => plain(side.evidence)), short));
  const rows = join(left, right);
  /** @type {Map<string, HTMLElement[]>} */
  const blocks = new Map();
  const order = [...Object.keys(left.blocks), ...Object.keys(right.blocks)];
  for (const block of new Set(order)) {
    blocks.set(block, []);
  }
  for (const { fact, left: one, right: other, verdict } of rows) {
    const title = left.blocks[fact[1]] ?? right.blocks[fact[1]];
    const name = fact[2] || title;
    const both = [said(one, other, verdict, left.sources), said(other, one, verdict, right.sources)];
    const line = row([make("span", "", name), document.createTextNode(" "), sign(verdict)], both, short);
    line.dataset.verdict = verdict;
    line.dataset.key = fact[0];
    blocks.get(fact[1])?.push(line);
  }
  const bodies = Array.from(blocks, ([block, lines]) => {
    const alone = lines.length === 1 && rows.some(({ fact }) => fact[1] === block && !fact[2]);
    const group = body(lines, alone ? undefined : (left.blocks[block] ?? right.blocks[block]));
    group.classList.toggle("sc-alone", alone);
    return group;
  });
  return table(heads, [body(states), ...bodies]);
}
