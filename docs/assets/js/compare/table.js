/** The pieces of a table of two: rows, badges with what holds today, and the signs of what the join found. */

import { badge, make } from "../elements.js";
import { pageBuiltOn } from "../fresh.js";
import { entryOn, notBefore, today } from "../lookup.js";

/**
 * @typedef {import("../join.js").Fact} Fact
 * @typedef {import("../join.js").Verdict} Verdict
 * @typedef {[from: string, currency: string, funding: string, arrangements: string]} Codes
 * @typedef {{ title: string, area: string, place: string, label?: string, address: string, case: string,
 *   timeline: Codes[] }} Heading
 * @typedef {Heading & { evidence: string, drugs: string[], unknown: string[], blocks: Record<string, string>,
 *   sources: string[], facts: Fact[] }} Protocol
 * @typedef {Heading & { slug: string, drugs: string[], depth?: string, decision?: string,
 *   lights: [token: string | null, text: string][] }} Listed
 * @typedef {{ area: string, place: string, label?: string, address: string, none: string, whole: boolean,
 *   drugs: Record<string, string>, protocols: Listed[] }} Area
 * @typedef {{ words: Record<string, Record<string, string>>, signs: Record<Verdict, string>,
 *   unknown: Record<string, string[]> }} Known
 */

const TOP = new URL("../../../", import.meta.url);
export const PARTS = /** @type {const} */ (["currency", "funding", "arrangements"]);

/** @type {Known} */
export const known = JSON.parse(document.querySelector("script#register-compare")?.textContent ?? "null");

/** @param {Codes[]} timeline */
export function codesToday(timeline) {
  return entryOn(timeline, notBefore(today(), pageBuiltOn()), (row) => row[0]).slice(1);
}

/**
 * A badge with what holds today.
 *
 * @param {Heading} of
 * @param {typeof PARTS[number]} part
 */
export function mark(of, part) {
  return badge(of.case, part, codesToday(of.timeline)[PARTS.indexOf(part)], known.words[part]);
}

/** @param {Verdict} verdict */
export function sign(verdict) {
  const element = make("span", "sc-verdict", known.signs[verdict]);
  element.dataset.verdict = verdict;
  return element;
}

/**
 * @param {string} text
 * @param {string} address
 */
export function link(text, address) {
  const element = /** @type {HTMLAnchorElement} */ (make("a", "", text));
  element.href = new URL(address, TOP).href;
  return element;
}

/**
 * A row that leads to what is compared, and says which of it is invented.
 *
 * @param {{ label?: string, address: string }[]} sides
 * @param {string[]} names
 * @param {string[]} heads
 */
export function pages(sides, names, heads) {
  const cells = sides.map((side, number) => [
    link(names[number], side.address),
    ...(side.label ? [document.createTextNode(" "), make("span", "sc-invented-label", side.label)] : []),
  ]);
  return row([document.createTextNode("Its own page")], cells, heads);
}

/**
 * A row of the table. The roles stay where a narrow screen makes cards of the rows.
 *
 * @param {Node[]} head
 * @param {Node[][]} cells
 * @param {string[]} heads
 */
export function row(head, cells, heads) {
  const line = make("tr", "");
  const first = make("th", "", ...head);
  first.setAttribute("scope", "row");
  first.setAttribute("role", "rowheader");
  line.setAttribute("role", "row");
  line.append(first);
  cells.forEach((inside, number) => {
    const cell = make("td", "", make("div", "", ...inside));
    cell.setAttribute("role", "cell");
    cell.dataset.head = heads[number];
    line.append(cell);
  });
  return line;
}

/**
 * @param {string[]} heads
 * @param {HTMLElement[]} bodies
 */
export function table(heads, bodies) {
  const caption = heads.join(", beside ");
  const top = make("tr", "");
  top.setAttribute("role", "row");
  for (const text of ["What", ...heads]) {
    const head = make("th", "", text);
    head.setAttribute("scope", "col");
    head.setAttribute("role", "columnheader");
    top.append(head);
  }
  const group = make("thead", "", top);
  group.setAttribute("role", "rowgroup");
  const whole = make("table", "sc-table sc-pairs", make("caption", "sc-hidden", caption), group, ...bodies);
  whole.setAttribute("role", "table");
  const frame = make("div", "tw", whole);
  frame.setAttribute("role", "region");
  frame.setAttribute("aria-label", caption);
  frame.tabIndex = 0;
  return frame;
}

/**
 * @param {HTMLElement[]} rows
 * @param {string} [title]
 */
export function body(rows, title) {
  const group = make("tbody", "");
  group.setAttribute("role", "rowgroup");
  if (title) {
    const head = make("th", "sc-block", title);
    head.setAttribute("colspan", "3");
    head.setAttribute("scope", "rowgroup");
    head.setAttribute("role", "rowheader");
    const line = make("tr", "", head);
    line.setAttribute("role", "row");
    group.append(line);
  }
  group.append(...rows);
  return group;
}
