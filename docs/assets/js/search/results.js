/** The list on the page of all results: it shows what is chosen, a part at a time, and says how many there are. */

import { FACETS } from "./choice.js";
import { engine } from "./engine.js";
import { narrowed, valuesOn } from "./facets.js";
import { inOrder } from "./order.js";
import { rows } from "./rows.js";
import { dayOf } from "./states.js";
import { counted, notLoaded, refused } from "./told.js";

/**
 * @typedef {import("./engine.js").Engine} Engine
 * @typedef {import("./engine.js").Index} Index
 * @typedef {import("./choice.js").Choice} Choice
 * @typedef {import("./finder.js").Hit} Hit
 */

/**
 * @typedef {object} View The list, and what is known of it.
 * @property {import("./controls.js").Controls} controls
 * @property {HTMLElement} count
 * @property {HTMLElement} list
 * @property {HTMLButtonElement} more
 * @property {HTMLButtonElement} clear
 * @property {number} shown How many results at most.
 * @property {Choice} strange What the address asks for and is no choice.
 * @property {string} [day] The day that `valuesOf` holds for.
 * @property {ReturnType<typeof valuesOn>} [valuesOf]
 * @property {ReturnType<typeof setTimeout>} [counting]
 */

const MOST = 50;

/**
 * @param {HTMLFormElement} form
 * @param {View["controls"]} controls
 * @returns {View}
 */
export function viewOf(form, controls) {
  return {
    controls,
    count: /** @type {HTMLElement} */ (form.querySelector(".sc-count")),
    list: /** @type {HTMLElement} */ (form.querySelector(".sc-results")),
    more: /** @type {HTMLButtonElement} */ (form.querySelector(".sc-more")),
    clear: /** @type {HTMLButtonElement} */ (form.querySelector(".sc-clear")),
    shown: MOST,
    strange: {},
  };
}

/** @param {View} view */
export function linksOf(view) {
  return Array.from(view.list.querySelectorAll("a"));
}

/**
 * Whether something has been looked for.
 *
 * @param {View} view
 */
export function isShown(view) {
  return view.count.dataset.query !== undefined;
}

/**
 * Begin at the top of another list.
 *
 * @param {View} view
 * @param {Choice} strange
 */
export function anew(view, strange) {
  view.strange = strange;
  view.shown = MOST;
}

/** @param {View} view */
export async function run(view) {
  try {
    const { index, find } = await engine();
    render(view, index, find);
  } catch {
    view.list.replaceChildren();
    view.count.replaceChildren(...notLoaded());
  }
}

/** @param {View} view */
export async function showMore(view) {
  const before = view.shown;
  view.shown += MOST;
  await run(view);
  linksOf(view)[before]?.focus();
}

/**
 * @param {View} view
 * @param {Index} index
 * @param {Engine["find"]} find
 */
function render(view, index, find) {
  const choice = view.controls.read();
  const query = choice.q ?? "";
  const isFiltered = FACETS.some((facet) => choice[facet]);
  const all = query ? find(query) : protocols(index);
  const valuesOf = valuesToday(view, index);
  const narrow = () => narrowed(index, all, choice, valuesOf);
  const found = isFiltered ? narrow() : { hits: query ? all : [], unsaid: {} };
  const hits = inOrder(index, found.hits);
  fill(view, rows(index, hits.slice(0, view.shown), query, hits));
  view.more.hidden = hits.length <= view.shown;
  view.clear.hidden = !query && !isFiltered;
  // No result waits for the filters' counts.
  clearTimeout(view.counting);
  view.counting = setTimeout(() => view.controls.recount(("counts" in found ? found : narrow()).counts));
  view.count.dataset.query = query;
  view.count.replaceChildren(...counted(hits, view.shown, choice, found.unsaid), ...refused(view.strange));
}

/**
 * @param {View} view
 * @param {Index} index
 */
function valuesToday(view, index) {
  const day = dayOf(index);
  if (view.valuesOf === undefined || view.day !== day) {
    view.day = day;
    view.valuesOf = valuesOn(index, day);
  }
  return view.valuesOf;
}

/**
 * Put results into the list; who walks through it stays at the same one.
 *
 * @param {View} view
 * @param {HTMLElement[]} made
 */
function fill(view, made) {
  const held = linksOf(view).find((link) => link === document.activeElement)?.href;
  view.list.replaceChildren(...made);
  linksOf(view).find((link) => link.href === held)?.focus();
}

/**
 * @param {Index} index
 * @returns {Hit[]} Every protocol, where nothing was typed.
 */
function protocols(index) {
  const hit = { similar: false, score: 0, top: 0, low: 0, whole: false };
  return index.documents.flatMap((doc, id) => (doc.case ? [{ id, ...hit }] : []));
}
