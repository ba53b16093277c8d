/** The search box of every page: a short list under it, and the way to all results. */

import { make } from "../elements.js";
import { onAnotherDay } from "../lookup.js";
import { engine } from "./engine.js";
import { addressOf } from "./choice.js";
import { byKeyboard } from "./keys.js";
import { inOrder } from "./order.js";
import { linkTo, rows } from "./rows.js";
import { nothing, notLoaded, onlySimilar } from "./told.js";

const MOST = 30;

/** @param {HTMLFormElement} form */
export function attach(form) {
  const input = /** @type {HTMLInputElement} */ (form.querySelector("input"));
  const panel = /** @type {HTMLElement} */ (form.querySelector(".sc-panel"));
  const count = /** @type {HTMLElement} */ (form.querySelector(".sc-count"));
  const list = /** @type {HTMLElement} */ (form.querySelector(".sc-results"));
  const onward = make("p", "sc-all");
  panel.append(onward);

  function close() {
    panel.hidden = true;
    list.replaceChildren();
    onward.replaceChildren();
    count.textContent = "";
    delete count.dataset.query;
  }

  async function run() {
    const query = input.value.trim();
    if (!query) {
      close();
      return;
    }
    try {
      const { index, find } = await engine();
      if (query === input.value.trim()) {
        render(index, find(query), query);
      }
    } catch {
      panel.hidden = false;
      list.replaceChildren();
      count.replaceChildren(...notLoaded());
    }
  }

  /**
   * @param {import("./engine.js").Index} index
   * @param {import("./finder.js").Hit[]} found
   * @param {string} query
   */
  function render(index, found, query) {
    const hits = inOrder(index, found);
    count.dataset.query = query;
    panel.hidden = false;
    list.replaceChildren(...rows(index, hits.slice(0, MOST), query, hits));
    onward.replaceChildren(linkTo("All results and filters", addressOf({ q: query })));
    if (hits.length === 0) {
      count.replaceChildren(...nothing(query));
    } else {
      const more = hits.length > MOST ? `, the first ${MOST} shown` : "";
      count.textContent = `${onlySimilar(hits, query)}${hits.length} found${more}`;
    }
  }

  input.addEventListener("input", () => void run());
  // Look the states of an open list up again; while somebody walks through it, it stays.
  onAnotherDay(() => void (panel.hidden || list.contains(document.activeElement) || run()));
  byKeyboard(form, input, () => {
    const wasOpen = !panel.hidden;
    if (wasOpen) {
      input.value = "";
      close();
    }
    return wasOpen;
  });
  if (form.classList.contains("sc-search-small")) {
    form.addEventListener("focusout", ({ relatedTarget }) => {
      if (!form.contains(/** @type {Node | null} */ (relatedTarget))) {
        close();
      }
    });
    input.addEventListener("focus", () => void run());
  }
  void engine().catch(() => {});
  void run();
}
