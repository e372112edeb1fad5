// From a query and its filters to documents in order: the twin of search/engine/find.py.

import { byDistance, distances, nearAsked } from "./near.js";
import { own } from "./pieces.js";
import { findPhrases, understand } from "./query.js";
import { fit, keysOf, score } from "./score.js";
import { strip } from "./words.js";

/** @import {Choices, Filter} from "./types" */
/** @import {Ages} from "./ages.js" */
/** @import {Near} from "./near.js" */
/** @import {Query, Span} from "./query.js" */
/** @import {Reader} from "./reader.js" */
/** @import {Scored} from "./score.js" */
/** @typedef {Uint8Array} Kept  1 for each document that is kept. */
/** @typedef {ReturnType<typeof rank>} Found */

/** @type {(choices: Choices, reader: Reader) => Promise<Found>} What a query finds, best first. */
export async function find(choices, reader) {
  const query = await reader.settled(() => understand(choices.text, reader, choices.exactly));
  const near = await reader.settled(() => nearAsked(choices.near, query, reader));
  return reader.settled(() => rank(choices, query, near, reader));
}

/** @param {Choices} choices @param {Query} query @param {Near | null} near @param {Reader} reader */
function rank(choices, query, near, reader) {
  const scored = scoredBy(choices, query, near, reader);
  const { scores } = scored;
  const most = scores.reduce((a, b) => Math.max(a, b), 0);
  const { least_share: least, least_share_of_whole: ofWhole, fits_well: well } = reader.facts.weights;
  /** @type {Map<number, number>} */
  const away = near ? distances(near, reader) : new Map();
  let ranked = rankedBy(scores, (score, number) => score * (scored.isWhole[number] ? ofWhole : least) >= most);
  if (near) ranked = byDistance(placedFirst(ranked, away, scored), away, (number) => scores[number] * well >= most);
  const pins = pinned(query, reader);
  const numbers = [...pins, ...ranked.filter((number) => !pins.includes(number))];
  const kept = fitting(choices, reader);
  const results = kept ? numbers.filter((number) => kept[number]) : numbers;
  return { query, numbers, results, kept, scores, near, away, notes: notes(query, reader), meant: meant(query, reader) };
}

/** @type {(scores: Float64Array, fits: (score: number, number: number) => boolean) => number[]} */
function rankedBy(scores, fits) {
  const numbers = [];
  for (let number = 0; number < scores.length; number++) if (scores[number] && fits(scores[number], number)) numbers.push(number);
  return numbers.sort((a, b) => scores[b] - scores[a] || a - b);
}

/** @type {(choices: Choices, reader: Reader) => Kept | null} The documents that fit every filter; null if none is chosen. */
export function fitting(choices, reader) {
  const names = Object.keys(choices.filters).filter((name) => choices.filters[name].length);
  /** @type {Filter[]} */
  const rows = names.length ? reader.file("filters.json") || [] : [];
  const chosen = rows.filter((row) => names.includes(row.name));
  /** @type {Kept[]} */
  const all = chosen.map((row) => {
    const sets = row.options.filter(({ value }) => choices.filters[row.name].includes(value)).map(({ docs }) => having(docs, reader));
    const least = row.kind === "all" ? Math.max(sets.length, 1) : 1;
    return everything(reader).map((_, number) => (sets.filter((set) => set[number]).length < least ? 0 : 1));
  });
  if (choices.age !== null) all.push(ofAge({ low: choices.age, high: choices.age }, reader));
  return all.length ? all.reduce(both) : null;
}

/** @type {(one: Kept, other: Kept) => Kept} */
export const both = (one, other) => one.map((isKept, number) => isKept & other[number]);

/** @type {(reader: Reader) => Kept} */
const everything = (reader) => new Uint8Array(reader.facts.documents).fill(1);

/** @type {WeakMap<number[], Kept>} */
const unpacked = new WeakMap();

/** @type {(gaps: number[], reader: Reader) => Kept} The documents of an option, kept as gaps between their numbers. */
function having(gaps, reader) {
  const known = unpacked.get(gaps);
  if (known) return known;
  const found = new Uint8Array(reader.facts.documents);
  let number = 0;
  for (const gap of gaps) found[(number += gap)] = 1;
  unpacked.set(gaps, found);
  return found;
}

/** @type {(ages: Ages, reader: Reader) => Kept} The documents for an age, and those that say no age. */
const ofAge = (ages, { facts: { youngest, oldest, limits } }) =>
  Uint8Array.from(youngest, (low, number) => (low === limits.no_ages || (low <= ages.high && oldest[number] >= ages.low) ? 1 : 0));

/** @type {(choices: Choices, query: Query, near: Near | null, reader: Reader) => Scored} By words, or by an age or a place alone all alike. */
function scoredBy(choices, query, near, reader) {
  if (query.tokens.some((token) => !token.aside)) return score(query, reader, near !== null);
  const { ages } = query;
  const isNothing = strip(choices.text) && !ages && !query.postcode;
  const all = isNothing ? new Uint8Array(reader.facts.documents) : ages ? ofAge(ages, reader) : everything(reader);
  const scores = Float64Array.from(all, (isIn, number) => (isIn && ages ? reader.facts.weights[fit(ages, number, reader.facts)] : isIn));
  return { scores, isWhole: new Uint8Array(all.length), hasParts: false };
}

/** @type {(numbers: number[], away: Map<number, number>, scored: Scored) => number[]} */
const placedFirst = (numbers, away, { hasParts }) =>
  hasParts ? numbers : [...numbers.filter((number) => away.has(number)), ...numbers.filter((number) => !away.has(number))];

/** @type {(query: Query, reader: Reader) => number[]} The editors' best bets for exactly these words. */
function pinned({ tokens }, reader) {
  for (const some of [tokens, tokens.filter((token) => token.counts)]) {
    const [first, ...rest] = some.map((token) => token.stem);
    const pins = first && own(reader.known(first).pins, rest.join(" "));
    if (pins && pins.length) return pins;
  }
  return [];
}

/** @type {(query: Query, reader: Reader) => string[]} */
const notes = ({ tokens, phrases }, reader) => {
  const keys = phrases.flatMap((span) => keysOf(tokens, span, reader));
  return [...new Set(keys.map((key) => reader.meaning(key)[3]).filter(Boolean))];
};

/** @type {(query: Query, reader: Reader) => {span: Span, meanings: string[]}[]} Words with several meanings. */
function meant({ tokens }, reader) {
  /** @type {(first: string) => Record<string, string[]>} */
  const known = (first) => reader.known(first).choices || {};
  return findPhrases(tokens, known).map((span) => ({ span, meanings: known(tokens[span.start].stem)[span.rest] }));
}
