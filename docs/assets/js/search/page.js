/** The page of all results: the words and the filters stand in its address, so that a list can be sent to somebody. */

import { onAnotherDay } from "../lookup.js";
import { FACETS, addressOf, choiceIn } from "./choice.js";
import { controlsOf } from "./controls.js";
import { TOP, engine } from "./engine.js";
import { narrowed, valuesOn } from "./facets.js";
import { byKeyboard } from "./keys.js";
import { inOrder } from "./order.js";
import { rows } from "./rows.js";
import { dayOf } from "./states.js";
import { counted, notLoaded, refused } from "./told.js";

/**
 * @typedef {import("./engine.js").Engine} Engine
 * @typedef {import("./engine.js").Index} Index
 * @typedef {import("./choice.js").Choice} Choice
 */

const MOST = 50;

/** @param {HTMLFormElement} form */
export function attach(form) {
  const { input, read, write, recount } = controlsOf(form);
  const count = /** @type {HTMLElement} */ (form.querySelector(".sc-count"));
  const list = /** @type {HTMLElement} */ (form.querySelector(".sc-results"));
  const more = /** @type {HTMLButtonElement} */ (form.querySelector(".sc-more"));
  const clear = /** @type {HTMLButtonElement} */ (form.querySelector(".sc-clear"));
  const links = () => Array.from(list.querySelectorAll("a"));
  let lookedUpOn = "";
  /** @type {ReturnType<typeof valuesOn>} */
  let valuesOf;
  let shown = MOST;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let counting;
  /** @type {Choice} */
  let strange = {};

  /** Show what is chosen, and say so in the address. */
  async function change() {
    strange = {};
    shown = MOST;
    remember(addressOf(read()));
    await run();
  }

  async function run() {
    try {
      const { index, find } = await engine();
      render(index, find);
    } catch {
      list.replaceChildren();
      count.replaceChildren(...notLoaded());
    }
  }

  /**
   * @param {Index} index
   * @param {Engine["find"]} find
   */
  function render(index, find) {
    const day = dayOf(index);
    if (lookedUpOn !== day) {
      lookedUpOn = day;
      valuesOf = valuesOn(index, day);
    }
    const choice = read();
    const isFiltered = FACETS.some((facet) => choice[facet]);
    const all = choice.q ? find(choice.q) : protocols(index);
    const narrow = () => narrowed(index, all, choice, valuesOf);
    const found = isFiltered ? narrow() : { hits: choice.q ? all : [], unsaid: {} };
    const hits = inOrder(index, found.hits);
    fill(rows(index, hits.slice(0, shown), choice.q ?? "", hits));
    more.hidden = hits.length <= shown;
    clear.hidden = !choice.q && !isFiltered;
    // No result waits for the filters' counts.
    clearTimeout(counting);
    counting = setTimeout(() => recount(("counts" in found ? found : narrow()).counts));
    count.dataset.query = choice.q ?? "";
    count.replaceChildren(...counted(hits, shown, choice, found.unsaid), ...refused(strange));
  }

  /**
   * Put results into the list; who walks through it stays at the same one.
   *
   * @param {HTMLElement[]} made
   */
  function fill(made) {
    const held = links().find((link) => link === document.activeElement)?.href;
    list.replaceChildren(...made);
    links().find((link) => link.href === held)?.focus();
  }

  async function showMore() {
    const before = shown;
    shown += MOST;
    await run();
    links()[before]?.focus();
  }

  function empty() {
    write({});
    void change();
    input.focus();
  }

  /** Show what the address asks for; load nothing where it asks for nothing. */
  function begin() {
    const asked = choiceIn(location.search);
    strange = write(asked);
    if (Object.keys(asked).length > 0 || count.dataset.query !== undefined) {
      void run();
    }
  }

  form.addEventListener("input", () => void change());
  // Not where a list is shown: its links would be replaced under the pointer that presses one.
  form.addEventListener("focusin", () => void (count.dataset.query === undefined && run()), { once: true });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void change().then(() => links()[0]?.focus());
  });
  clear.addEventListener("click", empty);
  more.addEventListener("click", () => void showMore());
  byKeyboard(form, input, () => {
    const held = input.value !== "";
    input.value = "";
    void (held && change());
    return held;
  });
  addEventListener("popstate", begin);
  addEventListener("pageshow", ({ persisted }) => persisted && begin());
  onAnotherDay(() => void (count.dataset.query !== undefined && run()));

  // Somebody may have been faster than this script.
  const early = read();
  begin();
  if (Object.keys(early).length > 0) {
    write({ ...read(), ...early });
    void change();
  }
}

/**
 * @param {Index} index
 * @returns {import("./finder.js").Hit[]} Every protocol, where nothing was typed.
 */
function protocols(index) {
  const hit = { similar: false, score: 0, top: 0, low: 0, whole: false };
  return index.documents.flatMap((doc, id) => (doc.case ? [{ id, ...hit }] : []));
}

/** @param {string} address From the site's top. */
function remember(address) {
  try {
    history.replaceState(null, "", new URL(address, TOP));
  } catch {
    // A browser may refuse too many changes at once. The next one says all.
  }
}
