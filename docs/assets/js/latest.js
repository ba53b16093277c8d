/** Tells the answer to what was asked for last from answers that come late. */

/** @returns {() => () => boolean} To call when something is asked for: what it gives says whether it still is the last. */
export function latest() {
  let asked = 0;
  return () => {
    const mine = ++asked;
    return () => mine === asked;
  };
}
