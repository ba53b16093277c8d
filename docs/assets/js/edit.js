/**
 * The form for editors. `?protocol=…` in the address names the file that it is filled with, `?new=…` an area that is to
 * have another. Nothing is sent: what is changed is kept on this device until it is cleared.
 */

import { button } from "./edit/button.js";
import { Desk } from "./edit/desk.js";
import { finish } from "./edit/finish.js";
import { fingerprint } from "./edit/keep.js";
import { Unreadable } from "./edit/read.js";
import { Sections } from "./edit/sections.js";
import { fieldsOf, TOP } from "./edit/shape.js";
import { tabs, UNSETTLED } from "./edit/tabs.js";
import { pairLines } from "./edit/write.js";
import { make } from "./elements.js";

/** @typedef {import("./edit/desk.js").Source} Source */

const SITE = new URL("../../", import.meta.url);
const NAME = /^[a-z0-9-]+$/;
const root = /** @type {HTMLElement} */ (document.querySelector("[data-edit]"));
const plain = /** @type {HTMLElement} */ (document.querySelector("[data-edit-plain]"));
const known = JSON.parse(document.getElementById("register-edit")?.textContent ?? "{}");
const status = make("p", "sc-edit-status");
status.setAttribute("role", "status");

/** @param {string} address */
async function load(address) {
  const answer = await fetch(new URL(address, SITE));
  if (!answer.ok) {
    throw new Error(`${address}: ${answer.status}`);
  }
  return answer.json();
}

/**
 * An empty file of an area: every required fact, not known until somebody writes it.
 *
 * @param {import("./edit/shape.js").Form} form
 * @param {string} area
 * @returns {Source}
 */
function newSource(form, area) {
  /** @type {Record<string, any>} */
  const given = { id: `${area}-`, area, evidence: "", sources: {}, verification: { status: "transcribed" }, title: "", drugs: [], specialties: [] };
  const lines = fieldsOf(form, TOP).filter(({ isRequired }) => isRequired).flatMap(({ key }) => [...(form.spaced.includes(key) ? [""] : []), ...pairLines(key, given[key] ?? "unknown", 0)]);
  const place = form.lists.areas.find(([id]) => id === area)?.[1] ?? area;
  return { id: `new ${area}`, title: `A new protocol for ${place}`, area, place, page: `areas/${area}/`, file: "", text: `${lines.join("\n")}\n`, isNew: true };
}

/** @param {string} words */
function say(words) {
  status.textContent = words;
}

/**
 * @param {Desk} desk
 * @param {import("./edit/keep.js").Draft} draft
 * @param {() => void} redraw
 */
function resumed(desk, draft, redraw) {
  const isThis = draft.base === fingerprint(desk.source.text);
  const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(new Date(draft.on));
  const box = make("div", "sc-edit-kept", make("p", "", `You have an unfinished change of ${day}. ${isThis ? "It is shown below." : "The published file has changed since, so it is not shown below. Copy from it what you need: your next change takes its place."}`));
  const clear = button("Clear it", "kept-clear", () => {
    desk.forget();
    box.remove();
    redraw();
    say("The unfinished change is cleared.");
    root.querySelector("summary")?.focus();
  });
  if (isThis) {
    box.append(make("p", "sc-edit-tools", button("Go on", "kept-on", () => (box.remove(), root.querySelector("summary")?.focus())), " ", clear));
  } else {
    const old = /** @type {HTMLTextAreaElement} */ (make("textarea", "sc-edit-file"));
    Object.assign(old, { readOnly: true, value: draft.text, rows: 8 });
    old.setAttribute("aria-label", "Your unfinished change of the older file");
    box.append(make("details", "sc-fold", make("summary", "", "See it, to copy from"), old), make("p", "sc-edit-tools", clear));
  }
  return box;
}

/** @param {Desk} desk */
function show(desk) {
  const draft = desk.resume();
  const parts = make("div", "");
  const end = make("div", "sc-edit-end");
  end.hidden = true;
  const sections = new Sections(desk, parts, say);
  /** @param {boolean} isAsked */
  const ending = (isAsked) => finish(end, { desk, known, say, focus: (id) => sections.focus(id) }, isAsked);
  const told = () => {
    const wrong = desk.found.length > 0 ? ` ${desk.found.length} to mend.` : "";
    const where = desk.other ? UNSETTLED : desk.isKept ? "Kept on this device until you clear it." : "This device keeps nothing: do not close the page before you have taken the file.";
    say(desk.isChanged ? `Changed.${wrong} ${where}` : `Nothing is changed.${wrong}`);
    if (!end.hidden) {
      ending(false);
    }
  };
  desk.watchers.push(told);
  addEventListener("beforeunload", (event) => desk.isChanged && !desk.isKept && event.preventDefault());
  const back = /** @type {HTMLAnchorElement} */ (make("a", "", desk.source.isNew ? desk.source.place : desk.source.title));
  back.href = new URL(desk.source.page, SITE).href;
  const clear = button("Clear my changes", "clear", () => {
    desk.clear();
    sections.again();
    say("Your changes are cleared. The form shows the published file. Undo brings them back until you leave.");
  });
  const undo = button("Undo", "undo", () => {
    const wasThere = desk.undo();
    sections.again();
    say(wasThere ? "The last step is taken back." : "There is nothing to take back.");
  });
  const settled = (/** @type {string} */ words) => {
    sections.again();
    say(words);
    root.querySelector("summary")?.focus();
  };
  root.replaceChildren(make("p", "sc-edit-which", desk.source.isNew ? "A new protocol for " : "", back, desk.source.isNew ? "" : ` – ${desk.source.place}`),
    tabs(desk, settled), ...(draft ? [resumed(desk, draft, () => sections.again())] : []), parts,
    make("p", "sc-edit-tools", button("Check it, and show what I changed", "show", () => ending(true)), " ", undo, " ", clear), status, end);
  told();
}

/** @param {string} words */
function stop(words) {
  root.replaceChildren(make("p", "sc-strong", words));
}

async function start() {
  root.hidden = false;
  plain.hidden = true;
  const asked = new URLSearchParams(location.search);
  const [protocol, area] = [asked.get("protocol") ?? "", asked.get("new") ?? ""];
  if (!protocol && !area) {
    const link = /** @type {HTMLAnchorElement} */ (make("a", "", "Find a protocol"));
    link.href = new URL("find/", SITE).href;
    root.replaceChildren(make("p", "", link, ", and choose “Edit it in a form” at the foot of its page. At the foot of an area's page is a form for a new one."));
    return;
  }
  const form = await load("edit/form.json");
  const isNew = area !== "" && form.lists.areas.some((/** @type {string[]} */ [id]) => id === area);
  if (!isNew && !NAME.test(protocol)) {
    throw new Error(protocol);
  }
  show(new Desk(form, isNew ? newSource(form, area) : await load(`edit/of/${protocol}.json`), SITE.pathname));
}

const worker = navigator.serviceWorker;
const isFirstVisit = worker && !worker.controller;

/** On the first visit no worker saw what the form is made of: once there is one, it is to keep it. */
async function keepForOffline() {
  if (!isFirstVisit) {
    return;
  }
  if (!worker.controller) {
    await new Promise((resolve) => worker.addEventListener("controllerchange", resolve, { once: true }));
  }
  const used = performance.getEntriesByType("resource").map(({ name }) => name);
  used.filter((name) => name.startsWith(SITE.href)).forEach((name) => void fetch(name).catch(() => {}));
}

start()
  .catch((error) => stop(error instanceof Unreadable
    ? "This file is written in a way that the form cannot hold. Change the file itself."
    : "The form could not be loaded: the register has nothing under this address, or there is no network."))
  .finally(() => void keepForOffline());
