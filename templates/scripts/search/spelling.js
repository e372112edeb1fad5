// Which word was most likely meant: the twin of search/engine/spelling.py.

import { stem } from "./words.js";

/** @import {Facts} from "./facts.js" */

/** @type {(word: string, facts: Facts) => string} A folded word as it sounds, roughly. */
export const sound = (word, { sounds }) => sounds.reduce((sounded, [pattern, instead]) => sounded.replace(pattern, instead), word);

/** @type {(word: string, facts: Facts) => string[]} The shelves where what a misspelt word may be meant for is looked for. */
export function shelves(word, facts) {
  const sounded = [...(sound(stem(word), facts) || word)];
  const { shelf } = facts.spelling;
  const [start, end] = [sounded.slice(0, shelf).join(""), sounded.slice(-shelf).join("")];
  return [start, `-${end}`, `${sounded[0]}-${sounded[sounded.length - 1]}`];
}

/** @type {(word: string, facts: Facts) => number} How many letters of a typed word may be wrong. */
export function limit(word, { spelling }) {
  const { length } = [...word];
  if (length < spelling.least_letters || length > spelling.most_letters || /\p{Nd}/u.test(word)) return 0;
  return length < spelling.two_from ? 1 : 2;
}

/** @type {(word: string) => string | string[]} Its letters by their places, those of two halves too. */
const lettersOf = (word) => (/[\ud800-\udfff]/.test(word) ? [...word] : word);

/** @type {(typed: string | string[], word: string | string[], most: number) => number} Letters that differ; most + 1 if more do. */
export function distance(typed, word, most) {
  if (Math.abs(typed.length - word.length) > most) return most + 1;
  /** @type {number[]} */
  let earlier = [];
  /** @type {number[]} */
  let before = [];
  let row = Array.from({ length: word.length + 1 }, (_, j) => j);
  for (let i = 1; i <= typed.length; i++) {
    [earlier, before, row] = [before, row, [i]];
    for (let j = 1; j <= word.length; j++) {
      const isOther = typed[i - 1] === word[j - 1] ? 0 : 1;
      row[j] = Math.min(before[j] + 1, row[j - 1] + 1, before[j - 1] + isOther);
      const isSwapped = i > 1 && j > 1 && typed[i - 1] === word[j - 2] && typed[i - 2] === word[j - 1];
      if (isSwapped) row[j] = Math.min(row[j], earlier[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
  }
  return row[word.length];
}

/** @type {(word: string) => string} A word without its vowels, which people mistake most. */
export const frame = (word) => word.replace(/[aeiou]/g, "");

/**
 * Words that one may be, and how common each is.
 * @typedef {Map<string, number>} Candidates
 */

/** @type {(typed: string, candidates: Candidates, isLast: boolean, facts: Facts) => string | undefined} */
export function best(typed, candidates, isLast, facts) {
  const most = limit(typed, facts);
  return most ? ranked(typed, most, candidates, isLast, facts)[0] : undefined;
}

/** @type {(typed: string, candidates: Candidates, facts: Facts) => string[]} */
export const nearSpellings = (typed, candidates, facts) =>
  ranked(typed, Math.max(limit(typed, facts), Math.floor(([...typed].length - 1) / facts.spelling.near)), candidates, true, facts)
    .slice(0, facts.spelling.offered)
    .map((word) => word.replace("_", " "));

/** @type {(typed: string, most: number, candidates: Candidates, isLast: boolean, facts: Facts) => string[]} */
function ranked(typed, most, candidates, isLast, facts) {
  const costs = facts.spelling;
  const letters = lettersOf(typed);
  const sounded = sound(typed, facts);
  const framed = frame(typed);
  /** @type {[number, string][]} */
  const rows = [];
  for (const [word, common] of candidates) {
    const plain = word.replace("_", "");
    const others = lettersOf(plain);
    const mostHere = most + Number(letters.length >= costs.framed_from && frame(plain) === framed);
    const wrong = distance(letters, others, mostHere);
    const startsAlike = others[0] === letters[0];
    const isAlike = Math.abs([...word].length - letters.length) <= costs.alike && sounded === sound(word, facts);
    const completes = isLast && word.startsWith(typed);
    if (isLast && facts.small.has(word)) continue;
    if (wrong === 1 || (wrong <= mostHere && startsAlike) || isAlike || completes) {
      const cost = costs.letter * (completes ? 1 : wrong) - (isAlike ? costs.sound_alike : 0);
      const less = (startsAlike ? costs.same_start : 0) + (completes ? costs.completes : 0) + common;
      rows.push([cost - less, word]);
    }
  }
  return rows.sort((a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : 1)).map(([, word]) => word);
}

/** @type {(word: string, facts: Facts) => Set<string>} A word and what is left without its plain endings. */
export const plainForms = (word, { endings }) => new Set([word, ...endings.map(([pattern, left]) => word.replace(pattern, left))]);
