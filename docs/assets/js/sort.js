/** Lets a reader sort a table by a column: a press on its heading, again for the other way. Without it, by drug. */

const ORDER = new Intl.Collator("en-GB", { numeric: true, sensitivity: "base" });

/**
 * @param {HTMLTableElement} table
 * @param {number} column
 * @param {HTMLTableCellElement} head
 */
function sortBy(table, column, head) {
  const down = head.getAttribute("aria-sort") === "ascending";
  const body = table.tBodies[0];
  /** @param {HTMLTableRowElement} row */
  const text = (row) => row.cells[column].innerText.trim();
  const rows = Array.from(body.rows).sort((one, other) => ORDER.compare(text(one), text(other)) * (down ? -1 : 1));
  body.append(...rows);
  for (const other of Array.from(table.tHead?.rows[0].cells ?? [])) {
    other.removeAttribute("aria-sort");
  }
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
}

/** @param {HTMLTableElement} table */
function attach(table) {
  Array.from(table.tHead?.rows[0].cells ?? []).forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sc-sort";
    button.textContent = head.textContent;
    button.addEventListener("click", () => sortBy(table, column, /** @type {HTMLTableCellElement} */ (head)));
    head.replaceChildren(button);
  });
}

/** @type {NodeListOf<HTMLTableElement>} */ (document.querySelectorAll("[data-sortable] table")).forEach(attach);
