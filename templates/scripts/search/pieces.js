// In which file of the index a key lies: the twin of search/engine/pieces.py.

import { NOT } from "./words.js";

/** @import {Facts} from "./facts.js" */

const utf8 = new TextEncoder();

/** @type {(key: string, pieces: number) => number} FNV-1a, 32 bits. */
export function pieceOf(key, pieces) {
  let value = 0x811c9dc5;
  for (const byte of utf8.encode(key)) value = Math.imul(value ^ byte, 0x01000193);
  return (value >>> 0) % pieces;
}

/** @type {(one: string, other: string, facts: Facts) => string} With which of two stems their pair is kept; "" if it is not. */
export function holderOf(one, other, { soft }) {
  const [idle, too] = [one, other].map((stem) => soft.has(stem) || stem === NOT);
  if (idle && too) return "";
  if (idle || too) return idle ? other : one;
  return one.length > other.length ? one : other;
}

/** @type {(stem: string, facts: Facts) => "known" | "words"} What is known of a stem lies with its documents; of a soft one, apart. */
export const kindOf = (stem, { soft }) => (soft.has(stem) || stem === NOT ? "known" : "words");

/**
 * What a table says of a key: "constructor" is a word like any other.
 * @template T
 * @param {Record<string, T> | null | undefined} table
 * @param {string} key
 * @returns {T | undefined}
 */
export const own = (table, key) => (table && Object.prototype.hasOwnProperty.call(table, key) ? table[key] : undefined);
