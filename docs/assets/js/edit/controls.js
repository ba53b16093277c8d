/** The controls of one fact: what is typed or chosen, `Not known` with its note, and what is wrong with it. */

import { make } from "../elements.js";
import { Refused } from "./edits.js";
import { noteOf } from "./shape.js";
import { optionsOf } from "./words.js";

/**
 * @typedef {import("./desk.js").Desk} Desk
 * @typedef {import("./shape.js").Field} Field
 * @typedef {import("./shape.js").Shape} Shape
 * @typedef {import("./read.js").Path} Path
 * @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Control
 * @typedef {{ desk: Desk, redraw: (focus: string) => void, say: (words: string) => void }} View `redraw` shows the
 *   section anew and puts the focus on the element of that id.
 */

const WORDS = { unknown: "Not known", none: "None: that is known", all: "All" };
const LONG = 60;

/** @param {Path} path */
export const idOf = (path) => `f.${path.join(".")}`;

/**
 * Change the file; say so where it refuses.
 *
 * @param {View} view
 * @param {() => void} change
 */
export function attempt({ say }, change) {
  try {
    change();
    return true;
  } catch (error) {
    if (!(error instanceof Refused)) {
      throw error;
    }
    say("This cannot be put into the file here without touching something else. Nothing was changed: use the file itself.");
    return false;
  }
}

/**
 * @param {View} view
 * @param {Path} path
 * @param {Shape} shape
 * @param {string} target
 * @param {{ label: string, help: string, isRequired?: boolean, isAsked?: boolean }} said
 * @returns {HTMLElement}
 */
export function scalarField(view, path, shape, target, said) {
  const id = idOf(path);
  const value = view.desk.at(path);
  const box = make("div", "sc-edit-field");
  box.dataset.path = JSON.stringify(path);
  const label = /** @type {HTMLLabelElement} */ (make("label", "", said.label, ...(said.isRequired === false && !said.isAsked ? [make("span", "sc-edit-optional", " (may be left out)")] : [])));
  label.htmlFor = id;
  const hint = make("p", "sc-edit-hint", help(said));
  hint.id = `${id}-hint`;
  hint.hidden = hint.textContent === "";
  const wrong = make("p", "sc-edit-wrong");
  wrong.id = `${id}-wrong`;
  wrong.hidden = true;
  const control = controlOf(view, path, shape, target, typeof value === "string" ? value : "");
  control.id = id;
  control.setAttribute("aria-describedby", `${hint.id} ${wrong.id}`);
  box.append(label, hint, wrong);
  box.append(withPicker(view, path, shape, control, said.label));
  if (!(control instanceof HTMLSelectElement)) {
    box.append(...shape.words.map((word) => wordBox(view, path, control, /** @type {keyof typeof WORDS} */ (word), said.label)));
  }
  return box;
}

/** @param {{ label: string, help: string }} said The help without what the label says already. */
function help({ label, help: text }) {
  const plain = text.replaceAll("`", "").replace(/\s+/g, " ").trim();
  return plain.toLowerCase().startsWith(label.toLowerCase()) ? plain.slice(label.length).replace(/^[.:;?]?\s*/, "") : plain;
}

/**
 * @param {View} view
 * @param {Path} path
 * @param {Shape} shape
 * @param {string} target
 * @param {string} value
 * @returns {Control}
 */
function controlOf(view, path, shape, target, value) {
  const options = optionsOf(view.desk.form, shape, target, view.desk.values);
  if (options.length > 0) {
    return select(view, path, options, value);
  }
  const isLong = shape.kind === "text" && (value.length > LONG || value.includes("\n"));
  const control = /** @type {HTMLInputElement | HTMLTextAreaElement} */ (document.createElement(isLong ? "textarea" : "input"));
  if (control instanceof HTMLTextAreaElement) {
    control.rows = Math.min(8, Math.ceil(value.length / LONG) + 1);
  } else if (shape.kind === "date" || shape.kind === "number") {
    control.className = "sc-edit-short";
  }
  control.value = value;
  control.autocomplete = "off";
  control.spellcheck = shape.kind === "text";
  control.disabled = shape.words.includes(value);
  control.addEventListener("input", () => attempt(view, () => view.desk.write(path, control.value)) || (control.value = String(view.desk.at(path) ?? "")));
  return control;
}

/**
 * @param {View} view
 * @param {Path} path
 * @param {string[][]} options
 * @param {string} value
 */
function select(view, path, options, value) {
  const control = document.createElement("select");
  const isListed = options.some(([word]) => word === value);
  const first = value === "" ? [new Option("Choose", "")] : isListed ? [] : [new Option(`${value} (not in the list)`, value)];
  control.append(...first, ...options.map(([word, words]) => new Option(words, word)));
  control.value = value;
  control.addEventListener("change", () => {
    const hadNote = value === "unknown" || control.value === "unknown";
    if (attempt(view, () => view.desk.write(path, control.value)) && hadNote) {
      view.redraw(idOf(path));
    }
  });
  return control;
}

/**
 * A day can be picked; what is picked is written as text, so that a month or a year alone stays possible.
 *
 * @param {View} view
 * @param {Path} path
 * @param {Shape} shape
 * @param {Control} control
 * @param {string} label
 */
function withPicker(view, path, shape, control, label) {
  if (shape.kind !== "date") {
    return control;
  }
  const picker = document.createElement("input");
  picker.type = "date";
  picker.className = "sc-edit-picker";
  picker.setAttribute("aria-label", `${label}: pick a day`);
  picker.value = /^\d{4}-\d\d-\d\d$/.test(control.value) ? control.value : "";
  picker.disabled = control.disabled;
  picker.addEventListener("change", () => {
    if (picker.value && attempt(view, () => view.desk.write(path, picker.value))) {
      control.value = picker.value;
    }
  });
  return make("span", "sc-edit-day", control, picker);
}

/**
 * @param {View} view
 * @param {Path} path
 * @param {Control} control
 * @param {keyof typeof WORDS} word
 * @param {string} label
 */
function wordBox(view, path, control, word, label) {
  const box = document.createElement("input");
  box.type = "checkbox";
  box.id = `${idOf(path)}-${word}`;
  box.checked = control.value === word;
  box.addEventListener("change", () => {
    if (attempt(view, () => view.desk.write(path, box.checked ? word : ""))) {
      view.redraw(box.checked ? box.id : control.id);
    }
  });
  return make("label", "sc-toggle", box, ` ${WORDS[word]}`, make("span", "sc-hidden", `: ${label}`));
}

/**
 * The note beside a fact: there where the file has one, and offered where nobody knows the fact.
 *
 * @param {View} view
 * @param {Path} path Of the fact.
 * @param {string} label
 * @returns {HTMLElement[]}
 */
export function noteField(view, path, label) {
  const key = String(path[path.length - 1]);
  const at = [...path.slice(0, -1), noteOf(key)];
  if (view.desk.at(at) === undefined && view.desk.at(path) !== "unknown") {
    return [];
  }
  const shape = /** @type {Shape} */ ({ kind: "text", words: [], name: "" });
  const said = { label: `${label}: why, or what else is known`, help: "", isRequired: false };
  const box = scalarField(view, at, shape, "", said);
  box.classList.add("sc-edit-note");
  // A note that is emptied goes: nothing may stand behind its colon.
  box.querySelector("input, textarea")?.addEventListener("change", (event) => {
    if (/** @type {HTMLInputElement} */ (event.target).value === "" && view.desk.at(at) !== undefined) {
      attempt(view, () => view.desk.remove(at));
    }
  });
  return [box];
}
