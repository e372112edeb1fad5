// From a query and its filters to documents in order: the twin of search/engine/find.py.

import { eachKindSeen, fitsItsKind } from "./kinds_of_answer.js";
import { byDistance, distances, fartherThan, findNear } from "./near.js";
import { own } from "./pieces.js";
import { findPhrases, understand, withoutTown } from "./query.js";
import { meaningKeys, score } from "./score.js";
import { urgentResults } from "./urgent_results.js";
import { strip } from "./words.js";

/** @import {Choices, Filter} from "./types" */
/** @import {AgeRange} from "./ages.js" */
/** @import {Near} from "./near.js" */
/** @import {Query, Span} from "./query.js" */
/** @import {Reader} from "./reader.js" */
/** @import {Scored} from "./score.js" */
/** @typedef {Uint8Array} DocumentSet  1 for each document that is in it. */
/** @typedef {ReturnType<typeof hitsOf>} SearchHits */

/** @type {(choices: Choices, reader: Reader) => Promise<SearchHits>} The documents that a query matches, best first. */
export async function find(choices, reader) {
  const query = await reader.settled(() => understand(choices.text, reader, choices.exactly));
  const near = await reader.settled(() => findNear(choices.near, query, reader));
  return reader.settled(() => hitsOf(choices, query, near, reader));
}

/** @param {Choices} choices @param {Query} query @param {Near | null} near @param {Reader} reader */
function hitsOf(choices, query, near, reader) {
  const scored = scoreDocuments(choices, query, near, reader);
  const { scores } = scored;
  /** @type {Map<number, number>} */
  const away = near ? distances(near, reader) : new Map();
  let ranking = rank(scores, fitsItsKind(scored, reader));
  if (near) ranking = byDistance(placedFirst(ranking, away, scored), away, answers(query, scored, away, reader));
  const pins = pinned(query, reader);
  const found = eachKindSeen([...pins, ...ranking.filter((number) => !pins.includes(number))], reader);
  const all = query.isUrgent ? urgentResults(found, reader.facts, choices.everything) : found;
  const isLeftOut = query.isUrgent && found.some((number) => !all.includes(number));
  const isFarther = fartherThan(choices.within, away, reader.facts);
  const [numbers, farther] = [all.filter((number) => !isFarther(number)), all.filter(isFarther)];
  const filtered = filteredDocuments(choices, reader);
  const fits = filtered ? numbers.filter((number) => filtered[number]) : numbers;
  const results = forAllLast(fits, documentsNamed(choices, reader));
  const said = { notes: notes(query, reader), meant: meant(query, reader) };
  return { query, numbers, farther, isLeftOut, results, filtered, scores, near, away, ...said };
}

/** @type {(scores: Float64Array, fits: (score: number, number: number) => boolean) => number[]} */
function rank(scores, fits) {
  const numbers = [];
  for (let number = 0; number < scores.length; number++) if (scores[number] && fits(scores[number], number)) numbers.push(number);
  return numbers.sort((a, b) => scores[b] - scores[a] || a - b);
}

/** @type {(choices: Choices, reader: Reader) => DocumentSet | null} The documents that fit every filter; null if none is chosen. */
export function filteredDocuments(choices, reader) {
  const names = Object.keys(choices.filters).filter((name) => choices.filters[name].length);
  /** @type {Filter[]} */
  const rows = names.length ? reader.file("filters.json") || [] : [];
  const chosen = rows.filter((row) => names.includes(row.name));
  /** @type {DocumentSet[]} */
  const all = chosen.map((row) => {
    const sets = row.options.filter(({ value }) => choices.filters[row.name].includes(value)).map(({ docs }) => optionDocuments(row, docs, reader));
    const least = row.kind === "all" ? Math.max(sets.length, 1) : 1;
    return everything(reader).map((_, number) => (sets.filter((set) => set[number]).length < least ? 0 : 1));
  });
  if (choices.age !== null) all.push(documentsForAge({ low: choices.age, high: choices.age }, reader));
  return all.length ? all.reduce(both) : null;
}

/** @type {(row: Filter, gaps: number[], reader: Reader) => DocumentSet} What an option leaves: its own, and what is for all. */
export function optionDocuments({ for_all: forAll, options }, gaps, reader) {
  const [named, all] = [documentsOf(gaps, reader), options.find(({ value }) => value === forAll)];
  return all ? either(named, documentsOf(all.docs, reader)) : named;
}

/** @type {(choices: Choices, reader: Reader) => DocumentSet | null} What names an option chosen of a filter that some fit whatever is chosen. */
function documentsNamed({ filters }, reader) {
  /** @type {Filter[]} */
  const rows = Object.keys(filters).length ? reader.file("filters.json") || [] : [];
  const options = rows.filter((row) => row.for_all).flatMap((row) => row.options.filter(({ value }) => filters[row.name]?.includes(value)));
  return options.length ? options.map(({ docs }) => documentsOf(docs, reader)).reduce(either) : null;
}

/** @type {(numbers: number[], named: DocumentSet | null) => number[]} */
const forAllLast = (numbers, named) =>
  named ? [...numbers.filter((number) => named[number]), ...numbers.filter((number) => !named[number])] : numbers;

/** @type {(one: DocumentSet, other: DocumentSet) => DocumentSet} */
const either = (one, other) => one.map((isIn, number) => isIn | other[number]);

/** @type {(one: DocumentSet, other: DocumentSet) => DocumentSet} */
export const both = (one, other) => one.map((isIn, number) => isIn & other[number]);

/** @type {(reader: Reader) => DocumentSet} */
const everything = (reader) => new Uint8Array(reader.facts.documents).fill(1);

/** @type {WeakMap<number[], DocumentSet>} */
const unpacked = new WeakMap();

/** @type {(gaps: number[], reader: Reader) => DocumentSet} The documents of an option, as gaps between their numbers. */
function documentsOf(gaps, reader) {
  const known = unpacked.get(gaps);
  if (known) return known;
  const documents = new Uint8Array(reader.facts.documents);
  let number = 0;
  for (const gap of gaps) documents[(number += gap)] = 1;
  unpacked.set(gaps, documents);
  return documents;
}

/** @type {(ages: AgeRange, reader: Reader) => DocumentSet} The documents for an age, and those that say no age. */
const documentsForAge = (ages, { facts: { youngest, oldest, limits } }) =>
  Uint8Array.from(youngest, (low, number) => (low === limits.no_ages || (low <= ages.high && oldest[number] >= ages.low) ? 1 : 0));

/** @type {(choices: Choices, query: Query, near: Near | null, reader: Reader) => Scored} By words, or by a place alone all alike. */
function scoreDocuments(choices, query, near, reader) {
  if (query.tokens.some((token) => !token.ignored)) return score(query, reader, near !== null);
  const scores = new Float64Array(reader.facts.documents);
  if (!strip(choices.text)) scores.fill(1);
  else if (query.postcode && near) for (const number of distances(near, reader).keys()) scores[number] = 1;
  return { scores, isWhole: new Uint8Array(scores.length), hasParts: false };
}

/** @type {(query: Query, scored: Scored, away: Map<number, number>, reader: Reader) => (number: number) => boolean} Whether what has a place answers the words, the town's name left out. */
function answers(query, scored, away, reader) {
  const apart = withoutTown(query);
  const { scores, isWhole, hasParts } = apart === query ? scored : score(apart, reader, true);
  const most = [...away.keys()].reduce((largest, number) => Math.max(largest, scores[number]), 0);
  const least = most / reader.facts.weights.fits_well;
  return (number) => away.has(number) && scores[number] > 0 && scores[number] >= least && (Boolean(isWhole[number]) || !hasParts);
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
  const keys = phrases.flatMap((span) => meaningKeys(tokens, span, reader));
  return [...new Set(keys.map((key) => reader.meaning(key)[3]).filter(Boolean))];
};

/** @type {(query: Query, reader: Reader) => {span: Span, meanings: string[]}[]} Words with several meanings. */
function meant({ tokens }, reader) {
  /** @type {(first: string) => Record<string, string[]>} */
  const known = (first) => reader.known(first).choices || {};
  return findPhrases(tokens, known).map((span) => ({ span, meanings: known(tokens[span.start].stem)[span.rest] }));
}
