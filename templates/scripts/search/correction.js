// The words of a query in their right spelling: the twin of search/engine/correction.py.

import { own } from "./pieces.js";
import { best, limit } from "./spelling.js";
import { cut, stem, words } from "./words.js";

/** @import {Facts} from "./facts.js" */
/** @import {Reader} from "./reader.js" */

/** @type {(text: string, facts: Facts) => string[]} The words of a query, folded; of an endless one, the first. */
export const typedWords = (text, facts) => words(cut(text, facts.limits.letters), facts).slice(0, facts.limits.words);

/**
 * The words spelt right, by the editors' list or else the likeliest word.
 * @param {string[]} typed
 * @param {Reader} reader
 * @returns {{right: string[], isCorrected: boolean}}
 */
export function corrected(typed, reader) {
  const right = [];
  let isCorrected = false;
  for (let position = 0, length = 1; position < typed.length; position += length) {
    const entry = listed(typed, position, reader) || { length: 1, spelling: likeliest(typed, position, reader) };
    length = entry.length;
    const spelt = words(entry.spelling, reader.facts);
    isCorrected ||= spelt.join(" ") !== typed.slice(position, position + length).join(" ");
    right.push(...spelt);
  }
  return { right, isCorrected };
}

/** @type {(typed: string[], position: number, reader: Reader) => {length: number, spelling: string} | undefined} The longest misspelling on the list that begins here. */
function listed(typed, position, reader) {
  const { small, small_wrong: smallWrong } = reader.facts;
  const first = typed[position];
  if (small.has(first) && !smallWrong.has(first)) return undefined;
  const { wrong } = reader.known(stem(first));
  for (let length = Math.min(reader.facts.limits.together, typed.length - position); length; length--) {
    const spelling = own(wrong, typed.slice(position, position + length).join(" "));
    if (spelling) return { length, spelling };
  }
  return undefined;
}

/** @type {(typed: string[], position: number, reader: Reader) => string} The word most likely meant by one. */
function likeliest(typed, position, reader) {
  const word = typed[position];
  const isSaint = reader.facts.saint.includes(typed[position - 1]);
  if (isSaint || !limit(word, reader.facts) || reader.knows(word)) return word;
  const right = best(word, reader.candidates(word), position === typed.length - 1, reader.facts);
  return right?.replace("_", " ") || word;
}
