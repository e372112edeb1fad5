// Postcodes in a query: the twin of search/engine/postcodes.py.

/** @import {Facts} from "./facts.js" */
/** @typedef {{outward: string, inward: string, positions: number[]}} Postcode */

/** @type {(words: string[], facts: Facts) => Postcode | null} */
export function findPostcode(words, { postcodes }) {
  const text = ` ${words.join(" ")} `;
  for (const pattern of postcodes) {
    const match = pattern.exec(text);
    if (match) return { outward: match[1].toUpperCase(), inward: (match[2] || "").toUpperCase(), positions: positionsOf(text, match) };
  }
  return null;
}

/** @type {(text: string, match: RegExpExecArray) => number[]} The positions of the words that a pattern matched. */
export function positionsOf(text, match) {
  const first = text.slice(0, match.index + 1).split(" ").length - 2;
  return match[0].trim().split(" ").map((_, more) => first + more);
}

/** @type {(outward: string) => string} The letters that an outward code begins with: "SC" of "SC1". */
export const areaOf = (outward) => outward.split(/[0-9]/)[0];
