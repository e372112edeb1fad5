// Kinds of answer, each judged by its own best, and each seen: the twin of search/engine/kinds_of_answer.py.

/** @import {Facts} from "./facts.js" */
/** @import {Reader} from "./reader.js" */
/** @import {Scored} from "./score.js" */

/** @type {(number: number, facts: Facts) => number} The kind of answer that a document is. */
export const kindOfAnswer = (number, { families, weights }) => weights.kinds[families[number]];

/** @type {(scored: Scored, reader: Reader) => (score: number, number: number) => boolean} Whether a document fits, compared with the best of its kind; one that has all that was typed, with the best of all. */
export function fitsItsKind({ scores, isWhole }, { facts }) {
  const { weights } = facts;
  /** @type {Record<number, number>} */
  const mostOf = {};
  scores.forEach((score, number) => {
    const kind = kindOfAnswer(number, facts);
    mostOf[kind] = Math.max(mostOf[kind] || 0, score);
  });
  const most = Math.max(0, ...Object.values(mostOf));
  return (score, number) =>
    (Boolean(isWhole[number]) && score * weights.least_share_of_whole >= most) ||
    (score * weights.least_share >= mostOf[kindOfAnswer(number, facts)] && score * weights.least_of_all >= most);
}

/** @type {(numbers: number[], reader: Reader) => number[]} Documents in their order, but with the best of each kind to be seen on the first page. */
export function eachKindSeen(numbers, { facts }) {
  /** @type {Map<number, number>} */
  const best = new Map();
  for (const number of numbers) {
    const kind = kindOfAnswer(number, facts);
    if (facts.weights.kinds_seen.includes(kind) && !best.has(kind)) best.set(kind, number);
  }
  const bests = [...best.values()];
  const first = numbers.slice(0, facts.limits.per_page);
  const late = bests.filter((number) => !first.includes(number));
  const spare = first.filter((number) => !bests.includes(number));
  const given = spare.slice(spare.length - late.length);
  const chosen = new Set([...first.filter((number) => !given.includes(number)), ...late]);
  return [...chosen, ...numbers.filter((number) => !chosen.has(number))];
}
