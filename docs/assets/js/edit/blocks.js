/** The form's blocks. Only what the file has is shown; the rest can be added. */

import { make } from "../elements.js";
import { button } from "./button.js";
import { attempt, idOf, noteField, scalarField } from "./controls.js";
import { blank, listed, named, removed } from "./lists.js";
import { fieldsOf } from "./shape.js";

/**
 * @typedef {import("./controls.js").View} View
 * @typedef {import("./shape.js").Field} Field
 * @typedef {import("./shape.js").Shape} Shape
 * @typedef {import("./read.js").Path} Path
 */

const NESTED = ["block", "list", "map"];

/**
 * The fields of a block.
 *
 * @param {View} view
 * @param {Path} path
 * @param {string} name Of the kind of block.
 * @param {string[]} [aside] Keys that stand elsewhere.
 * @returns {HTMLElement[]}
 */
export function blockFields(view, path, name, aside = []) {
  const values = /** @type {any} */ (view.desk.at(path) ?? {});
  const fields = fieldsOf(view.desk.form, name).filter(({ key }) => !aside.includes(key));
  const shown = fields.filter(({ key, isRequired }) => isRequired || values[key] !== undefined);
  const rest = fields.filter((field) => !shown.includes(field));
  return [...shown.flatMap((field) => [fact(view, [...path, field.key], field), ...noteField(view, [...path, field.key], field.label)]),
    ...adder(view, path, rest)];
}

/**
 * @param {View} view
 * @param {Path} path
 * @param {Field} field
 */
export function fact(view, path, field) {
  const { shape, label, target, isRequired } = field;
  const box = NESTED.includes(shape.kind) ? group(view, path, field) : scalarField(view, path, shape, target, field);
  if (!isRequired && view.desk.at(path) !== undefined) {
    box.append(remover(view, path, label));
  }
  return box;
}

/**
 * @param {View} view
 * @param {Path} path
 * @param {string} label
 */
export function remover(view, path, label) {
  return button("Remove", `${idOf(path)}-out`, () => removed(view, path, label), label);
}

/**
 * @param {View} view
 * @param {Path} path
 * @param {Field} field
 */
function group(view, path, { label, help, shape, target }) {
  const box = make("fieldset", "sc-edit-group", make("legend", "", label), ...(path.length > 1 && help !== `${label}.` ? [make("p", "sc-edit-hint", help.replaceAll("`", ""))] : []));
  box.append(...inside(view, path, shape, target, label));
  return box;
}

/**
 * What stands inside a block, list or map, or that nobody knows it.
 *
 * @param {View} view
 * @param {Path} path
 * @param {Shape} shape
 * @param {string} target
 * @param {string} label
 * @returns {HTMLElement[]}
 */
export function inside(view, path, shape, target, label) {
  const value = view.desk.at(path);
  const wrong = make("p", "sc-edit-wrong");
  wrong.hidden = true;
  wrong.id = `${idOf(path)}-wrong`;
  const mark = make("div", "sc-edit-whole", wrong);
  mark.dataset.path = JSON.stringify(path);
  mark.id = idOf(path);
  mark.tabIndex = -1;
  const head = [mark, ...shape.words.map((word) => wholeWord(view, path, shape, word, label))];
  if (typeof value !== "object") {
    return head;
  }
  if (shape.kind === "block") {
    return [...head, ...blockFields(view, path, shape.name)];
  }
  return [...head, ...(shape.kind === "map" ? named(view, path, shape, value, blockFields) : listed(view, path, shape, target, label, blockFields))];
}

/**
 * @param {View} view
 * @param {Path} path
 * @param {Shape} shape
 * @param {string} word
 * @param {string} label
 */
function wholeWord(view, path, shape, word, label) {
  const box = document.createElement("input");
  box.type = "checkbox";
  box.id = `${idOf(path)}-${word}`;
  box.checked = view.desk.at(path) === word;
  box.addEventListener("change", () => {
    if (attempt(view, () => view.desk.write(path, box.checked ? word : shape.kind === "list" ? [] : {}))) {
      view.redraw(box.id);
    }
  });
  return make("label", "sc-toggle", box, " Not known", make("span", "sc-hidden", `: ${label}`));
}

/**
 * What a block may have besides.
 *
 * @param {View} view
 * @param {Path} path
 * @param {Field[]} fields
 */
export function adder(view, path, fields) {
  if (fields.length === 0) {
    return [];
  }
  const summary = make("summary", "", "Add something that is not here");
  summary.id = `${idOf(path)}-more`;
  const buttons = fields.map((field) => button(field.label, `${idOf([...path, field.key])}-add`, () => {
    const here = [...path, field.key];
    if (attempt(view, () => view.desk.write(here, blank(view, field.shape)))) {
      view.say(`${field.label}: added.`);
      view.redraw(idOf(here));
    }
  }));
  const box = make("details", "sc-edit-more", summary, make("ul", "", ...buttons.map((one) => make("li", "", one))));
  box.id = `${idOf(path)}-adder`;
  return [box];
}
