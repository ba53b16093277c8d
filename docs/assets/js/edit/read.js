/**
 * A file's text -> its values and where each stands. Every scalar is the text that was written, as in the checks: `no`
 * stays no, and 5.10 stays 5.10.
 */

import { isMap, isScalar, isSeq, parseDocument, visit } from "../../vendor/yaml/index.js";

/**
 * @typedef {string | Value[] | { [key: string]: Value }} Value What a file says, without its form.
 * @typedef {(string | number)[]} Path
 * @typedef {{ text: string, root: any, values: Value }} Read A file's text, its tree with places, and its values.
 */

/** The text is not one that this form can hold: the file has to be changed by hand. */
export class Unreadable extends Error {}

/**
 * @param {string} text
 * @returns {Read}
 * @throws {Unreadable}
 */
export function read(text) {
  /** @type {any} */
  const found = parseDocument(text, { schema: "failsafe", keepSourceTokens: true, logLevel: "silent" });
  if (found.errors.length > 0) {
    throw new Unreadable(found.errors[0].message);
  }
  if (!isMap(found.contents)) {
    throw new Unreadable("The file holds no keys.");
  }
  refuseRare(found);
  return { text, root: found.contents, values: valuesOf(found.contents) };
}

/** Anchors, aliases and tags change what other lines mean. The register's checks refuse them too. @param {any} found */
function refuseRare(found) {
  visit(found, {
    Alias() {
      throw new Unreadable("The file holds an alias.");
    },
    Value(/** @type {unknown} */ _, /** @type {any} */ node) {
      if (node.anchor || node.tag) {
        throw new Unreadable("The file holds an anchor or a tag.");
      }
    },
  });
}

/**
 * @param {any} node
 * @returns {Value}
 */
function valuesOf(node) {
  if (isMap(node)) {
    return Object.fromEntries(node.items.map((/** @type {any} */ pair) => [pair.key.value, valuesOf(pair.value)]));
  }
  if (isSeq(node)) {
    return node.items.map(valuesOf);
  }
  return isScalar(node) ? String(node.value ?? "") : "";
}

/**
 * The node at a path, and those around it.
 *
 * @param {Read} file
 * @param {Path} path
 * @returns {any[]} From the top to the node itself.
 */
export function nodesTo(file, path) {
  const nodes = [file.root];
  for (const step of path) {
    const here = nodes[nodes.length - 1];
    nodes.push(typeof step === "number" ? here.items[step] : pairOf(here, step).value);
  }
  return nodes;
}

/**
 * @param {any} map
 * @param {string} key
 */
export function pairOf(map, key) {
  return map.items.find((/** @type {any} */ pair) => pair.key.value === key);
}

/**
 * @param {Value | undefined} values
 * @param {Path} path
 * @returns {Value | undefined} What stands at a path, if anything.
 */
export function valueAt(values, path) {
  /** @type {any} */
  let here = values;
  for (const step of path) {
    if (here === null || typeof here !== "object" || !Object.hasOwn(here, step)) {
      return undefined;
    }
    here = here[step];
  }
  return here;
}
