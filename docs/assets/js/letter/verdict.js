/** What a protocol says of the one asker that was chosen: seen before its states, which say nothing of who asks. */

/**
 * @param {HTMLElement} protocol With what it says to others hidden.
 * @returns {string[]} Its verdicts on the asker.
 */
function verdicts(protocol) {
  const rows = /** @type {HTMLElement[]} */ (Array.from(protocol.querySelectorAll("[data-verdict]")));
  return rows.filter((row) => !row.hidden).map((row) => row.dataset.verdict ?? "");
}

/** @param {HTMLElement} protocol */
export function isCovering(protocol) {
  const found = verdicts(protocol);
  return found.includes("covered") && !found.includes("not-covered");
}

/**
 * Put what is said to the asker right below the title; where it is no yes, no badge looks like one.
 *
 * @param {HTMLElement} protocol
 */
export function verdictFirst(protocol) {
  const lists = /** @type {HTMLElement[]} */ (Array.from(protocol.querySelectorAll(".sc-askers")));
  const shown = lists.filter((list) => !list.hidden);
  for (const list of lists) {
    list.previousElementSibling?.remove();
  }
  const lapsed = protocol.querySelector(".sc-lapsed");
  protocol.querySelector("h3")?.after(...(lapsed ? [lapsed] : []), ...shown);
  protocol.classList.toggle("sc-request-quiet", !isCovering(protocol));
}
