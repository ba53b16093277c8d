/** A list of results by keyboard: down from the box, up again, and Escape to begin anew. */

/**
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} input
 * @param {() => boolean} clear Empties the box where there is anything to empty, and says whether there was.
 */
export function byKeyboard(form, input, clear) {
  form.addEventListener("keydown", (event) => {
    const links = /** @type {HTMLElement[]} */ (Array.from(form.querySelectorAll(".sc-results a, .sc-all a")));
    const focused = /** @type {HTMLElement} */ (document.activeElement);
    const at = links.indexOf(focused);
    if (event.key === "ArrowDown" && links.length > 0 && (at >= 0 || focused === input)) {
      event.preventDefault();
      links[Math.min(at + 1, links.length - 1)].focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      (at === 0 ? input : links[at - 1]).focus();
    } else if (event.key === "Escape" && (at >= 0 || focused === input) && clear()) {
      event.preventDefault();
      input.focus();
    }
  });
}
