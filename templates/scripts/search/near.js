// Distance: the place that a search asks for, and results by how far they are: the twin of search/engine/near.py.

import { findPostcode } from "./postcodes.js";
import { tokensOf, townIn } from "./query.js";
import { own } from "./pieces.js";
import { words } from "./words.js";

/** @import {Point} from "./types" */
/** @import {Facts} from "./facts.js" */
/** @import {Postcode} from "./postcodes.js" */
/** @import {Query} from "./query.js" */
/** @import {Reader} from "./reader.js" */
/** @typedef {{name: string, point: Point}} Near */

/** @type {(near: string, query: Query, reader: Reader) => Near | null} The place named in `near`, or else in the query, if it is known. */
export function findNear(near, query, reader) {
  const typed = words(near, reader.facts);
  const postcode = typed.length ? findPostcode(typed, reader.facts, (outward) => Boolean(reader.middleOf(outward))) : query.postcode;
  return nearPostcode(postcode, reader) || nearTown(typed.length ? typed : query.words, reader);
}

/** @type {(postcode: Postcode | null, reader: Reader) => Near | null} */
function nearPostcode(postcode, reader) {
  if (!postcode) return null;
  const { outward, inward } = postcode;
  const { codes } = reader.facts;
  const middle = reader.middleOf(outward);
  if (!middle) return null;
  /** @type {Point | undefined} */
  const exact = inward && codes.includes(outward) ? own(reader.file(`codes/${outward.toLowerCase()}.json`), inward) : undefined;
  return { name: exact ? `${outward} ${inward}` : outward, point: exact || middle };
}

/** @type {(typed: string[], reader: Reader) => Near | null} */
function nearTown(typed, { facts }) {
  const tokens = tokensOf(typed, [], facts);
  const span = townIn(tokens, facts);
  const row = span && own(facts.towns, tokens[span.start].stem)?.find(([rest]) => rest === span.rest);
  return row ? { name: row[1], point: [row[2], row[3]] } : null;
}

/** @type {(near: Near, reader: Reader) => Map<number, number>} The squared distance of every document that has a place. */
export function distances({ point }, reader) {
  /** @type {Map<number, number>} */
  const nearest = new Map();
  /** @type {number[][]} */
  const rows = reader.file("points.json") || [];
  rows.forEach((flat, number) => {
    let least = Infinity;
    for (let at = 0; at < flat.length; at += 2) least = Math.min(least, (point[0] - flat[at]) ** 2 + (point[1] - flat[at + 1]) ** 2);
    if (flat.length) nearest.set(number, least);
  });
  return nearest;
}

/** @type {(miles: number | null, away: Map<number, number>, facts: Facts) => (number: number) => boolean} Whether a document is farther away than so many miles; without a place it is not. */
export function fartherThan(miles, away, { limits }) {
  const most = limits.within.find(([one]) => one === miles)?.[1] ?? Infinity;
  return (number) => (away.get(number) || 0) > most;
}

/** @type {(numbers: number[], away: Map<number, number>, isAnswer: (number: number) => boolean) => number[]} Documents with those that answer, and have a place, in the order of their distance. */
export function byDistance(numbers, away, isAnswer) {
  const distance = (/** @type {number} */ number) => away.get(number) || 0;
  const nearest = numbers.filter(isAnswer).sort((a, b) => distance(a) - distance(b));
  let next = 0;
  return numbers.map((number) => (isAnswer(number) ? nearest[next++] : number));
}
