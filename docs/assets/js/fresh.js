/** Asks the site for what a build wrote, past what the browser still holds of an older one. */

/** What is older than the page that asks: it might still call good what that page's build knew to be bad. */
export class Older extends Error {}

/** What a page says where it was given something older. */
export const OLDER =
  "What is there to show is older than this page: the site is being renewed. Nothing is shown of it. Try again in some minutes.";

/**
 * @param {URL} address
 * @returns {Promise<Response>} A good answer.
 */
export async function fresh(address) {
  const answer = await fetch(address, { cache: "no-cache" });
  if (!answer.ok) {
    throw new Error(`${address}: ${answer.status}`);
  }
  return answer;
}

/** @param {string | undefined} builtOn The day of the build that wrote what was given, if it says so. */
export function refuseOlder(builtOn) {
  if (!builtOn || builtOn < pageBuiltOn()) {
    throw new Older();
  }
}

/** @returns {string} */
export function pageBuiltOn() {
  return document.querySelector('meta[name="register-built_on"]')?.getAttribute("content") ?? "";
}
