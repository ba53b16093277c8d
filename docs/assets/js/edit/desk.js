/** The file on the desk: what it was, what it is now, what the checks say of it; kept on the device as it changes. */

import { findings } from "./checks.js";
import { edited } from "./edits.js";
import { draftIn, fingerprint, keep, stored } from "./keep.js";
import { read, valueAt } from "./read.js";
import { orderOf, at, noteOf } from "./shape.js";

/**
 * @typedef {import("./shape.js").Form} Form
 * @typedef {import("./read.js").Read} Read
 * @typedef {import("./read.js").Path} Path
 * @typedef {import("./read.js").Value} Value
 * @typedef {{ id: string, title: string, area: string, place: string, page: string, file: string, text: string,
 *   isNew?: boolean }} Source
 */

export class Desk {
  /**
   * @param {Form} form
   * @param {Source} source
   * @param {string} scope Where the site stands.
   */
  constructor(form, source, scope) {
    this.form = form;
    this.source = source;
    this.scope = scope;
    this.base = read(source.text);
    this.file = this.base;
    /** Whether the device could keep what was last changed. */
    this.couldKeep = true;
    /** What the device keeps of this file, as far as this tab knows. */
    this.seen = stored(scope, source.id);
    /** @type {{ draft: import("./keep.js").Draft | null } | null} What another tab has put in its place; no draft where it cleared it. */
    this.other = null;
    /** What the file was before each step, with the place that the step changed: to be taken back. */
    /** @type {{ file: Read, place: string }[]} */
    this.past = [];
    /** @type {(() => void)[]} */
    this.watchers = [];
    this.found = findings(form, this.file.values);
  }

  get isChanged() {
    return this.file.text !== this.base.text;
  }

  /** Whether the device keeps what is changed. */
  get isKept() {
    return this.couldKeep && this.other === null;
  }

  /** @returns {any} */
  get values() {
    return this.file.values;
  }

  /** @param {Path} path */
  at(path) {
    return valueAt(this.file.values, path);
  }

  /**
   * Take up what the device kept of this file.
   *
   * @returns {import("./keep.js").Draft | null} What was kept, of this file or of one that has changed since; its
   *   `base` is empty where it cannot be read.
   */
  resume() {
    const draft = draftIn(this.seen);
    try {
      if (draft && draft.base === fingerprint(this.source.text)) {
        this.take(read(draft.text));
      }
    } catch {
      return draft && { ...draft, base: "" };
    }
    return draft;
  }

  /** Put the published file back. It can be taken back, as any other step. */
  clear() {
    this.step(this.base, "");
  }

  /** @returns {boolean} Whether there was a step to take back. */
  undo() {
    const last = this.past.pop();
    if (last) {
      this.take(last.file);
    }
    return last !== undefined;
  }

  /**
   * @param {Read} file
   * @param {string} place Typing in one place is one step.
   */
  step(file, place) {
    if (file.text === this.file.text) {
      return;
    }
    if (place === "" || this.past[this.past.length - 1]?.place !== place) {
      this.past.push({ file: this.file, place });
    }
    this.take(file);
  }

  /** @param {Read} file */
  take(file) {
    this.file = file;
    this.found = findings(this.form, file.values);
    this.look();
    if (!this.other) {
      this.keep();
    }
    this.watchers.forEach((run) => run());
  }

  keep() {
    const draft = { base: fingerprint(this.source.text), text: this.file.text, on: new Date().toISOString().slice(0, 10) };
    this.couldKeep = keep(this.scope, this.source.id, this.isChanged ? draft : null);
    this.seen = stored(this.scope, this.source.id);
  }

  /** See whether another tab has kept something else. Until one of the two is chosen, this tab keeps nothing over it. */
  look() {
    const there = stored(this.scope, this.source.id);
    const draft = draftIn(there);
    const isSame = there === this.seen || (draft ? draft.text === this.file.text : !this.isChanged);
    const wasOther = this.other !== null;
    this.other = isSame ? null : { draft };
    this.seen = isSame ? there : this.seen;
    if (wasOther && isSame) {
      this.keep();
    }
  }

  /** Whether the other tab changed the same published file, so that this tab can show what it has. */
  get canShowOther() {
    return this.other !== null && (this.other.draft === null || this.other.draft.base === fingerprint(this.source.text));
  }

  /** Go on with what the other tab has. It can be taken back, as any other step. */
  showOther() {
    const { draft } = /** @type {{ draft: import("./keep.js").Draft | null }} */ (this.other);
    this.settle();
    this.step(draft ? read(draft.text) : this.base, "");
  }

  /** Go on with what is here, and keep it in the place of the other tab's. */
  insist() {
    this.settle();
    this.keep();
    this.watchers.forEach((run) => run());
  }

  settle() {
    this.seen = stored(this.scope, this.source.id);
    this.other = null;
  }

  /** Forget what the device kept, with every step. */
  forget() {
    this.couldKeep = keep(this.scope, this.source.id, null);
    this.settle();
    this.clear();
    this.past = [];
  }

  /**
   * Write a value, in the place of another or as a new one.
   *
   * @param {Path} path
   * @param {Value} value
   */
  write(path, value) {
    const isThere = this.at(path) !== undefined;
    const after = edited(this.file, isThere ? { do: "set", path, value } : this.adding(path, value));
    this.step(after, typeof value === "string" && value !== "unknown" ? path.join(".") : "");
  }

  /**
   * @param {Path} path
   * @param {Value} value
   * @returns {import("./edits.js").Edit}
   */
  adding(path, value) {
    const { shape } = at(this.form, path.slice(0, -1));
    const names = shape.kind === "map" ? Object.keys(/** @type {any} */ (this.at(path.slice(0, -1)))) : null;
    const spaced = path.length === 1 && this.form.spaced.includes(String(path[0]));
    return { do: "add", path, value, spaced, order: names ? [...names, String(path[path.length - 1])] : orderOf(this.form, shape.name) };
  }

  /**
   * @param {Path} path Its last step is the number of the new row.
   * @param {Value} value
   */
  insert(path, value) {
    this.step(edited(this.file, { do: "add", path, value }), "");
  }

  /** @param {Path} path */
  remove(path) {
    const last = path[path.length - 1];
    const note = typeof last === "string" ? [...path.slice(0, -1), noteOf(last)] : null;
    let after = edited(this.file, { do: "remove", path });
    if (note && valueAt(after.values, note) !== undefined) {
      after = edited(after, { do: "remove", path: note });
    }
    this.step(after, "");
  }

  /** @param {Path} path */
  swap(path) {
    this.step(edited(this.file, { do: "swap", path }), "");
  }
}
