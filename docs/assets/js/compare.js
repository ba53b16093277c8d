/**
 * Puts two protocols, or two areas, side by side on the page for it. Which two is in the address, so that it can be
 * shared: `?a=…&b=…` or `?areas=…,…`, and `&only=differences` for what differs alone.
 */

import { areaTable } from "./compare/areas.js";
import { protocolTable } from "./compare/protocols.js";
import { fresh, Older, OLDER, refuseOlder } from "./fresh.js";
import { latest } from "./latest.js";
import { onAnotherDay } from "./lookup.js";
import { nameSheet } from "./sheet.js";

/**
 * @typedef {import("./join.js").Verdict} Verdict
 * @typedef {import("./compare/table.js").Protocol} Protocol
 * @typedef {import("./compare/table.js").Area} Area
 */

const TOP = new URL("../../", import.meta.url);
const NAME = /^[a-z0-9-]+$/;
const asked = new URLSearchParams(location.search);
/** @type {Record<string, ReturnType<typeof latest>>} */
const ask = { a: latest(), b: latest() };

/**
 * @template {HTMLElement} T
 * @param {string} selector
 * @returns {T}
 */
function find(selector) {
  return /** @type {T} */ (document.querySelector(selector));
}

/**
 * @param {string} address
 * @returns {Promise<any>}
 */
async function load(address) {
  const data = await (await fresh(new URL(address, TOP))).json();
  refuseOlder(data.built_on);
  return data;
}

/**
 * @param {string} kind
 * @param {string} name
 */
function fileOf(kind, name) {
  return NAME.test(name) ? load(`compare/${kind}/${name}.json`) : Promise.reject(new Error(name));
}

/** Count the signs, and show all rows or only those that differ. */
function refresh() {
  const only = find("[data-compare-only]");
  const rows = /** @type {HTMLElement[]} */ (Array.from(document.querySelectorAll("[data-compare-table] tr[data-verdict]")));
  /** @param {Verdict} verdict */
  const number = (verdict) => rows.filter((line) => line.dataset.verdict === verdict).length;
  const isHidden = /** @type {HTMLInputElement} */ (only).checked;
  for (const line of rows) {
    line.hidden = isHidden && ["same", "not-known"].includes(line.dataset.verdict ?? "");
  }
  for (const group of document.querySelectorAll("[data-compare-table] tbody:has(tr[data-verdict])")) {
    group.toggleAttribute("hidden", !group.querySelector("tr[data-verdict]:not([hidden])"));
  }
  const alone = number("only-left") + number("only-right");
  find("[data-compare-count]").textContent =
    `${number("differs")} differ, ${alone} of one only, ${number("same")} the same, ` +
    `${number("not-known")} not known of one or both, in whole or in part` +
    `${isHidden ? "; the last two kinds are not shown" : ""}.` +
    `${isHidden && rows.every((line) => line.hidden) ? " Nothing that is known of both differs." : ""}`;
}

/** Keep in the address what is shown, so that it can be shared. */
function remember() {
  const address = new URL(location.href);
  if (/** @type {HTMLInputElement} */ (find("[data-compare-only]")).checked) {
    address.searchParams.set("only", "differences");
  } else {
    address.searchParams.delete("only");
  }
  history.replaceState(null, "", address);
}

/**
 * Fill the list of an area's protocols.
 *
 * @param {string} side
 * @param {string} area
 * @param {string} chosen
 */
async function offer(side, area, chosen) {
  const isLast = ask[side]();
  const select = /** @type {HTMLSelectElement} */ (find(`#protocol-${side}`));
  const options = area ? /** @type {Area} */ (await fileOf("areas", area)).protocols : [];
  if (!isLast()) {
    return;
  }
  const first = new Option(area ? (options.length ? "Choose a protocol" : "None is recorded here") : "Choose an area first", "");
  select.replaceChildren(first, ...options.map((one) => new Option(one.title, one.slug, false, one.slug === chosen)));
}

/**
 * Show a table, made anew on another day.
 *
 * @param {string[]} names
 * @param {() => HTMLElement} build
 */
function show(names, build) {
  const result = find("[data-compare-result]");
  const renew = () => {
    find("[data-compare-table]").replaceChildren(build());
    refresh();
  };
  // What was asked for comes before the form that asks for something else.
  find("[data-compare]").prepend(result);
  result.hidden = false;
  renew();
  nameSheet(names.join(" beside "));
  onAnotherDay(renew);
}

/**
 * @param {string} side
 * @param {string} name
 */
async function chosen(side, name) {
  /** @type {Protocol} */
  const protocol = await fileOf("protocols", name);
  /** @type {HTMLSelectElement} */ (find(`#area-${side}`)).value = protocol.area;
  await offer(side, protocol.area, name).catch(() => {});
  return protocol;
}

/**
 * @param {Protocol | Area} one
 * @returns {string} Its place; of an invented one, that it is none.
 */
function named(one) {
  return one.label ? `${one.place} (${one.label.toLowerCase()})` : one.place;
}

async function start() {
  const names = ["a", "b"].map((side) => asked.get(side) ?? "");
  const areas = asked.getAll("areas").join(",").split(",").filter(Boolean).slice(0, 2);
  if (areas.length > 0) {
    ["one", "other"].forEach((side, number) => {
      /** @type {HTMLSelectElement} */ (find(`#areas-${side}`)).value = areas[number] ?? "";
    });
    const found = /** @type {Area[]} */ (await Promise.all(areas.map((area) => fileOf("areas", area))));
    if (found.length === 2) {
      show(found.map(named), () => areaTable(found[0], found[1]));
    }
    return;
  }
  const found = await Promise.all(names.map((name, number) => (name ? chosen(["a", "b"][number], name) : null)));
  if (found[0] && found[1]) {
    const [left, right] = [found[0], found[1]];
    show([left, right].map((one) => `${one.title}, ${named(one)}`), () => protocolTable(left, right));
  }
}

const NO_NETWORK = "A comparison needs the network: what it is made from is not kept on this device.";
const LOST = "The register has nothing under this address, or it could not be loaded. Choose again above.";

/**
 * Say that what the address asks for is not here.
 *
 * @param {unknown} error
 */
function notFound(error) {
  find("[data-compare-result]").hidden = false;
  find("[data-compare-only]").closest("p")?.setAttribute("hidden", "");
  find("[data-compare-count]").textContent = error instanceof Older ? OLDER : error instanceof TypeError ? NO_NETWORK : LOST;
}

if (find("[data-compare]")) {
  find("[data-compare]").hidden = false;
  find("[data-compare-plain]").hidden = true;
  const only = /** @type {HTMLInputElement} */ (find("[data-compare-only]"));
  only.checked = asked.get("only") === "differences";
  only.addEventListener("change", () => {
    refresh();
    remember();
  });
  for (const side of ["a", "b"]) {
    const area = /** @type {HTMLSelectElement} */ (find(`#area-${side}`));
    area.addEventListener("change", () => void offer(side, area.value, "").catch(notFound));
  }
  void start().catch(notFound);
}
