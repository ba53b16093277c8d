/** The rows of a list, and the entries of a block whose names the file chooses: added, removed, moved. */

import { make } from "../elements.js";
import { button } from "./button.js";
import { idPattern } from "./kinds.js";
import { attempt, idOf, scalarField } from "./controls.js";
import { fieldsOf } from "./shape.js";
import { gist } from "./words.js";

/**
 * @typedef {import("./controls.js").View} View
 * @typedef {import("./shape.js").Shape} Shape
 * @typedef {import("./read.js").Path} Path
 * @typedef {import("./read.js").Value} Value
 * @typedef {(view: View, path: Path, name: string) => HTMLElement[]} Fields What makes the fields of a row.
 */

/**
 * @param {View} view
 * @param {Path} path
 * @param {Shape} shape
 * @param {any} value
 * @param {Fields} fields
 */
export function named(view, path, shape, value, fields) {
  const { desk } = view;
  const rows = Object.keys(value).map((key) => row(view, [...path, key], key, gist(desk.form, shape.item?.name ?? "", value[key], desk.values),
    fields(view, [...path, key], shape.item?.name ?? ""), [button("Remove", `${idOf([...path, key])}-out`, () => removed(view, [...path, key], key), key)]));
  return [...rows, newName(view, path, shape, value)];
}

/**
 * Where a new entry is named. A name that no entry can have is refused where it was typed, with one that it could have.
 *
 * @param {View} view
 * @param {Path} path
 * @param {Shape} shape
 * @param {any} value
 */
function newName(view, path, shape, value) {
  const { desk } = view;
  const id = `${idOf(path)}-new`;
  const input = document.createElement("input");
  input.id = id;
  input.autocomplete = "off";
  const hint = make("p", "sc-edit-hint", "Small letters, digits and hyphens: protocol, or leaflet-2026");
  hint.id = `${id}-hint`;
  const wrong = make("p", "sc-edit-wrong");
  wrong.id = `${id}-wrong`;
  wrong.hidden = true;
  input.setAttribute("aria-describedby", `${hint.id} ${wrong.id}`);
  const add = button("Add", `${id}-add`, () => {
    const key = input.value.trim();
    const lack = value[key] !== undefined ? `There is a ${key} already: choose another name.` : new RegExp(idPattern(desk.form)).test(key) ? "" : unfit(key);
    wrong.textContent = lack;
    wrong.hidden = lack === "";
    input.setAttribute("aria-invalid", String(lack !== ""));
    if (lack) {
      input.focus();
    } else if (attempt(view, () => desk.write([...path, key], blank(view, shape.item ?? shape)))) {
      view.redraw(`${idOf([...path, key])}-row`);
    }
  });
  const label = /** @type {HTMLLabelElement} */ (make("label", "", "Add one, under the name that rows will call it: "));
  label.htmlFor = id;
  return make("div", "sc-edit-field", label, hint, wrong, input, " ", add);
}

/** @param {string} typed */
function unfit(typed) {
  const meant = typed.normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  return meant ? `A name has small letters, digits and hyphens only. Write ${meant}` : "Type a name for it first.";
}

/**
 * @param {View} view
 * @param {Path} path
 * @param {Shape} shape
 * @param {string} target
 * @param {string} label
 * @param {Fields} fields
 */
export function listed(view, path, shape, target, label, fields) {
  const { desk } = view;
  const item = /** @type {Shape} */ (shape.item);
  const values = /** @type {Value[]} */ (desk.at(path));
  const rows = values.map((value, at) => {
    const here = [...path, at];
    if (item.kind !== "block") {
      const said = { label: `${label}: ${at + 1}`, help: "" };
      const box = scalarField(view, here, item, target, said);
      box.classList.add("sc-edit-item");
      box.append(...movers(view, here, values.length, label));
      return box;
    }
    return row(view, here, `Row ${at + 1}`, gist(desk.form, item.name, value, desk.values), fields(view, here, item.name), movers(view, here, values.length, label));
  });
  const add = button("Add a row", `${idOf(path)}-add`, () => {
    const here = [...path, values.length];
    if (attempt(view, () => desk.insert(here, blank(view, item)))) {
      view.redraw(item.kind === "block" ? `${idOf(here)}-row` : idOf(here));
    }
  }, `to ${label}`);
  return [...rows, add];
}

/**
 * @param {View} view
 * @param {Path} path
 * @param {string} lead
 * @param {string} words
 * @param {HTMLElement[]} fields
 * @param {HTMLElement[]} tools
 */
function row(view, path, lead, words, fields, tools) {
  const summary = make("summary", "", make("span", "sc-edit-lead", `${lead}: `), words, make("span", "sc-edit-count"));
  summary.id = `${idOf(path)}-row`;
  const wrong = make("p", "sc-edit-wrong");
  wrong.hidden = true;
  const mark = make("div", "sc-edit-whole", wrong);
  mark.dataset.path = JSON.stringify(path);
  mark.id = idOf(path);
  mark.tabIndex = -1;
  const box = make("details", "sc-edit-row", summary, mark, ...fields, make("p", "sc-edit-tools", ...tools));
  box.dataset.within = JSON.stringify(path);
  box.id = `${idOf(path)}-box`;
  return box;
}

/**
 * @param {View} view
 * @param {Path} path Of the row.
 * @param {number} count
 * @param {string} label
 */
function movers(view, path, count, label) {
  const at = Number(path[path.length - 1]);
  const list = path.slice(0, -1);
  const name = `row ${at + 1} of ${label}`;
  /** @param {number} upper @param {number} to */
  const swap = (upper, to) => {
    if (attempt(view, () => view.desk.swap([...list, upper]))) {
      view.say(`Row ${at + 1} of ${label} is now row ${to + 1}.`);
      view.redraw(`${idOf([...list, to])}-${to < at ? "up" : "down"}`);
    }
  };
  const tools = [];
  if (at > 0) {
    tools.push(button("Up", `${idOf(path)}-up`, () => swap(at - 1, at - 1), name));
  }
  if (at < count - 1) {
    tools.push(button("Down", `${idOf(path)}-down`, () => swap(at, at + 1), name));
  }
  tools.push(button("Remove", `${idOf(path)}-out`, () => {
    if (attempt(view, () => view.desk.remove(path))) {
      view.say(`Row ${at + 1} of ${label}: removed.`);
      view.redraw(`${idOf(list)}-add`);
    }
  }, name));
  return tools;
}

/**
 * An empty value to fill in: of a block, what its rules ask for, each list of it with a first place to write. A source
 * is taken where the file has only one.
 *
 * @param {View} view
 * @param {Shape} shape
 * @returns {Value}
 */
export function blank(view, shape) {
  if (shape.kind === "list") {
    return [];
  }
  if (shape.kind !== "block") {
    return shape.kind === "map" ? {} : "";
  }
  const order = view.desk.form.order[shape.name];
  const fields = fieldsOf(view.desk.form, shape.name).filter(({ isRequired, isAsked }) => isRequired || isAsked);
  fields.sort((one, other) => order.indexOf(one.key) - order.indexOf(other.key));
  return Object.fromEntries(fields.map((field) => [field.key, first(view, field)]));
}

/**
 * @param {View} view
 * @param {import("./shape.js").Field} field Of a new block.
 * @returns {Value}
 */
function first(view, { shape, target, isAsked }) {
  const sources = target === "sources" ? Object.keys(view.desk.values.sources ?? {}) : [];
  const only = sources.length === 1 ? sources[0] : "";
  if (shape.kind === "list" && isAsked) {
    return [only];
  }
  return NESTED.includes(shape.kind) ? blank(view, { ...shape }) : only;
}

const NESTED = ["block", "list", "map"];

/**
 * @param {View} view
 * @param {Path} path
 * @param {string} label
 */
export function removed(view, path, label) {
  if (attempt(view, () => view.desk.remove(path))) {
    view.say(`${label}: removed.`);
    view.redraw(`${idOf(path.slice(0, -1))}-more`);
  }
}
