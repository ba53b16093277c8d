/**
 * A letter in hand: drug, practice's area and asker are chosen, and what the area's own page says of them is shown. The
 * choices stand in the address, so that it can be shared. Nothing is judged here, and nothing is kept.
 */

import { areaChosen } from "./area.js";
import { make } from "./elements.js";
import { onAnotherDay } from "./lookup.js";
import { showIn } from "./timeline.js";

/**
 * @typedef {import("./timeline.js").Timelines} Timelines
 * @typedef {{ name: string, page: Document, timelines: Timelines }} AreaPage
 */

const NAMES = /** @type {const} */ (["drug", "area", "from", "of"]);
const MOVED = "moved";
const MOVED_AWAY = "moved-away";
/** Of these, another area may have a protocol of its own. */
const ELSEWHERE = [MOVED, "other-nhs"];

/** @type {Map<string, Promise<AreaPage>>} */
const pages = new Map();

/**
 * @param {string} area
 * @returns {Promise<AreaPage>}
 */
function pageOf(area) {
  const known = pages.get(area);
  if (known) {
    return known;
  }
  const asked = load(area).catch((error) => {
    pages.delete(area);
    throw error;
  });
  pages.set(area, asked);
  return asked;
}

/**
 * @param {string} area
 * @returns {Promise<AreaPage>}
 */
async function load(area) {
  const address = new URL(`../../letter/${area}/`, import.meta.url);
  const answer = await fetch(address);
  if (!answer.ok) {
    throw new Error(`${address}: ${answer.status}`);
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const link of page.querySelectorAll("article a[href]")) {
    link.setAttribute("href", new URL(link.getAttribute("href") ?? "", address).href);
  }
  const timelines = JSON.parse(page.querySelector("script#register-timelines")?.textContent ?? "");
  return { name: page.querySelector(".sc-crumbs li:last-child")?.textContent?.trim() ?? area, page, timelines };
}

/**
 * The protocols of an area's page for a drug, and those that may be for it.
 *
 * @param {AreaPage} area
 * @param {string} drug
 * @param {(protocol: HTMLElement) => void} narrow
 */
function protocols(area, drug, narrow) {
  const all = /** @type {HTMLElement[]} */ (Array.from(area.page.querySelectorAll("[data-request]")));
  /** @param {string} wanted */
  const withDrug = (wanted) =>
    all
      .filter((one) => one.dataset.drugs?.split(" ").includes(wanted))
      .map((one) => {
        const copy = /** @type {HTMLElement} */ (document.importNode(one, true));
        copy.querySelectorAll("[id]").forEach((part) => part.removeAttribute("id"));
        narrow(copy);
        return copy;
      });
  return { sure: withDrug(drug), unclear: withDrug("*") };
}

/**
 * Show only what is said to some askers.
 *
 * @param {string[]} askers
 */
function saidTo(askers) {
  return (/** @type {HTMLElement} */ protocol) => {
    for (const row of /** @type {NodeListOf<HTMLElement>} */ (protocol.querySelectorAll("[data-for]"))) {
      const to = row.dataset.for?.split(" ") ?? [];
      row.hidden = !askers.some((asker) => to.includes(asker));
    }
    for (const list of protocol.querySelectorAll(".sc-askers")) {
      const silent = Array.from(list.children).every((row) => /** @type {HTMLElement} */ (row).hidden);
      const head = /** @type {HTMLElement | null} */ (list.previousElementSibling);
      /** @type {HTMLElement} */ (list).hidden = silent;
      head?.toggleAttribute("hidden", silent && head.textContent === "A new request");
    }
  };
}

/**
 * What is known of a drug beside its protocols.
 *
 * @param {AreaPage} area
 * @param {string} drug
 */
function drugLines(area, drug) {
  const lines = make("div", "sc-letter-lines");
  const found = area.page.querySelector(`[data-drug="${CSS.escape(drug)}"] > dd`);
  lines.append(...Array.from(found?.childNodes ?? [], (child) => document.importNode(child, true)));
  lines.querySelector(".sc-found")?.remove();
  return lines;
}

/** @param {HTMLFormElement} form */
function attach(form) {
  const status = /** @type {HTMLElement} */ (document.querySelector(".sc-count[role='status']"));
  const answer = /** @type {HTMLElement} */ (document.querySelector(".sc-letter-answer"));
  /** @param {string} name */
  const choice = (name) => /** @type {HTMLSelectElement} */ (form.elements.namedItem(name));
  const named = /** @type {HTMLOptGroupElement} */ (choice("from").querySelector("optgroup"));
  const given = new URLSearchParams(location.search);
  /** An asker by name is offered once the area's page is there. */
  let wanted = given.get("from") ?? "";
  /** @type {AreaPage[]} */
  let shown = [];

  for (const name of NAMES) {
    choice(name).value = given.get(name) ?? "";
  }
  if (!given.has("area")) {
    choice("area").value = areaChosen() ?? "";
  }
  for (const name of NAMES) {
    if (choice(name).selectedIndex < 0) {
      choice(name).value = "";
    }
  }

  function tell() {
    const address = new URL(location.href);
    for (const name of NAMES) {
      address.searchParams.delete(name);
      if (choice(name).value) {
        address.searchParams.set(name, choice(name).value);
      }
    }
    history.replaceState(null, "", address);
  }

  /** @param {AreaPage} area */
  function offer(area) {
    /** @type {Map<string, string>} */
    const providers = new Map();
    for (const row of /** @type {NodeListOf<HTMLElement>} */ (area.page.querySelectorAll("[data-provider]"))) {
      providers.set(row.dataset.provider ?? "", row.textContent?.trim() ?? "");
    }
    named.replaceChildren(...Array.from(providers, ([id, name]) => new Option(name, id)));
    named.hidden = providers.size === 0;
    choice("from").value = wanted;
    if (choice("from").selectedIndex < 0) {
      choice("from").value = "";
    }
  }

  async function run() {
    const [drug, area] = [choice("drug").value, choice("area").value];
    const of = ELSEWHERE.includes(wanted) ? choice("of").value : "";
    choice("of").closest("p")?.toggleAttribute("hidden", !ELSEWHERE.includes(wanted));
    if (!drug || !area) {
      answer.replaceChildren();
      status.textContent = "";
      return;
    }
    try {
      const [here, there] = await Promise.all([pageOf(area), of && of !== area ? pageOf(of) : null]);
      if (drug === choice("drug").value && area === choice("area").value) {
        offer(here);
        show(here, there, drug);
      }
    } catch {
      answer.replaceChildren();
      status.textContent = "The area's page could not be loaded. Open it from the list below.";
    }
  }

  /**
   * @param {AreaPage} here
   * @param {AreaPage | null} there
   * @param {string} drug
   */
  function show(here, there, drug) {
    const from = choice("from").value;
    const name = here.page.querySelector(`[data-drug="${CSS.escape(drug)}"] > dt`)?.textContent?.trim() ?? drug;
    const own = protocols(here, drug, from ? saidTo([from]) : hideLeaving);
    const lines = drugLines(here, drug);
    const title = make("h2", "", `${name} in ${here.name}`);
    const hasOwn = own.sure.some((one) => !("wider" in one.dataset));
    const parts = hasOwn ? [title, ...own.sure, lines] : [title, lines, ...own.sure];
    status.textContent = counted(own.sure, `with ${name} in ${here.name}`);
    if (own.sure.length > 1) {
      parts.splice(1, 0, make("p", "sc-strong", "More than one protocol: the letter's indication and the patient's age tell which."));
    }
    parts.push(...folded(own));
    if (there) {
      parts.push(...elsewhere(there, drug, name));
    }
    answer.replaceChildren(...banner(here), ...parts);
    shown = there ? [here, there] : [here];
    shown.forEach((area) => showIn(answer, area.timelines));
  }

  form.addEventListener("change", ({ target }) => {
    if (target === choice("from")) {
      wanted = choice("from").value;
    }
    tell();
    void run();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void run().then(() => answer.focus());
  });
  onAnotherDay(() => shown.forEach((area) => showIn(answer, area.timelines)));
  form.hidden = false;
  void run();
}

/**
 * That an area is not a real place, where it is none.
 *
 * @param {AreaPage} area
 */
function banner(area) {
  return Array.from(area.page.querySelectorAll(".sc-example"), (example) => document.importNode(example, true));
}

/** @param {HTMLElement} protocol */
function hideLeaving(protocol) {
  for (const row of /** @type {NodeListOf<HTMLElement>} */ (protocol.querySelectorAll(`[data-for="${MOVED_AWAY}"]`))) {
    row.hidden = true;
  }
}

/**
 * The protocols that may be for any drug: open where there is nothing else.
 *
 * @param {ReturnType<typeof protocols>} found
 */
function folded(found) {
  if (found.unclear.length === 0) {
    return [];
  }
  const fold = /** @type {HTMLDetailsElement} */ (make("details", "sc-fold"));
  fold.open = found.sure.length === 0;
  const number = found.unclear.length === 1 ? "1 protocol" : `${found.unclear.length} protocols`;
  fold.append(make("summary", "", `${number} of which it is not known for which drugs`), ...found.unclear);
  return [fold];
}

/**
 * @param {HTMLElement[]} found
 * @param {string} what
 */
function counted(found, what) {
  const number = found.filter((one) => !("wider" in one.dataset)).length;
  return number === 0 ? `No protocol shown ${what}.` : `${number} protocol${number === 1 ? "" : "s"} ${what}.`;
}

/**
 * Another area's protocols: they say what held where the patient, or the provider, comes from.
 *
 * @param {AreaPage} there
 * @param {string} drug
 * @param {string} name
 */
function elsewhere(there, drug, name) {
  const own = protocols(there, drug, (protocol) => {
    saidTo([MOVED_AWAY])(protocol);
    protocol.classList.add("sc-request-elsewhere");
  });
  return [
    ...banner(there),
    make("h2", "", `${name} in ${there.name}: another area's`),
    make("p", "sc-strong", "It does not bind here unless adopted here."),
    ...(own.sure.length > 0 ? own.sure : [drugLines(there, drug)]),
    ...folded(own),
  ];
}

const form = document.querySelector("form[data-letter]");
if (form instanceof HTMLFormElement) {
  attach(form);
}
