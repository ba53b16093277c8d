/** Two tabs with one file: the one that did not change it last is told, and asked which of the two to keep. */

import { make } from "../elements.js";
import { button } from "./button.js";
import { whenKeptElsewhere } from "./keep.js";

/** @typedef {import("./desk.js").Desk} Desk */

export const UNSETTLED = "Another tab changed this file too: choose at the top which to keep. Until then this tab keeps nothing on this device.";

/**
 * What says so, hidden while there is nothing to say.
 *
 * @param {Desk} desk
 * @param {(words: string) => void} settled Shows the file anew, and says what was done.
 */
export function tabs(desk, settled) {
  const box = make("div", "sc-edit-other");
  box.setAttribute("role", "alert");
  let shown = "null";
  const show = () => {
    const key = JSON.stringify(desk.other);
    if (key !== shown) {
      box.replaceChildren(...(desk.other ? inside(desk, settled) : []));
    }
    shown = key;
    box.hidden = !desk.other;
  };
  const look = () => {
    desk.look();
    if (JSON.stringify(desk.other) !== shown) {
      desk.watchers.forEach((run) => run());
    }
  };
  box.hidden = true;
  desk.watchers.push(show);
  whenKeptElsewhere(desk.scope, desk.source.id, look);
  return box;
}

/** @param {Desk} desk @param {(words: string) => void} settled */
function inside(desk, settled) {
  const draft = desk.other?.draft ?? null;
  const other = /** @type {HTMLTextAreaElement} */ (make("textarea", "sc-edit-file"));
  Object.assign(other, { readOnly: true, value: draft?.text ?? "", rows: 8 });
  other.setAttribute("aria-label", "What the other tab has");
  const take = button(draft ? "Show what the other tab has" : "Clear it here too", "other-take", () => {
    desk.showOther();
    settled(draft ? "This tab shows what the other tab has. Undo brings back what was here." : "Your changes are cleared. Undo brings them back.");
  });
  const stay = button("Keep what is here", "other-stay", () => {
    desk.insist();
    settled("What is here is kept on this device. The other tab asks which to keep.");
  });
  return [
    make("p", "", draft ? "Another tab on this device changed this file, and keeps what it has. Only one can be kept: what the other tab has, or what is here." : "Another tab on this device cleared the unfinished change. It still stands here."),
    ...(draft ? [make("details", "sc-fold", make("summary", "", "See the other, to copy from"), other)] : []),
    make("p", "sc-edit-tools", ...(desk.canShowOther ? [take, " "] : []), stay),
  ];
}
