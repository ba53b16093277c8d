/** Names a page after what is shown on it: in the tab, in what is shared, and at the head of every sheet of paper. */

const [page, site] = [document.title.replace(/ - [^-]*$/, ""), / - [^-]*$/.exec(document.title)?.[0] ?? ""];
const address = document.querySelector(".sc-sheet-address")?.textContent ?? "";

/** @param {string} shown What is shown; empty where nothing is. */
export function nameSheet(shown) {
  const title = shown ? `${shown} – ${page.split(" – ")[0]}` : page;
  document.title = title + site;
  write(".sc-sheet-name", title);
  write(".sc-sheet-address", shown ? address + location.search : address);
}

/**
 * @param {string} selector
 * @param {string} text
 */
function write(selector, text) {
  const element = document.querySelector(selector);
  if (element) {
    element.textContent = text;
  }
}
