/** The page of all results: the words and the filters stand in its address, so that a list can be sent to somebody. */

import { onAnotherDay } from "../lookup.js";
import { FACETS, addressOf, choiceIn } from "./choice.js";
import { TOP, engine } from "./engine.js";
import { narrowed, valuesOn } from "./facets.js";
import { byKeyboard } from "./keys.js";
import { inOrder } from "./order.js";
import { nothing, onlySimilar } from "./panel.js";
import { linkTo, rows } from "./rows.js";
import { dayOf } from "./states.js";

/**
 * @typedef {import("./engine.js").Index} Index
 * @typedef {import("./choice.js").Choice} Choice
 * @typedef {import("./facets.js").Narrowed} Narrowed
 */

const MOST = 50;
const UNSAID = {
  specialty: "their specialty is not known",
  due: "no date ahead of them is known",
};

/** @param {HTMLFormElement} form */
export function attach(form) {
  const input = /** @type {HTMLInputElement} */ (form.querySelector("input"));
  const count = /** @type {HTMLElement} */ (form.querySelector(".sc-count"));
  const list = /** @type {HTMLElement} */ (form.querySelector(".sc-results"));
  const more = /** @type {HTMLButtonElement} */ (form.querySelector(".sc-more"));
  const clear = /** @type {HTMLButtonElement} */ (form.querySelector(".sc-clear"));
  const selects = FACETS.map((facet) => /** @type {HTMLSelectElement} */ (form.elements.namedItem(facet)));
  const words = new Map(selects.flatMap((select) => Array.from(select.options, (option) => [option, option.text])));
  /** @type {{ day: string, valuesOf: ReturnType<typeof valuesOn> } | null} */
  let looked = null;
  let shown = MOST;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let counting;
  /** @type {Choice} What the address asks for and no filter has. */
  let strange = {};

  /** Put the address's choice into the form. */
  function restore() {
    const choice = choiceIn(location.search);
    input.value = choice.q ?? "";
    strange = {};
    FACETS.forEach((facet, at) => {
      selects[at].value = choice[facet] ?? "";
      if (selects[at].selectedIndex < 0) {
        selects[at].value = "";
        strange[facet] = choice[facet];
      }
    });
  }

  /** @returns {Choice} */
  function chosen() {
    const given = FACETS.map((facet, at) => [facet, selects[at].value]).filter(([, value]) => value);
    return { q: input.value.trim(), ...Object.fromEntries(given) };
  }

  /** Show what is chosen, and say so in the address. */
  async function change() {
    strange = {};
    shown = MOST;
    remember(addressOf(chosen()));
    await run();
  }

  async function run() {
    try {
      const { index, find } = await engine();
      render(index, find);
    } catch {
      list.replaceChildren();
      count.replaceChildren("The search could not be loaded. ", linkTo("the A to Z", "a-to-z/"));
    }
  }

  /**
   * @param {Index} index
   * @param {import("./engine.js").Engine["find"]} find
   */
  function render(index, find) {
    const day = dayOf(index);
    if (looked?.day !== day) {
      looked = { day, valuesOf: valuesOn(index, day) };
    }
    const { q = "", ...filters } = chosen();
    const all = q ? find(q) : protocols(index);
    const isFiltered = Object.keys(filters).length > 0;
    const narrow = () => narrowed(index, all, filters, /** @type {NonNullable<typeof looked>} */ (looked).valuesOf);
    const found = isFiltered ? narrow() : { hits: all, unsaid: {} };
    const asks = Boolean(q) || isFiltered;
    const hits = asks ? inOrder(index, found.hits) : [];
    const held = /** @type {HTMLAnchorElement | null} */ (list.contains(document.activeElement) ? document.activeElement : null);
    list.replaceChildren(...rows(index, hits.slice(0, shown), q, hits));
    links(list).find((link) => link.href === held?.href)?.focus();
    more.hidden = hits.length <= shown;
    clear.hidden = !asks;
    // No result waits for the filters' counts.
    clearTimeout(counting);
    counting = setTimeout(() => recount("counts" in found ? found : narrow()));
    count.dataset.query = q;
    count.replaceChildren(...said(hits, q, filters, found), ...refused());
  }

  /**
   * @param {import("./finder.js").Hit[]} hits
   * @param {string} q
   * @param {Choice} filters
   * @param {Pick<Narrowed, "unsaid">} found
   */
  function said(hits, q, filters, found) {
    const filtered = Object.keys(filters).length > 0;
    if (!q && !filtered) {
      return ["Type a name, or choose a filter."];
    }
    const first = hits.length > shown ? `, the first ${shown} shown` : "";
    const kept = filtered ? "listed with these filters" : "found";
    const counted = hits.length > 0 ? [`${onlySimilar(hits, q)}${hits.length} ${kept}${first}.`] : none(q, filtered);
    return [...counted, ...leftOut(filters, found)];
  }

  /**
   * @param {Choice} filters
   * @param {Pick<Narrowed, "unsaid">} found
   * @returns {(string | Node)[]} What a filter leaves out because of what is not known, and the way to it.
   */
  function leftOut(filters, { unsaid }) {
    const facets = /** @type {(keyof typeof UNSAID)[]} */ (Object.keys(UNSAID)).filter((facet) => unsaid[facet]);
    return facets.flatMap((facet) => [
      " ",
      linkTo(`${unsaid[facet]} more`, addressOf({ ...filters, q: input.value.trim(), [facet]: "unknown" })),
      ` not listed, since ${UNSAID[facet]}.`,
    ]);
  }

  /** @returns {string[]} */
  function refused() {
    return Object.entries(strange).map(([facet, value]) => ` The address asks for the ${facet} “${value}”, which is no choice here: it filters nothing.`);
  }

  /** @param {Narrowed} found */
  function recount({ counts }) {
    FACETS.forEach((facet, at) => {
      for (const option of selects[at].options) {
        const text = `${words.get(option)}${option.value && ` (${counts[facet].get(option.value) ?? 0})`}`;
        if (option.text !== text) {
          option.text = text;
        }
      }
    });
  }

  input.addEventListener("input", () => void change());
  selects.forEach((select) => select.addEventListener("change", () => void change()));
  form.addEventListener("focusin", () => void run(), { once: true });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void change().then(() => links(list)[0]?.focus());
  });
  clear.addEventListener("click", () => {
    input.value = "";
    selects.forEach((select) => (select.value = ""));
    void change();
    input.focus();
  });
  more.addEventListener("click", () => {
    const last = links(list).at(-1)?.href;
    shown += MOST;
    void run().then(() => links(list)[links(list).findIndex((link) => link.href === last) + 1]?.focus());
  });
  byKeyboard(form, input, () => {
    const held = input.value !== "";
    input.value = "";
    void (held && change());
    return held;
  });
  /** Show what the address asks for; load nothing where it asks for nothing. */
  function begin() {
    restore();
    void (location.search && run());
  }
  addEventListener("popstate", begin);
  addEventListener("pageshow", ({ persisted }) => persisted && begin());
  onAnotherDay(() => void (location.search && run()));
  const early = chosen();
  if (Object.values(early).some(Boolean)) {
    // Somebody was faster than this script.
    void change();
  } else {
    begin();
  }
}

/** @param {HTMLElement} list */
function links(list) {
  return Array.from(list.querySelectorAll("a"));
}

/**
 * @param {Index} index
 * @returns {import("./finder.js").Hit[]} Every protocol, where nothing was typed.
 */
function protocols(index) {
  const hit = { similar: false, score: 0, top: 0, low: 0, whole: false };
  return index.documents.flatMap((doc, id) => (doc.case ? [{ id, ...hit }] : []));
}

/**
 * @param {string} q
 * @param {boolean} filtered
 * @returns {(string | Node)[]}
 */
function none(q, filtered) {
  if (!filtered) {
    return nothing(q);
  }
  return ["Nothing listed with these filters. Not in the register does not mean that no protocol exists. Choose fewer filters, or ask the area's committee."];
}

/** @param {string} address From the site's top. */
function remember(address) {
  try {
    history.replaceState(null, "", new URL(address, TOP));
  } catch {
    // A browser may refuse too many changes at once. The next one says all.
  }
}
