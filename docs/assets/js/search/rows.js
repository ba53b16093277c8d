/** A result as a row of a list: where it leads, why it was found, and its states today. */

import { badge, make } from "../elements.js";
import { TOP } from "./engine.js";
import { LEVEL } from "./finder.js";
import { PARTS, codesOn, dayOf } from "./states.js";
import { begins, starts, typedIn } from "./words.js";

/**
 * @typedef {import("./engine.js").Index} Index
 * @typedef {import("./engine.js").Doc} Doc
 * @typedef {import("./finder.js").Hit} Hit
 */

const KINDS = {
  protocol: "Protocol",
  drug: "Drug",
  area: "Area",
  committee: "Committee",
  organisation: "Organisation",
  page: "Page of this site",
};
const MOST_PLACES = 3;

/**
 * @param {string} text
 * @param {string} address From the site's top.
 */
export function linkTo(text, address) {
  const link = /** @type {HTMLAnchorElement} */ (make("a", "", text));
  link.href = new URL(address, TOP).href;
  return link;
}

/**
 * @param {Index} index
 * @param {Hit[]} hits
 * @param {string} query
 * @param {Hit[]} all Every hit of the query: what a row is not to be taken for may stand further down.
 * @returns {HTMLElement[]}
 */
export function rows(index, hits, query, all) {
  const typed = typedIn(query);
  const found = new Set(all.filter(isCalledSo).flatMap(({ id }) => index.documents[id].drugs ?? []));
  const day = dayOf(index);
  return hits.map((hit) => row(index, hit, typed, found, day));
}

/**
 * @param {Index} index
 * @param {Hit} hit
 * @param {string[]} typed
 * @param {Set<string>} found The drugs that are called what was typed.
 * @param {string} day
 */
function row(index, hit, typed, found, day) {
  const doc = index.documents[hit.id];
  const item = make("li", "sc-result");
  const link = /** @type {HTMLAnchorElement} */ (make("a", "sc-result-link"));
  link.href = new URL(doc.address, TOP).href;
  link.append(make("span", "sc-result-title", doc.title), " ", make("span", "sc-result-kind", kindAndPlace(doc)));
  /** @param {[className: string, text: string]} said */
  const say = ([className, text]) => link.append(" ", make("span", className, text));
  if (hit.similar) {
    say(["sc-result-similar", "Similar to what you typed"]);
  }
  if (doc.depth) {
    say(["sc-result-kind", `(${doc.depth})`]);
  }
  if (doc.label) {
    say(["sc-invented-label", doc.label]);
  }
  const why = because(index, doc, hit, typed);
  if (why) {
    say(["sc-result-brand", why]);
  }
  for (const other of isCalledSo(hit) ? others(index, doc, found) : []) {
    say(["sc-result-not", `Not the same as ${other}`]);
  }
  item.append(link);
  if (doc.case && index.timelines[doc.case]) {
    item.append(states(index, doc.case, day));
  }
  return item;
}

/** @param {Hit} hit */
function isCalledSo({ top }) {
  return top >= LEVEL.names;
}

/** @param {Doc} doc */
function kindAndPlace(doc) {
  const places = doc.areas ?? (doc.area && doc.kind !== "area" ? [doc.area] : []);
  const hasPlace = doc.kind === "protocol" || doc.kind === "drug";
  if (places.length === 0) {
    return hasPlace ? `${KINDS[doc.kind]}, no area` : KINDS[doc.kind];
  }
  const more = places.length - MOST_PLACES;
  const named = more > 1 ? [...places.slice(0, MOST_PLACES), `${more} more areas`] : places;
  return `${KINDS[doc.kind]}, ${named.join(", ")}`;
}

/**
 * Why it was found where its title does not show it: the brand or spelling, or one that sounds so, and the drug that it
 * leads to; the class; the heading.
 *
 * @param {Index} index
 * @param {Doc} doc
 * @param {Hit} hit
 * @param {string[]} typed
 */
function because(index, doc, hit, typed) {
  /** @param {string} text */
  const isTyped = (text) => typed.some((word) => starts(text, word));
  for (const id of doc.drugs ?? []) {
    const drug = index.drugs[id];
    const name = drug && calledOtherwise(drug, typed, hit.similar);
    if (drug && name) {
      return `${name} → ${drug.name}`;
    }
    if (drug?.class && hit.low > 0 && hit.low < LEVEL.places && isTyped(drug.class)) {
      return `Found by its class: ${drug.class}`;
    }
  }
  const heading = doc.kind === "page" && !isTyped(doc.title) ? doc.names?.find(isTyped) : "";
  return heading ?? "";
}

/**
 * @param {import("./engine.js").Drug} drug
 * @param {string[]} typed
 * @param {boolean} similar What only looks like the name is not said to be it.
 * @returns {string | undefined} What was typed in the place of the drug's name: another name of it, or its sound.
 */
function calledOtherwise(drug, typed, similar) {
  const unlike = typed.filter((word) => !begins(drug.name, word));
  const [heard] = unlike.filter((word) => starts(drug.name, word));
  const also = drug.also.find((name) => unlike.some((word) => begins(name, word)));
  return also ?? (heard ? (similar ? undefined : heard) : drug.also.find((name) => unlike.some((word) => starts(name, word))));
}

/**
 * @param {Index} index
 * @param {Doc} doc
 * @param {Set<string>} found
 * @returns {string[]} The drugs that were found too, that this is not, and that it could be taken for by its letters.
 */
function others(index, doc, found) {
  const own = doc.drugs ?? [];
  const near = own.flatMap((id) => Object.entries(index.drugs[id]?.near ?? {}));
  const names = near
    .filter(([id]) => found.has(id) && !own.includes(id))
    .map(([id, name]) => (name === index.drugs[id].name ? name : `${name} (${index.drugs[id].name})`));
  return [...new Set(names)];
}

/**
 * @param {Index} index
 * @param {string} key
 * @param {string} day
 */
function states(index, key, day) {
  const codes = codesOn(index, key, day);
  const line = make("span", "sc-result-states");
  PARTS.forEach((part, number) => {
    line.append(badge(key, part, codes[number], index.words[part]), " ");
  });
  return line;
}
