/** The table of two areas, drug by drug. */

import { make } from "../elements.js";
import { join, partVerdicts } from "../join.js";
import { body, codesToday, known, link, mark, pages, PARTS, row, sign, table } from "./table.js";

/**
 * @typedef {import("../join.js").Fact} Fact
 * @typedef {import("../join.js").Verdict} Verdict
 * @typedef {import("./table.js").Area} Area
 * @typedef {import("./table.js").Listed} Listed
 */

const UNCLEAR = "For which drugs these are is not known";
/** @type {Record<string, string>} */
const SLOTS = { currency: "Currency", funding: "funding", lights: "light" };

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
 * What one area has with a drug.
 *
 * @param {Area} area
 * @param {string} drug
 */
function listed(area, drug) {
  const found = withDrug(area, drug);
  return found.length > 0 ? found.map(entry) : [make("span", "sc-said sc-unknown", area.none)];
}

/** @param {Listed} one */
function entry(one) {
  const inside = [make("span", "sc-line", link(one.title, one.address))];
  inside.push(make("span", "sc-result-states", ...PARTS.flatMap((part) => [mark(one, part), " "])));
  inside.push(...one.lights.map(([token, text]) => make("span", token === null ? "sc-line sc-unknown" : "sc-line", text)));
  const notes = [one.decision ?? "", one.depth ?? ""].filter(Boolean);
  inside.push(...notes.map((text) => make("span", "sc-line sc-quiet", text)));
  return make("div", "sc-listed", ...inside);
}

/**
 * What is known of a drug of which something is not, and what is not.
 *
 * @param {Area} left
 * @param {Area} right
 * @param {string} drug
 */
function inParts(left, right, drug) {
  const [one, other] = [drugFact(left, drug), drugFact(right, drug)];
  if (!one || !other) {
    return `Whether ${(one ? right : left).place} has one is not known`;
  }
  const parts = Array.from(partVerdicts(one, other), ([slot, verdict]) => `${SLOTS[slot]}: ${known.signs[verdict]}`);
  return parts.join("; ");
}

/**
 * The last row: what may be for any of the drugs above.
 *
 * @param {Area[]} sides
 * @param {string[]} heads
 */
function unclear(sides, heads) {
  const found = sides.map((area) => area.protocols.filter((one) => one.drugs.length === 0));
  if (found.every((list) => list.length === 0)) {
    return [];
  }
  const cells = found.map((list) => (list.length > 0 ? list.map(entry) : [make("span", "sc-said", "No such protocol")]));
  return [judged(row([make("span", "", UNCLEAR), document.createTextNode(" "), sign("not-known")], cells, heads), "not-known", "")];
}

/**
 * @param {HTMLElement} line
 * @param {Verdict} verdict
 * @param {string} key
 */
function judged(line, verdict, key) {
  line.dataset.verdict = verdict;
  line.dataset.key = key;
  return line;
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
    if (verdict === "not-known") {
      first.push(make("span", "sc-line sc-quiet", inParts(left, right, drug)));
    }
    return judged(row(first, [listed(left, drug), listed(right, drug)], heads), verdict, drug);
  });
  rows.push(...unclear([left, right], heads));
  return table(heads, [body([pages([left, right], heads, heads)]), body(rows)]);
}
