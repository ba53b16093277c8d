/**
 * The reader's own area: chosen once, kept on this device alone. It changes what comes first and what stands out; it
 * hides nothing.
 */

const KEY = "register-area";
const CHANGED = "register-area-changed";

/** @returns {string | null} The id of the area that was chosen on this device. */
export function areaChosen() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // a browser that keeps nothing has no area
  }
}

/** @param {string | null} id */
function choose(id) {
  try {
    if (id === null) {
      localStorage.removeItem(KEY);
    } else {
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

document.addEventListener("click", ({ target }) => {
  const button = /** @type {HTMLElement} */ (target).closest?.("button[data-area]");
  if (button instanceof HTMLElement) {
    const id = button.dataset.area ?? null;
    choose(id === areaChosen() ? null : id);
  }
});
onAreaChosen(show);
show();
