/** The page of all results: the words and the filters stand in its address, so that a list can be sent to somebody. */

import { onAnotherDay } from "../lookup.js";
import { addressOf, choiceIn } from "./choice.js";
import { controlsOf } from "./controls.js";
import { TOP } from "./engine.js";
import { byKeyboard } from "./keys.js";
import { anew, isShown, linksOf, run, showMore, viewOf } from "./results.js";

/** @typedef {import("./results.js").View} View */

/** @param {HTMLFormElement} form */
export function attach(form) {
  const view = viewOf(form, controlsOf(form));
  onChoices(form, view);
  onKeys(form, view);
  addEventListener("popstate", () => begin(view));
  addEventListener("pageshow", ({ persisted }) => persisted && begin(view));
  onAnotherDay(() => void (isShown(view) && run(view)));

  // Somebody may have been faster than this script.
  const { read, write } = view.controls;
  const early = read();
  begin(view);
  if (Object.keys(early).length > 0) {
    write({ ...read(), ...early });
    void change(view);
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {View} view
 */
function onChoices(form, view) {
  form.addEventListener("input", () => void change(view));
  // Not where a list is shown: its links would be replaced under the pointer that presses one.
  form.addEventListener("focusin", () => void (!isShown(view) && run(view)), { once: true });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void change(view).then(() => linksOf(view)[0]?.focus());
  });
  view.clear.addEventListener("click", () => empty(view));
  view.more.addEventListener("click", () => void showMore(view));
}

/**
 * @param {HTMLFormElement} form
 * @param {View} view
 */
function onKeys(form, view) {
  const { input } = view.controls;
  byKeyboard(form, input, () => {
    const held = input.value !== "";
    input.value = "";
    void (held && change(view));
    return held;
  });
}

/**
 * Show what is chosen, and say so in the address.
 *
 * @param {View} view
 */
async function change(view) {
  anew(view, {});
  remember(addressOf(view.controls.read()));
  await run(view);
}

/** @param {View} view */
function empty(view) {
  view.controls.write({});
  void change(view);
  view.controls.input.focus();
}

/**
 * Show what the address asks for; load nothing where it asks for nothing.
 *
 * @param {View} view
 */
function begin(view) {
  const asked = choiceIn(location.search);
  view.strange = view.controls.write(asked);
  if (Object.keys(asked).length > 0 || isShown(view)) {
    void run(view);
  }
}

/** @param {string} address From the site's top. */
function remember(address) {
  try {
    history.replaceState(null, "", new URL(address, TOP));
  } catch {
    // A browser may refuse too many changes at once. The next one says all.
  }
}
