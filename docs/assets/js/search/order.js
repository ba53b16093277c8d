/** In which order results stand. */

import { areaChosen } from "../area.js";
import { LEVEL } from "./finder.js";

/**
 * @typedef {import("./engine.js").Index} Index
 * @typedef {import("./engine.js").Doc} Doc
 * @typedef {import("./finder.js").Hit} Hit
 */

/** A drug that is called so leads to every area's protocol, so it comes before any one of them, and before all else. */
const CALLED_SO = 0;
const AREA = 1;
const BY_CLASS_OR_WHOLE_TITLE = 2;
const PROTOCOL = 3;
const BODY = 4;
const PAGE = 5;
const GROUPS = 6;
const BEST = 1000;

/**
 * @param {Index} index
 * @param {Hit[]} hits
 * @returns {Hit[]} The protocols of the reader's own area first and places that do not exist last. A drug that only
 *   stands beside a place that was typed is left out.
 */
export function inOrder(index, hits) {
  const own = areaChosen();
  const kept = hits.filter(({ id, top }) => index.documents[id].kind !== "drug" || top >= LEVEL.names || top < LEVEL.places);
  // Numbers sort by themselves many times faster than by a function, and of 5,000 hits that is felt.
  const keys = Float64Array.from(kept, (hit, at) => key(index.documents[hit.id], hit, own) * kept.length + at);
  return Array.from(keys.sort(), (value) => kept[value % kept.length]);
}

/**
 * @param {Doc} doc
 * @param {Hit} hit
 * @param {string | null} own
 */
function key(doc, hit, own) {
  const rank = doc.label ? 2 : own !== null && doc.case?.endsWith(`@${own}`) ? 0 : 1;
  return (rank * GROUPS + group(doc, hit)) * BEST + Math.max(0, BEST - 1 - hit.score);
}

/**
 * @param {Doc} doc
 * @param {Hit} hit
 */
function group(doc, hit) {
  switch (doc.kind) {
    case "protocol":
      return PROTOCOL;
    case "area":
      return AREA;
    case "drug":
      return hit.low >= LEVEL.places ? CALLED_SO : BY_CLASS_OR_WHOLE_TITLE;
    default:
      return hit.whole ? BY_CLASS_OR_WHOLE_TITLE : doc.kind === "page" ? PAGE : BODY;
  }
}
