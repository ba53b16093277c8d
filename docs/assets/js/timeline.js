/**
 * Puts today's states in the place of the build's, from the timelines that the page carries; says so when the build
 * is too old to rely on; and lets the menu's button be used by keyboard.
 */

import { entryOn, inWords, notBefore, onAnotherDay, today } from "./lookup.js";
import { unbroken } from "./unbroken.js";

/**
 * @typedef {{ value: string, label: string, soon?: boolean, why?: string, summary?: string,
 *   missing?: string[], unconfirmed?: string[] }} Part
 * @typedef {{ from: string, rely?: string, currency: Part, funding: Part, arrangements: Part }} Entry
 * @typedef {{ built_on: string, stale_from: string, words: Record<string, Record<string, string>>,
 *   paper: { from: string, says: string }[], cases: Record<string, Entry[]> }} Timelines
 */

const MARKS = ["currency", "funding", "arrangements"];

/** @type {Timelines | null} */
const timelines = read();
const builtOn = meta("built_on");
const staleFrom = meta("stale_from");

/** @returns {Timelines | null} */
function read() {
  // By its name too: on a page of records, a record's own id may be the same.
  const text = document.querySelector("script#register-timelines")?.textContent;
  return text ? JSON.parse(text) : null;
}

/** @param {string} name */
function meta(name) {
  return document.querySelector(`meta[name="register-${name}"]`)?.getAttribute("content") ?? "";
}

/** Show what holds today. */
function show() {
  const day = notBefore(today(), builtOn);
  if (builtOn && day >= staleFrom) {
    warn();
  }
  if (timelines === null) {
    return;
  }
  const held = showIn(document, timelines);
  for (const element of elements("[data-count]")) {
    recount(element, held, timelines.words);
  }
  for (const element of elements("[data-today]")) {
    write(element, inWords(day));
  }
  if (day < staleFrom) {
    writeOnPaper(paperSays(timelines));
  }
}

/**
 * Until when what a build wrote may be used on paper, or why it may not be.
 *
 * @param {Timelines} shown
 */
export function paperSays(shown) {
  const day = notBefore(today(), shown.built_on);
  return day < shown.stale_from ? entryOn(shown.paper, day, (entry) => entry.from).says : staleWords(shown.built_on);
}

/**
 * Say it on each sheet of paper.
 *
 * @param {string} text
 */
export function writeOnPaper(text) {
  for (const element of elements("[data-paper]")) {
    write(element, text);
  }
}

/**
 * Put what holds today into each place of a state: on this page, or in what another page of the site was asked for.
 *
 * @param {ParentNode} root
 * @param {Timelines} shown
 * @returns {Map<string, Entry>} What holds of each case.
 */
export function showIn(root, shown) {
  const day = notBefore(today(), shown.built_on);
  /** @type {Map<string, Entry>} */
  const held = new Map();
  for (const [key, entries] of Object.entries(shown.cases)) {
    held.set(key, entryOn(entries, day, (entry) => entry.from));
  }
  const places = /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-case][data-part]"));
  for (const element of places) {
    const entry = held.get(element.dataset.case ?? "");
    if (entry) {
      fill(element, entry);
    }
  }
  return held;
}

/**
 * @param {string} selector
 * @returns {NodeListOf<HTMLElement>}
 */
function elements(selector) {
  return document.querySelectorAll(selector);
}

/**
 * @param {HTMLElement} element
 * @param {Entry} entry
 */
function fill(element, entry) {
  const part = element.dataset.part ?? "";
  if (MARKS.includes(part)) {
    const state = /** @type {Part} */ (entry[/** @type {"currency"} */ (part)]);
    element.dataset.value = state.value;
    element.toggleAttribute("data-soon", state.soon ?? false);
    write(element, state.label);
  } else if (part === "missing" || part === "unconfirmed") {
    list(element, entry.arrangements[part] ?? []);
  } else {
    write(element, sentence(part, entry));
  }
}

/**
 * @param {string} part
 * @param {Entry} entry
 */
function sentence(part, entry) {
  switch (part) {
    case "rely":
      return entry.rely ?? "";
    case "summary":
      return entry.arrangements.summary ?? "";
    case "currency-why":
      return entry.currency.why ?? "";
    case "funding-why":
      return entry.funding.why ?? "";
    default:
      return "";
  }
}

/**
 * Write only what differs, so that a screen reader is not told again of what it has read.
 *
 * @param {HTMLElement} element
 * @param {string} text
 */
function write(element, text) {
  if (element.textContent !== text) {
    element.replaceChildren(...unbroken(text));
  }
}

/**
 * @param {HTMLElement} element
 * @param {string[]} texts
 */
function list(element, texts) {
  const shown = Array.from(element.children, (item) => item.textContent);
  if (shown.length === texts.length && shown.every((text, number) => text === texts[number])) {
    return;
  }
  const items = texts.map((text) => {
    const item = document.createElement("li");
    item.replaceChildren(...unbroken(text));
    return item;
  });
  element.replaceChildren(...items);
  element.closest("[data-lack]")?.toggleAttribute("hidden", texts.length === 0);
}

/**
 * Count again how many of a list's cases are in each state, the worst first.
 *
 * @param {HTMLElement} element
 * @param {Map<string, Entry>} held
 * @param {Timelines["words"]} words
 */
function recount(element, held, words) {
  const part = /** @type {"currency" | "funding"} */ (element.dataset.count ?? "");
  /** @type {Map<string, number>} */
  const found = new Map();
  for (const key of JSON.parse(element.dataset.cases ?? "[]")) {
    const value = held.get(key)?.[part].value;
    if (value) {
      found.set(value, (found.get(value) ?? 0) + 1);
    }
  }
  const counted = Object.entries(words[part] ?? {}).filter(([value]) => found.has(value));
  write(element, counted.map(([value, label]) => `${found.get(value)} ${label.toLowerCase()}`).join(", "));
}

/** @param {string} day Of a build. */
export function staleWords(day) {
  return (
    `This site was built on ${inWords(day)} and has not been rebuilt since. ` +
    "Do not rely on any state that it shows: ask the area's committee."
  );
}

/** Say that the build is too old. */
function warn() {
  if (document.querySelector("p#register-stale")) {
    return;
  }
  document.documentElement.classList.add("sc-is-stale");
  const banner = document.createElement("p");
  banner.id = "register-stale";
  banner.className = "sc-stale";
  banner.setAttribute("role", "alert");
  const words = staleWords(builtOn);
  banner.replaceChildren(...unbroken(words));
  writeOnPaper(words);
  (document.querySelector("article") ?? document.body).prepend(banner);
}

show();
onAnotherDay(show);

const drawer = /** @type {HTMLInputElement | null} */ (document.getElementById("__drawer"));
const menu = /** @type {HTMLElement | null} */ (document.querySelector(".sc-menu"));

/** @param {boolean} open */
function setMenu(open) {
  if (drawer && menu) {
    drawer.checked = open;
    drawer.dispatchEvent(new Event("change"));
    (open ? /** @type {HTMLElement | null} */ (document.querySelector(".md-nav--primary a")) : menu)?.focus();
  }
}

drawer?.addEventListener("change", () => menu?.setAttribute("aria-expanded", String(drawer.checked)));
menu?.addEventListener("click", () => setMenu(!drawer?.checked));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && drawer?.checked) {
    setMenu(false);
  }
});
