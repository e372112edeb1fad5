// A page of results, field by field: the twin of search/engine/results.py.

import { addressOf } from "./address.js";
import { excerpt, marked } from "./excerpt.js";
import { both, find, filteredDocuments, optionDocuments } from "./find.js";
import { isForeign } from "./languages.js";
import { nearSpellings } from "./spelling.js";
import { cut, line, strip } from "./words.js";

/** @import {Choices, Filter, FilterState, Meant, Removable, Result, Results} from "./types" */
/** @import {SearchHits, DocumentSet} from "./find.js" */
/** @import {Query, Span} from "./query.js" */
/** @import {Reader} from "./reader.js" */
/** @typedef {{page?: number, perPage?: number, withFilters?: boolean}} Options */

/**
 * A page of results (from 1). Without filters it is there sooner; ask again for their counts.
 * @type {(choices: Choices, reader: Reader, options?: Options) => Promise<Results>}
 */
export async function search(choices, reader, { withFilters = true, ...options } = {}) {
  if (withFilters) void reader.load("filters.json");
  const hits = await find(choices, reader);
  return reader.settled(() => ({
    ...resultsPage(choices, hits, reader, options),
    filters: withFilters ? filterStates(choices, hits, reader) : [],
    removable: removable(choices, hits, reader),
  }));
}

/** @type {(choices: Choices, hits: SearchHits, reader: Reader, options: Options) => Omit<Results, "filters" | "removable">} */
function resultsPage(choices, hits, reader, { page: wanted = 1, perPage = reader.facts.limits.per_page }) {
  const numbers = hits.results;
  const pages = Math.max(1, Math.ceil(numbers.length / perPage));
  const page = Math.min(Math.max(wanted, 1), pages);
  return {
    choices,
    ...aboveResults(choices, hits, reader),
    total: numbers.length,
    page,
    pages,
    previous: page > 1 ? addressOf(choices, page - 1) : "",
    next: page < pages ? addressOf(choices, page + 1) : "",
    results: numbers.slice((page - 1) * perPage, page * perPage).map((number) => result(number, hits, reader)),
  };
}

/** @param {Choices} choices @param {SearchHits} hits @param {Reader} reader */
function aboveResults(choices, hits, reader) {
  const { query } = hits;
  return {
    showing_for: query.isCorrected ? query.text : "",
    as_typed: query.isCorrected ? addressOf({ ...choices, exactly: true }) : "",
    description: description(choices, hits, reader),
    notes: hits.notes,
    meant: hits.meant.map(({ span, meanings }) => meant(choices, query, span, meanings)),
    near_spellings: hits.results.length ? [] : spellings(choices, query, reader),
    is_urgent: query.isUrgent,
    everything: hits.isLeftOut ? addressOf({ ...choices, everything: true }) : "",
    unknown_place: hits.near ? "" : choices.near || (query.postcode ? strip(`${query.postcode.outward} ${query.postcode.inward}`) : ""),
  };
}

/** @type {(choices: Choices, query: Query, span: Span, meanings: string[]) => Meant} */
function meant(choices, { tokens, words }, span, meanings) {
  const [first, last] = [tokens[span.start].position, tokens[span.end - 1].position];
  const texts = meanings.map((meaning) => [...words.slice(0, first), meaning, ...words.slice(last + 1)].join(" "));
  return {
    words: words.slice(first, last + 1).join(" "),
    meanings,
    choices: texts.map((text) => addressOf({ ...choices, text })),
  };
}

/** @type {(choices: Choices, query: Query, reader: Reader) => [string, string][]} Searches with the first unknown word spelt otherwise. */
function spellings(choices, { typed, words }, reader) {
  if (isForeign(choices.text, typed, reader)) return [];
  const position = words.findIndex((word) => !reader.knows(word));
  if (position < 0) return [];
  return nearSpellings(words[position], reader.candidates(words[position]), reader.facts).map((other) => {
    const text = [...words.slice(0, position), other, ...words.slice(position + 1)].join(" ");
    return [text, addressOf({ ...choices, text })];
  });
}

/** @type {(number: number, hits: SearchHits, reader: Reader) => Result} */
function result(number, { query, away, near, scores }, reader) {
  const [address, title, kind, summary, ages, place, checked, notice, sentences] = reader.resultFields(number);
  const wanted = new Set(query.tokens.filter((token) => token.counts).map((token) => token.stem));
  const text = query.isUrgent ? summary : excerpt(title, summary, sentences, wanted);
  const distance = away.get(number);
  const from = near && distance !== undefined ? `${miles(distance)} from ${near.name}` : "";
  return {
    number, address, title, kind, summary, marked: marked(text, wanted), ages, place, checked, notice, away: from,
    score: scores[number],
  };
}

/** @type {(distance2: number) => string} A squared distance in units of 100 metres, such as "1.2 miles". */
function miles(distance2) {
  const tenths = Math.floor((Math.sqrt(distance2) * 100) / 160.9344 + 0.5);
  return tenths === 10 ? "1 mile" : `${Math.floor(tenths / 10)}.${tenths % 10} miles`;
}

/** @type {(choices: Choices, hits: SearchHits, reader: Reader) => string} The search in English. */
function description(choices, { query, near }, reader) {
  const text = query.isCorrected ? query.text : shortened(choices.text, reader.facts.limits.said);
  const words = query.tokens.length || text ? `“${text}”` : "everything";
  const age = choices.age === null ? "" : ` for age ${choices.age}`;
  const place = near && (choices.near || choices.within) ? ` ${nearWords(choices)} ${near.name}` : "";
  const filters = chosen(choices, reader).map(({ phrase }) => phrase).join(", ");
  return `${words}${age}${place}${filters && " "}${filters}`;
}

/** @type {(choices: Choices) => string} */
const nearWords = ({ within }) => (within ? `within ${within} miles of` : "near");

/** @type {(text: string, most: number) => string} */
function shortened(text, most) {
  const whole = line(text);
  const start = cut(whole, most);
  return start === whole ? whole : `${start}…`;
}

/** @type {(choices: Choices, reader: Reader) => {name: string, value: string, phrase: string}[]} The options chosen. */
function chosen({ filters }, reader) {
  /** @type {Filter[]} */
  const rows = Object.keys(filters).length ? reader.file("filters.json") || [] : [];
  return rows.flatMap(({ name, options }) =>
    options.filter(({ value }) => filters[name]?.includes(value)).map(({ value, said: phrase }) => ({ name, value, phrase })),
  );
}

/** @type {(numbers: number[], reader: Reader) => DocumentSet} */
function documentSet(numbers, reader) {
  const documents = new Uint8Array(reader.facts.documents);
  for (const number of numbers) documents[number] = 1;
  return documents;
}

/** @type {(documents: DocumentSet) => number} */
const count = (documents) => documents.reduce((sum, one) => sum + one, 0);

/** @type {(choices: Choices, hits: SearchHits, reader: Reader) => FilterState[]} */
function filterStates(choices, hits, reader) {
  const matches = documentSet(hits.numbers, reader);
  /** @type {Filter[]} */
  const rows = reader.file("filters.json") || [];
  return rows.map((row) => {
    const { name, label, kind, first, options } = row;
    const others = filteredDocuments(without(choices, name), reader);
    const filtered = others ? both(matches, others) : matches;
    const documents = kind === "all" && hits.filtered ? both(filtered, hits.filtered) : filtered;
    const states = options.map(({ value, label, docs }) => ({
      value,
      label,
      count: count(both(documents, optionDocuments(row, docs, reader))),
      chosen: choices.filters[name]?.includes(value) || false,
    }));
    return { name, label, kind, first, options: states };
  });
}

/** @type {(choices: Choices, hits: SearchHits, reader: Reader) => Removable[]} */
function removable(choices, hits, reader) {
  const { numbers, farther } = hits;
  const fewer = chosen(choices, reader).map(({ name, value, phrase }) => ({ phrase, rest: without(choices, name, value) }));
  if (choices.age !== null) fewer.unshift({ phrase: `for age ${choices.age}`, rest: { ...choices, age: null } });
  if (choices.within && hits.near) fewer.unshift({ phrase: `within ${choices.within} miles`, rest: { ...choices, within: null } });
  return fewer.map(({ phrase, rest }) => {
    const matches = documentSet(rest.within === choices.within ? numbers : [...numbers, ...farther], reader);
    const filtered = filteredDocuments(rest, reader);
    return { phrase, choices: addressOf(rest), count: count(filtered ? both(matches, filtered) : matches) };
  });
}

/** @type {(choices: Choices, name: string, value?: string) => Choices} The choices without an option, or without any of a filter. */
export function without(choices, name, value) {
  const rows = Object.entries(choices.filters).map(
    ([other, values]) => /** @type {const} */ ([other, other === name ? values.filter((option) => value && option !== value) : values]),
  );
  return { ...choices, filters: Object.fromEntries(rows.filter(([, values]) => values.length)) };
}
