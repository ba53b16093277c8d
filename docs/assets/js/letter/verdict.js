/** What a protocol says of the one asker that was chosen, and its states: whichever is no yes comes first. */

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
 * Put what is said to the asker right below the title, where it is no yes: then no badge looks like one. A yes stands
 * below the states, lest it be read as one to a protocol that has lapsed.
 *
 * @param {HTMLElement} protocol
 */
export function verdictFirst(protocol) {
  const lists = /** @type {HTMLElement[]} */ (Array.from(protocol.querySelectorAll(".sc-askers")));
  const shown = lists.filter((list) => !list.hidden);
  for (const list of lists) {
    list.previousElementSibling?.remove();
  }
  const first = [".sc-lapsed", ...(isCovering(protocol) ? [".sc-states"] : [])];
  const above = first.map((part) => protocol.querySelector(part)).filter((part) => part !== null);
  protocol.querySelector("h3")?.after(...above, ...shown);
  protocol.classList.toggle("sc-request-quiet", !isCovering(protocol));
}
