// Ages in a query: the twin of search/engine/ages.py.

import { positionsOf } from "./postcodes.js";

/** @import {Facts} from "./facts.js" */
/** @typedef {{low: number, high: number}} AgeRange */

/** @type {(words: string[], facts: Facts) => {ages: AgeRange | null, ofAges: number[]}} Ages, and the positions of words that say no more. */
export function findAges(words, facts) {
  const text = ` ${words.join(" ")} `;
  for (const { pattern, low, high, isBare } of facts.ages) {
    const match = pattern.exec(text);
    const ages = match && { low: age(low, match), high: age(high, match) };
    if (ages && ages.low <= ages.high && ages.high <= facts.limits.oldest) {
      return { ages, ofAges: isBare ? positionsOf(text, match) : [] };
    }
  }
  return { ages: null, ofAges: [] };
}

/** @type {(sum: string, match: RegExpExecArray) => number} What a sum says: "3", "$1", "$1+4" or "$1/12". */
function age(sum, match) {
  const [left, operator, right] = sum.split(/([+/])/);
  const value = Number(left.startsWith("$") ? match[Number(left.slice(1))] : left);
  if (operator === "+") return value + Number(right);
  return operator ? Math.floor(value / Number(right)) : value;
}
