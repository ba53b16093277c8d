/**
 * The reader's own area: chosen once, kept on this device alone. It changes what comes first and what stands out; it
 * hides nothing.
 */

const KEY = "register-area";
const NAME = "register-area-name";
const TOP = new URL("../../", import.meta.url);
const CHANGED = "register-area-changed";

/** @returns {string | null} The id of the area that was chosen on this device. */
export function areaChosen() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // a browser that keeps nothing has no area
  }
}

/** @returns {string} What the chosen area is called. */
function nameChosen() {
  try {
    return localStorage.getItem(NAME) ?? areaChosen() ?? "";
  } catch {
    return "";
  }
}

/**
 * @param {string | null} id
 * @param {string} name
 */
function choose(id, name) {
  try {
    if (id === null) {
      localStorage.removeItem(KEY);
      localStorage.removeItem(NAME);
    } else {
      localStorage.setItem(NAME, name);
      localStorage.setItem(KEY, id);
    }
  } catch {
    return;
  }
  dispatchEvent(new Event(CHANGED));
}

/** @param {() => void} run */
function onAreaChosen(run) {
  addEventListener(CHANGED, run);
  addEventListener("storage", ({ key }) => key === KEY && run());
}

/** Let an area be chosen; on the home page, have the chosen one's list stand out, come first and be open. */
function show() {
  const own = areaChosen();
  for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("button[data-area]"))) {
    button.hidden = false;
    const chosen = button.dataset.area === own;
    button.dataset.chosen = String(chosen);
    button.textContent = chosen ? "My area: forget it" : "Make this my area";
  }
  const lists = /** @type {HTMLElement[]} */ (Array.from(document.querySelectorAll("section[data-place]")));
  for (const list of lists) {
    const chosen = list.dataset.place === own;
    list.classList.toggle("sc-own-area", chosen);
    if (chosen && list !== lists[0]) {
      lists[0].before(list);
    }
    if (chosen) {
      list.querySelector("details")?.setAttribute("open", "");
    }
  }
}

/** Say of another area's protocol that it is one. */
function showWhose() {
  const own = areaChosen();
  document.querySelector(".sc-not-own")?.remove();
  const place = /** @type {HTMLElement | null} */ (document.querySelector(".sc-area[data-areas]"));
  if (place && own && !place.dataset.areas?.split(" ").includes(own)) {
    const line = document.createElement("p");
    line.className = "sc-not-own";
    const link = document.createElement("a");
    link.href = new URL(`areas/${encodeURIComponent(own)}/`, TOP).href;
    link.textContent = nameChosen();
    line.append("Not your area, which is ", link, ".");
    place.after(line);
  }
}

/** Have the chosen area's rows come first in a drug's list of protocols. */
function orderRows() {
  const own = areaChosen();
  for (const body of document.querySelectorAll("[data-own-first] tbody")) {
    const rows = Array.from(body.children);
    const mine = rows.filter((row) => own && row.querySelector(`th a[href$="/areas/${CSS.escape(own)}/"]`));
    rows.forEach((row) => row.classList.toggle("sc-own-row", mine.includes(row)));
    body.prepend(...mine);
  }
}

function showAll() {
  show();
  showWhose();
  orderRows();
}

document.addEventListener("click", ({ target }) => {
  const button = /** @type {HTMLElement} */ (target).closest?.("button[data-area]");
  if (button instanceof HTMLElement) {
    const id = button.dataset.area ?? null;
    choose(id === areaChosen() ? null : id, button.dataset.name ?? "");
  }
});
onAreaChosen(showAll);
addEventListener("pageshow", ({ persisted }) => persisted && showAll());
showAll();
