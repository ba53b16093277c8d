/** The form's sections, one for each part of a file. What a section holds is made when it is opened. */

import { make } from "../elements.js";
import { adder, fact, inside, remover } from "./blocks.js";
import { noteField } from "./controls.js";
import { fieldsOf, TOP } from "./shape.js";
import { NOT_KNOWN } from "./words.js";

/**
 * @typedef {import("./desk.js").Desk} Desk
 * @typedef {import("./controls.js").View} View
 * @typedef {import("./shape.js").Field} Field
 */

const FIRST = ["id", "title", "kind", "evidence", "listing_seen_on", "confidence", "reports", "area", "drugs", "specialties", "ages"];
const ABOUT = "What it is";

export class Sections {
  /**
   * @param {Desk} desk
   * @param {HTMLElement} root
   * @param {(words: string) => void} say
   */
  constructor(desk, root, say) {
    this.desk = desk;
    this.root = root;
    this.say = say;
    desk.watchers.push(() => this.mark());
    this.draw();
  }

  /** Show the file anew, with what was open. */
  again() {
    const open = Array.from(this.root.querySelectorAll("details[open]"), ({ id }) => id);
    this.draw();
    this.reopen(open);
    this.mark();
  }

  draw() {
    const all = fieldsOf(this.desk.form, TOP);
    const rest = all.filter(({ key }) => !FIRST.includes(key));
    const shown = rest.filter(({ key, isRequired }) => isRequired || this.desk.at([key]) !== undefined);
    const first = all.filter(({ key, isRequired }) => FIRST.includes(key) && (isRequired || this.desk.at([key]) !== undefined));
    const missing = all.filter((field) => !shown.includes(field) && !first.includes(field));
    const view = this.view(() => this.draw());
    this.root.replaceChildren(
      this.section(ABOUT, "about", first, (inner) => first.flatMap((field) => [fact(inner, [field.key], field), ...noteField(inner, [field.key], field.label)])),
      ...shown.map((field) => this.section(field.label, field.key, [field], (inner) => this.one(inner, field))),
      ...adder(view, [], missing),
    );
    this.mark();
  }

  /**
   * @param {View} view
   * @param {Field} field
   */
  one(view, field) {
    const path = [field.key];
    const fields = field.shape.kind === "text" ? [fact(view, path, field)] : inside(view, path, field.shape, field.target, field.label);
    const out = field.isRequired || field.shape.kind === "text" ? [] : [remover(view, path, field.label)];
    return [make("p", "sc-edit-hint", field.help.replaceAll("`", "")), ...fields, ...noteField(view, path, field.label), ...out];
  }

  /**
   * @param {string} label
   * @param {string} key
   * @param {Field[]} fields
   * @param {(view: View) => (HTMLElement | Element)[]} fill
   */
  section(label, key, fields, fill) {
    const summary = make("summary", "", make("h2", "", label), make("span", "sc-edit-gist", this.gist(fields)), make("span", "sc-edit-count"));
    summary.id = `s.${key}`;
    const box = /** @type {HTMLDetailsElement} */ (make("details", "sc-edit-section", summary));
    box.id = `s.${key}-box`;
    box.dataset.section = JSON.stringify(fields.map((field) => field.key));
    const draw = () => box.replaceChildren(summary, ...fill(this.view(draw, box, fields)));
    box.addEventListener("toggle", () => box.open && box.children.length === 1 && (draw(), this.mark()));
    return box;
  }

  /** @param {Field[]} fields */
  gist(fields) {
    if (fields.length !== 1) {
      return "";
    }
    const value = this.desk.at([fields[0].key]);
    if (value === "unknown") {
      return NOT_KNOWN;
    }
    const count = typeof value === "object" ? Object.keys(value).length : 0;
    return Array.isArray(value) || fields[0].shape.kind === "map" ? `${count} ${count === 1 ? "row" : "rows"}` : "";
  }

  /**
   * @param {() => void} draw
   * @param {HTMLElement} [box]
   * @param {Field[]} [fields]
   * @returns {View}
   */
  view(draw, box = this.root, fields = []) {
    const redraw = (/** @type {string} */ focus) => {
      const isTop = fields.some(({ key }) => this.desk.at([key]) === undefined);
      const open = Array.from(this.root.querySelectorAll("details[open]"), ({ id }) => id);
      if (isTop || box === this.root) {
        this.draw();
      } else {
        draw();
        const gist = box.querySelector(".sc-edit-gist");
        gist?.replaceChildren(this.gist(fields));
      }
      this.reopen(open);
      this.focus(focus);
      this.mark();
    };
    return { desk: this.desk, say: this.say, redraw };
  }

  /** @param {string[]} ids */
  reopen(ids) {
    for (const id of ids) {
      const box = /** @type {HTMLDetailsElement | null} */ (document.getElementById(id));
      if (box && !box.open) {
        box.open = true;
        box.dispatchEvent(new Event("toggle"));
      }
    }
  }

  /** Open what stands around an element, and put the focus on it. @param {string} id */
  focus(id) {
    const key = /^f\.([^.]+)/.exec(id)?.[1].replace(/-(out|add|more|row|unknown)$/, "") ?? "";
    const section = Array.from(this.root.querySelectorAll("details[data-section]")).find((one) => JSON.parse(/** @type {HTMLElement} */ (one).dataset.section ?? "[]").includes(key));
    this.reopen(section ? [section.id] : []);
    const found = document.getElementById(id) ?? section?.querySelector("summary") ?? document.getElementById("f.-more");
    for (let around = found?.parentElement?.closest("details"); around; around = around.parentElement?.closest("details")) {
      around.open = around.id.endsWith("-adder") ? around.open : true;
    }
    const row = found?.matches("summary") ? found.closest("details.sc-edit-row") : null;
    row?.setAttribute("open", "");
    const control = row?.querySelector("input, select, textarea") ?? found;
    /** @type {HTMLElement | null} */ (control)?.focus();
  }

  /** Show beside each fact what is wrong with it, and in each fold how much is. */
  mark() {
    for (const box of /** @type {NodeListOf<HTMLElement>} */ (this.root.querySelectorAll("[data-path]"))) {
      const path = box.dataset.path ?? "";
      const found = this.desk.found.find((one) => JSON.stringify(one.path) === path);
      const wrong = /** @type {HTMLElement} */ (box.querySelector(".sc-edit-wrong"));
      const words = found ? `${found.message}. ${found.help.replaceAll("`", "")} (${found.code})` : "";
      if (wrong.textContent !== words) {
        wrong.textContent = words;
        wrong.hidden = !found;
      }
      box.querySelector(":scope > input, :scope > select, :scope > textarea, :scope > .sc-edit-day > input")?.setAttribute("aria-invalid", String(Boolean(found)));
    }
    for (const box of /** @type {NodeListOf<HTMLElement>} */ (this.root.querySelectorAll("details[data-section], details[data-within]"))) {
      const within = box.dataset.within ? JSON.parse(box.dataset.within) : null;
      const keys = within ? [] : JSON.parse(box.dataset.section ?? "[]");
      const number = this.desk.found.filter(({ path }) => (within ? within.every((/** @type {any} */ step, /** @type {number} */ at) => path[at] === step) : keys.includes(path[0]))).length;
      const count = /** @type {HTMLElement} */ (box.querySelector(".sc-edit-count"));
      count.textContent = number > 0 ? `${number} to mend` : "";
    }
  }
}
