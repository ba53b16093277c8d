/**
 * The table of two protocols, or of two areas, from the files that the build wrote and the join of their keys.
 */

import { make, showCode } from "./elements.js";
import { join, partVerdicts } from "./join.js";
import { entryOn, notBefore, today } from "./lookup.js";

/**
 * @typedef {import("./join.js").Fact} Fact
 * @typedef {import("./join.js").Verdict} Verdict
 * @typedef {[from: string, currency: string, funding: string, arrangements: string]} Codes
 * @typedef {{ title: string, area: string, place: string, label?: string, address: string, case: string,
 *   timeline: Codes[] }} Heading
 * @typedef {Heading & { evidence: string, drugs: string[], unknown: string[], blocks: Record<string, string>,
 *   sources: string[], facts: Fact[] }} Protocol
 * @typedef {Heading & { slug: string, drugs: string[], listed?: boolean, decision?: string,
 *   lights: [token: string | null, text: string][] }} Listed
 * @typedef {{ area: string, place: string, label?: string, address: string, none: string, whole: boolean,
 *   drugs: Record<string, string>, protocols: Listed[] }} Area
 * @typedef {{ words: Record<string, Record<string, string>>, signs: Record<Verdict, string>,
 *   unknown: Record<string, string[]> }} Known
 */

const TOP = new URL("../../", import.meta.url);
const PARTS = /** @type {const} */ (["currency", "funding", "arrangements"]);
const STATES = { currency: "Currency", funding: "Funding", arrangements: "A new request" };
const LISTED = "Only a listing or a title page was read";

/** @type {Known} */
const known = JSON.parse(document.querySelector("script#register-compare")?.textContent ?? "null");
const builtOn = document.querySelector('meta[name="register-built_on"]')?.getAttribute("content") ?? "";

/** @param {Codes[]} timeline */
function codesToday(timeline) {
  return entryOn(timeline, notBefore(today(), builtOn), (row) => row[0]).slice(1);
}

/**
 * A badge. What it shows is looked up again whenever the page is looked at on another day.
 *
 * @param {Heading} of
 * @param {typeof PARTS[number]} part
 */
function mark(of, part) {
  const badge = make("span", "sc-mark");
  badge.dataset.case = of.case;
  badge.dataset.part = part;
  const show = () => {
    const code = codesToday(of.timeline)[PARTS.indexOf(part)];
    showCode(badge, code, known.words[part]);
  };
  show();
  badge.addEventListener("look-again", show);
  return badge;
}

/** @param {Verdict} verdict */
function sign(verdict) {
  const element = make("span", "sc-verdict", known.signs[verdict]);
  element.dataset.verdict = verdict;
  return element;
}

/**
 * @param {string} text
 * @param {string} address
 */
function link(text, address) {
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
function pages(sides, names, heads) {
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
function row(head, cells, heads) {
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
function table(heads, bodies) {
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
function body(rows, title) {
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
  /** @param {string} text */
  const plain = (text) => [document.createTextNode(text)];
  const states = [pages(sides, sides.map((side) => side.title), heads)];
  states.push(...PARTS.map((part) => row(plain(STATES[part]), sides.map((side) => [mark(side, part)]), heads)));
  states.push(row(plain("What was read"), sides.map((side) => plain(side.evidence)), heads));
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
    const line = row([make("span", "", name), document.createTextNode(" "), sign(verdict)], both, heads);
    line.dataset.verdict = verdict;
    line.dataset.key = fact[0];
    blocks.get(fact[1])?.push(line);
  }
  const bodies = Array.from(blocks, ([block, lines]) => {
    const alone = lines.length === 1 && rows.some(({ fact }) => fact[1] === block && !fact[2]);
    return body(lines, alone ? undefined : (left.blocks[block] ?? right.blocks[block]));
  });
  return table(heads, [body(states), ...bodies]);
}

/**
 * An area's protocols with a drug as facts, so that they are joined as all facts are.
 *
 * @param {Area} area
 * @param {string} drug
 * @returns {Fact | null}
 */
function drugFact(area, drug) {
  const found = withDrug(area, drug);
  /** @param {typeof PARTS[number]} part */
  const state = (part) => {
    const codes = new Set(found.map((one) => codesToday(one.timeline)[PARTS.indexOf(part)]));
    return known.unknown[part].some((code) => codes.has(code)) ? null : [...codes].sort().join(" ");
  };
  const lights = found.flatMap((one) => one.lights.map(([token]) => token));
  const light = lights.includes(null) ? null : lights.sort().join(" ");
  return found.length
    ? [drug, "", "", 0, [["currency", state("currency"), []], ["funding", state("funding"), []], ["lights", light, []]]]
    : null;
}

/**
 * @param {Area} area
 * @param {string} drug
 */
function withDrug(area, drug) {
  return area.protocols.filter((one) => one.drugs.includes(drug));
}

/**
 * @param {Area} area
 * @param {string} drug
 */
function listed(area, drug) {
  const found = withDrug(area, drug);
  if (found.length === 0) {
    return [make("span", "sc-said sc-unknown", area.none)];
  }
  return found.map((one) => {
    const inside = [make("span", "sc-line", link(one.title, one.address))];
    inside.push(make("span", "sc-result-states", ...PARTS.flatMap((part) => [mark(one, part), " "])));
    inside.push(...one.lights.map(([token, text]) => make("span", token === null ? "sc-line sc-unknown" : "sc-line", text)));
    const notes = [one.decision ?? "", one.listed ? LISTED : ""].filter(Boolean);
    inside.push(...notes.map((text) => make("span", "sc-line sc-quiet", text)));
    return make("div", "sc-listed", ...inside);
  });
}

/**
 * @param {Area} left
 * @param {Area} right
 */
export function areaTable(left, right) {
  const heads = [left.place, right.place];
  const names = Object.entries({ ...left.drugs, ...right.drugs }).sort(([, one], [, other]) => one.localeCompare(other, "en-GB"));
  /** @param {Area} area */
  const side = (area) => ({
    facts: /** @type {Fact[]} */ (names.map(([drug]) => drugFact(area, drug)).filter(Boolean)),
    unknown: area.whole ? [] : [""],
  });
  const verdicts = new Map(join(side(left), side(right)).map(({ fact, verdict }) => [fact[0], verdict]));
  const rows = names.map(([drug, name]) => {
    const verdict = /** @type {Verdict} */ (verdicts.get(drug));
    const first = [link(name, `drugs/${drug}/`), document.createTextNode(" "), sign(verdict)];
    const line = row(first, [listed(left, drug), listed(right, drug)], heads);
    line.dataset.verdict = verdict;
    line.dataset.key = drug;
    return line;
  });
  return table(heads, [body([pages([left, right], heads, heads)]), body(rows)]);
}
