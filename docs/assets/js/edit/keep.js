/** An unfinished change, kept on this device until it is cleared. Nothing is sent. */

/** @typedef {{ base: string, text: string, on: string }} Draft `base` tells the file that was changed. */

const KEY = "register-edit";

/** @param {string} scope Where the site stands. @param {string} id */
const nameOf = (scope, id) => `${KEY} ${scope} ${id}`;

/**
 * A name for a text: two files that differ have two.
 *
 * @param {string} text
 */
export function fingerprint(text) {
  let [low, high] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at++) {
    low = Math.imul(low ^ text.charCodeAt(at), 2654435761);
    high = Math.imul(high ^ text.charCodeAt(at), 1597334677);
  }
  return `${(low >>> 0).toString(36)}-${(high >>> 0).toString(36)}-${text.length}`;
}

/**
 * @param {string} scope
 * @param {string} id
 * @returns {string | null} A draft as it is kept, to tell it from another.
 */
export function stored(scope, id) {
  try {
    return localStorage.getItem(nameOf(scope, id));
  } catch {
    return null; // a browser that keeps nothing has none
  }
}

/**
 * @param {string | null} text A draft as it is kept.
 * @returns {Draft | null}
 */
export function draftIn(text) {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}

/**
 * @param {string} scope
 * @param {string} id
 * @param {() => void} run When another tab keeps another draft, or clears it.
 */
export function whenKeptElsewhere(scope, id, run) {
  // A tab that comes back to the front may have slept while others wrote.
  addEventListener("storage", ({ key }) => (key === nameOf(scope, id) || key === null) && run());
  addEventListener("pageshow", ({ persisted }) => persisted && run());
  document.addEventListener("visibilitychange", () => document.hidden || run());
}

/**
 * @param {string} scope
 * @param {string} id
 * @param {Draft | null} draft Nothing to clear it.
 * @returns {boolean} Whether the device did so.
 */
export function keep(scope, id, draft) {
  try {
    if (draft) {
      localStorage.setItem(nameOf(scope, id), JSON.stringify(draft));
    } else {
      localStorage.removeItem(nameOf(scope, id));
    }
    return true;
  } catch {
    return false; // refused, or full
  }
}
