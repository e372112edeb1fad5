// Postcodes in a query: the twin of search/engine/postcodes.py.

/** @import {Facts} from "./facts.js" */
/** @typedef {{outward: string, inward: string, positions: number[]}} Postcode */

/**
 * The first postcode whose outward code is a place; without such a one, a whole postcode that nobody knows.
 * @type {(words: string[], facts: Facts, isPlace: (outward: string) => boolean) => Postcode | null}
 */
export function findPostcode(words, { postcodes }, isPlace) {
  const text = ` ${words.join(" ")} `;
  const found = postcodes.map((pattern) => [...text.matchAll(pattern)].map((match) => postcode(text, match)));
  return found.flat().find(({ outward }) => isPlace(outward)) || found[0][0] || null;
}

/** @type {(text: string, match: RegExpMatchArray) => Postcode} */
const postcode = (text, match) => ({
  outward: match[1].toUpperCase(),
  inward: (match[2] || "").toUpperCase(),
  positions: positionsOf(text, match),
});

/** @type {(text: string, match: RegExpMatchArray) => number[]} The positions of the words that a pattern matched. */
export function positionsOf(text, match) {
  const first = text.slice(0, (match.index || 0) + 1).split(" ").length - 2;
  return match[0].trim().split(" ").map((_, more) => first + more);
}

/** @type {(outward: string) => string} The letters that an outward code begins with: "SC" of "SC1". */
export const areaOf = (outward) => outward.split(/[0-9]/)[0];
