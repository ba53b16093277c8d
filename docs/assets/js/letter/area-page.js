/** The page of an area's letters: asked for once, and what of it a drug and an asker need. */

import { make } from "../elements.js";
import { fresh, refuseOlder } from "../fresh.js";
import { today } from "../lookup.js";
import { staleWords } from "../timeline.js";
import { unbroken } from "../unbroken.js";

/**
 * @typedef {import("../timeline.js").Timelines} Timelines
 * @typedef {{ name: string, page: Document, timelines: Timelines, copy: string }} AreaPage With what a copy that was
 *   kept on this device says of itself.
 * @typedef {{ sure: HTMLElement[], unclear: HTMLElement[] }} Found The protocols for a drug, and those that may be for it.
 */

export const MOVED_AWAY = "moved-away";

/** @type {Map<string, Promise<AreaPage>>} */
const pages = new Map();

/**
 * @param {string} area
 * @returns {Promise<AreaPage>}
 */
export function pageOf(area) {
  const known = pages.get(area);
  if (known) {
    return known;
  }
  const asked = load(area).catch((error) => {
    pages.delete(area);
    throw error;
  });
  pages.set(area, asked);
  return asked;
}

/**
 * @param {string} area
 * @returns {Promise<AreaPage>}
 */
async function load(area) {
  const address = new URL(`../../../letter/${area}/`, import.meta.url);
  const answer = await fresh(address);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const link of page.querySelectorAll("article a[href]")) {
    link.setAttribute("href", new URL(link.getAttribute("href") ?? "", address).href);
  }
  const timelines = /** @type {Timelines} */ (JSON.parse(page.querySelector("script#register-timelines")?.textContent ?? ""));
  const copy = page.querySelector(".sc-copy")?.textContent ?? "";
  // A copy may show another copy, which says how old it is. A page that has just come shows nothing older.
  if (!copy || !document.querySelector(".sc-copy")) {
    refuseOlder(timelines.built_on);
  }
  return { copy, name: page.querySelector(".sc-crumbs li:last-child")?.textContent?.trim() ?? area, page, timelines };
}

/**
 * @param {AreaPage} area
 * @param {string} drug
 * @returns {string} The drug's name; its id where the page does not know it.
 */
export function nameOf(area, drug) {
  return area.page.querySelector(`[data-drug="${CSS.escape(drug)}"] > dt`)?.textContent?.trim() ?? drug;
}

/**
 * @param {AreaPage} area
 * @returns {Map<string, string>} The providers that its protocols name, by id.
 */
export function providersOf(area) {
  const rows = /** @type {NodeListOf<HTMLElement>} */ (area.page.querySelectorAll("[data-provider]"));
  return new Map(Array.from(rows, (row) => [row.dataset.provider ?? "", row.textContent?.trim() ?? ""]));
}

/**
 * Copies of an area's protocols for a drug, and of those that may be for it.
 *
 * @param {AreaPage} area
 * @param {string} drug
 * @param {(protocol: HTMLElement) => void} narrow
 * @returns {Found}
 */
export function protocols(area, drug, narrow) {
  const all = /** @type {HTMLElement[]} */ (Array.from(area.page.querySelectorAll("[data-request]")));
  /** @param {string} wanted */
  const withDrug = (wanted) =>
    all
      .filter((one) => one.dataset.drugs?.split(" ").includes(wanted))
      .map((one) => {
        const copy = /** @type {HTMLElement} */ (document.importNode(one, true));
        copy.querySelectorAll("[id]").forEach((part) => part.removeAttribute("id"));
        narrow(copy);
        return copy;
      });
  return { sure: withDrug(drug), unclear: withDrug("*") };
}

/**
 * Show only what is said to an asker.
 *
 * @param {string} asker
 */
export function saidTo(asker) {
  return (/** @type {HTMLElement} */ protocol) => {
    for (const row of /** @type {NodeListOf<HTMLElement>} */ (protocol.querySelectorAll("[data-for]"))) {
      row.hidden = !row.dataset.for?.split(" ").includes(asker);
    }
    for (const list of protocol.querySelectorAll(".sc-askers")) {
      const silent = Array.from(list.children).every((row) => /** @type {HTMLElement} */ (row).hidden);
      const head = /** @type {HTMLElement | null} */ (list.previousElementSibling);
      /** @type {HTMLElement} */ (list).hidden = silent;
      head?.toggleAttribute("hidden", silent && head.textContent === "A new request");
    }
  };
}

/** @param {HTMLElement} protocol */
export function hideLeaving(protocol) {
  for (const row of /** @type {NodeListOf<HTMLElement>} */ (protocol.querySelectorAll(`[data-for="${MOVED_AWAY}"]`))) {
    row.hidden = true;
  }
}

/**
 * What is known of a drug beside its protocols.
 *
 * @param {AreaPage} area
 * @param {string} drug
 */
export function drugLines(area, drug) {
  const lines = make("div", "sc-letter-lines");
  const found = area.page.querySelector(`[data-drug="${CSS.escape(drug)}"] > dd`);
  lines.append(...Array.from(found?.childNodes ?? [], (child) => document.importNode(child, true)));
  lines.querySelector(".sc-found")?.remove();
  return lines;
}

/**
 * What is said of all that is shown of an area: that it is a copy, that it is too old, that it is not a real place.
 *
 * @param {AreaPage} area
 */
export function banner(area) {
  const examples = Array.from(area.page.querySelectorAll(".sc-example"), (example) => document.importNode(example, true));
  const copy = area.copy ? [make("p", "sc-copy", `${area.name}: ${area.copy}`)] : [];
  return [...copy, ...tooOld(area), ...examples];
}

/** @param {AreaPage} area */
function tooOld({ name, timelines }) {
  if (today() < timelines.stale_from) {
    return [];
  }
  document.documentElement.classList.add("sc-is-stale");
  return [make("p", "sc-stale", `${name}: `, ...unbroken(staleWords(timelines.built_on)))];
}
