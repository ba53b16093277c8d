/**
 * Looks up what holds today in a timeline that the build made. There are no date rules here: an entry holds from its
 * first day until the next entry's, and no day is earlier than the build's.
 */

/** @returns {string} Today in Europe/London, as 2026-11-22. */
export function today() {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: "Europe/London",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).formatToParts(new Date());
  /** @param {string} type */
  const part = (type) => parts.find((found) => found.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")}`;
}

/**
 * @param {string} day Such as 2026-11-22.
 * @returns {string} Such as 22 November 2026.
 */
export function inWords(day) {
  const options = /** @type {const} */ ({ timeZone: "UTC", day: "numeric", month: "long", year: "numeric" });
  return new Intl.DateTimeFormat("en-GB", options).format(new Date(`${day}T00:00:00Z`));
}

/**
 * The last entry whose first day has come; the first entry where none has.
 *
 * @template T
 * @param {readonly T[]} entries By day, the build's own first.
 * @param {string} day
 * @param {(entry: T) => string} firstDay
 * @returns {T}
 */
export function entryOn(entries, day, firstDay) {
  return entries.reduce((held, entry) => (firstDay(entry) <= day ? entry : held), entries[0]);
}

/**
 * @param {string} day
 * @param {string} builtOn
 * @returns {string} The day, or the build's where a device's clock is behind it.
 */
export function notBefore(day, builtOn) {
  return day < builtOn ? builtOn : day;
}

const HOUR = 60 * 60 * 1000;

/**
 * Run something when a page that was left open is looked at, or printed, on another day.
 *
 * @param {() => void} run
 */
export function onAnotherDay(run) {
  let seen = today();
  const look = () => {
    if (today() !== seen) {
      seen = today();
      run();
    }
  };
  addEventListener("pageshow", look);
  addEventListener("beforeprint", look);
  document.addEventListener("visibilitychange", look);
  setInterval(look, HOUR);
}
