// The words of a query in their right spelling: the twin of search/engine/correction.py.

import { own } from "./pieces.js";
import { best, limit } from "./spelling.js";
import { cut, stem, words } from "./words.js";

/** @import {Facts} from "./facts.js" */
/** @import {Reader} from "./reader.js" */

/** @type {(text: string, facts: Facts) => string[]} The words of a query, folded; of an endless one, the first. */
export const typedWords = (text, { limits }) => words(cut(text, limits.letters)).slice(0, limits.words);

/**
 * The words spelt right: first from the editors' list, then by the likeliest word.
 * @param {string[]} typed
 * @param {Reader} reader
 * @returns {{right: string[], isOther: boolean}}
 */
export function corrected(typed, reader) {
  const right = [];
  let isOther = false;
  for (let at = 0, length = 1; at < typed.length; at += length) {
    const found = listed(typed, at, reader) || { length: 1, spelt: likeliest(typed, at, reader) };
    length = found.length;
    isOther ||= found.spelt !== typed.slice(at, at + length).join(" ");
    right.push(...words(found.spelt));
  }
  return { right, isOther };
}

/** @type {(typed: string[], at: number, reader: Reader) => {length: number, spelt: string} | undefined} */
function listed(typed, at, reader) {
  const { small, small_wrong: smallWrong } = reader.facts;
  if (small.has(typed[at]) && !smallWrong.has(typed[at])) return undefined;
  const { wrong } = reader.known(stem(typed[at]));
  for (let length = Math.min(reader.facts.limits.together, typed.length - at); length; length--) {
    const spelt = own(wrong, typed.slice(at, at + length).join(" "));
    if (spelt) return { length, spelt };
  }
  return undefined;
}

/** @type {(typed: string[], at: number, reader: Reader) => string} */
function likeliest(typed, at, reader) {
  const word = typed[at];
  const isSaint = reader.facts.saint.includes(typed[at - 1]);
  if (isSaint || !limit(word, reader.facts) || reader.knows(word)) return word;
  const found = best(word, reader.candidates(word), at === typed.length - 1, reader.facts);
  return found?.replace("_", " ") || word;
}
