/**
 * Has tables stay tables for screen readers, also where a narrow window shows their cells below each other: some
 * browsers forget what a cell is as soon as it is laid out in another way. Not in the HTML, which may not say it twice.
 */

/** @type {Record<string, string>} */
const ROLES = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };

for (const part of document.querySelectorAll(":is(.sc-table, .sc-cards), :is(.sc-table, .sc-cards) :is(thead, tbody, tr, th, td)")) {
  const heads = part.getAttribute("scope") === "row" ? "rowheader" : "columnheader";
  part.setAttribute("role", ROLES[part.tagName] ?? heads);
}
