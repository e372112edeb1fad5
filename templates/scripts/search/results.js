// Results as they are shown, field by field: the twin of search/engine/results.py.

import { addressOf } from "./address.js";
import { both, find, fitting } from "./find.js";
import { nearSpellings } from "./spelling.js";
import { cut, fold, line, stem } from "./words.js";

/** @import {Choices, Filter, FilterState, Meant, Removable, Result, Results} from "./types" */
/** @import {Found, Kept} from "./find.js" */
/** @import {Query, Span} from "./query.js" */
/** @import {Reader} from "./reader.js" */
/** @typedef {{page?: number, perPage?: number, withFilters?: boolean}} Options */

const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu;

/**
 * A page of results (from 1). Without filters it is there sooner; ask again for their counts.
 * @type {(choices: Choices, reader: Reader, options?: Options) => Promise<Results>}
 */
export async function search(choices, reader, { withFilters = true, ...options } = {}) {
  if (withFilters) void reader.load("filters.json");
  const found = await find(choices, reader);
  return reader.settled(() => ({
    ...pageOf(choices, found, reader, options),
    filters: withFilters ? states(choices, found, reader) : [],
    removable: removable(choices, found, reader),
  }));
}

/** @type {(choices: Choices, found: Found, reader: Reader, options: Options) => Omit<Results, "filters" | "removable">} */
function pageOf(choices, found, reader, { page: asked = 1, perPage = reader.facts.limits.per_page }) {
  const numbers = found.results;
  const pages = Math.max(1, Math.ceil(numbers.length / perPage));
  const page = Math.min(Math.max(asked, 1), pages);
  return {
    choices,
    ...sayings(choices, found, reader),
    total: numbers.length,
    page,
    pages,
    previous: page > 1 ? addressOf(choices, page - 1) : "",
    next: page < pages ? addressOf(choices, page + 1) : "",
    results: numbers.slice((page - 1) * perPage, page * perPage).map((number) => result(number, found, reader)),
  };
}

/** @param {Choices} choices @param {Found} found @param {Reader} reader */
function sayings(choices, found, reader) {
  const { query } = found;
  return {
    showing_for: query.isOther ? query.text : "",
    as_typed: query.isOther ? addressOf({ ...choices, exactly: true }) : "",
    said: said(choices, found, reader),
    notes: found.notes,
    meant: found.meant.map(({ span, meanings }) => meant(choices, query, span, meanings)),
    near_spellings: found.results.length ? [] : spellings(choices, query, reader),
    is_urgent: query.isUrgent,
    unknown_place: found.near ? "" : choices.near,
  };
}

/** @type {(choices: Choices, query: Query, span: Span, meanings: string[]) => Meant} */
function meant(choices, { tokens, words }, span, meanings) {
  const [first, last] = [tokens[span.start].place, tokens[span.end - 1].place];
  const texts = meanings.map((meaning) => [...words.slice(0, first), meaning, ...words.slice(last + 1)].join(" "));
  return {
    words: words.slice(first, last + 1).join(" "),
    meanings,
    choices: texts.map((text) => addressOf({ ...choices, text })),
  };
}

/** @type {(choices: Choices, query: Query, reader: Reader) => [string, string][]} Searches with an unknown word spelt otherwise. */
function spellings(choices, { words }, reader) {
  const place = words.findIndex((word) => !reader.knows(word));
  if (place < 0) return [];
  return nearSpellings(words[place], reader.candidates(words[place]), reader.facts).map((other) => {
    const text = [...words.slice(0, place), other, ...words.slice(place + 1)].join(" ");
    return [text, addressOf({ ...choices, text })];
  });
}

/** @type {(number: number, found: Found, reader: Reader) => Result} */
function result(number, { query, away, near, scores }, reader) {
  const [address, title, kind, summary, ages, place, checked, notice] = reader.shown(number);
  const wanted = new Set(query.tokens.filter((token) => token.counts).map((token) => token.stem));
  const distance = away.get(number);
  const from = near && distance !== undefined ? `${miles(distance)} from ${near.name}` : "";
  return {
    number, address, title, kind, summary, marked: marked(summary, wanted), ages, place, checked, notice, away: from,
    score: scores[number],
  };
}

/** @type {(distance2: number) => string} A squared distance in units of 100 metres, such as "1.2 miles". */
function miles(distance2) {
  const tenths = Math.floor((Math.sqrt(distance2) * 100) / 160.9344 + 0.5);
  return tenths === 10 ? "1 mile" : `${Math.floor(tenths / 10)}.${tenths % 10} miles`;
}

/** @type {(text: string, wanted: Set<string>) => [string, boolean][]} A text in pieces, each with whether it is a word of the query. */
export function marked(text, wanted) {
  /** @type {[string, boolean][]} */
  const found = [];
  let at = 0;
  for (const { 0: word, index = 0 } of text.matchAll(WORD)) {
    if (wanted.has(stem(fold(word)))) {
      if (index > at) found.push([text.slice(at, index), false]);
      found.push([word, true]);
      at = index + word.length;
    }
  }
  if (at < text.length) found.push([text.slice(at), false]);
  return found;
}

/** @type {(choices: Choices, found: Found, reader: Reader) => string} The search in English. */
function said(choices, { query, near }, reader) {
  const text = query.isOther ? query.text : shortened(choices.text, reader.facts.limits.said);
  const words = query.tokens.length || text ? `“${text}”` : "everything";
  const age = choices.age === null ? "" : ` for age ${choices.age}`;
  const place = choices.near && near ? ` near ${near.name}` : "";
  const filters = chosen(choices, reader).map((one) => one.said).join(", ");
  return `${words}${age}${place}${filters && " "}${filters}`;
}

/** @type {(text: string, most: number) => string} */
function shortened(text, most) {
  const whole = line(text);
  const start = cut(whole, most);
  return start === whole ? whole : `${start}…`;
}

/** @type {(choices: Choices, reader: Reader) => {name: string, value: string, said: string}[]} */
function chosen({ filters }, reader) {
  /** @type {Filter[]} */
  const rows = Object.keys(filters).length ? reader.file("filters.json") || [] : [];
  return rows.flatMap(({ name, options }) =>
    options.filter(({ value }) => filters[name]?.includes(value)).map(({ value, said }) => ({ name, value, said })),
  );
}

/** @type {(numbers: number[], reader: Reader) => Kept} */
function keptOf(numbers, reader) {
  const kept = new Uint8Array(reader.facts.documents);
  for (const number of numbers) kept[number] = 1;
  return kept;
}

/** @type {(kept: Kept) => number} */
const count = (kept) => kept.reduce((sum, one) => sum + one, 0);

/** @type {(kept: Kept, gaps: number[]) => number} How many of the kept an option has. */
function countOf(kept, gaps) {
  let [number, found] = [0, 0];
  for (const gap of gaps) found += kept[(number += gap)];
  return found;
}

/** @type {(choices: Choices, found: Found, reader: Reader) => FilterState[]} */
function states(choices, found, reader) {
  const words = keptOf(found.numbers, reader);
  /** @type {Filter[]} */
  const rows = reader.file("filters.json") || [];
  return rows.map(({ name, label, kind, first, options }) => {
    const others = fitting(without(choices, name), reader);
    const kept = others ? both(words, others) : words;
    const together = kind === "all" && found.kept ? both(kept, found.kept) : kept;
    const states = options.map(({ value, label, docs }) => ({
      value,
      label,
      count: countOf(together, docs),
      chosen: choices.filters[name]?.includes(value) || false,
    }));
    return { name, label, kind, first, options: states };
  });
}

/** @type {(choices: Choices, found: Found, reader: Reader) => Removable[]} */
function removable(choices, found, reader) {
  const words = keptOf(found.numbers, reader);
  const fewer = chosen(choices, reader).map(({ name, value, said }) => ({ said, rest: without(choices, name, value) }));
  if (choices.age !== null) fewer.unshift({ said: `for age ${choices.age}`, rest: { ...choices, age: null } });
  return fewer.map(({ said, rest }) => {
    const kept = fitting(rest, reader);
    return { said, choices: addressOf(rest), count: count(kept ? both(words, kept) : words) };
  });
}

/** @type {(choices: Choices, name: string, value?: string) => Choices} The choices without an option, or without any of a filter. */
export function without(choices, name, value) {
  const rows = Object.entries(choices.filters).map(
    ([one, values]) => /** @type {const} */ ([one, one === name ? values.filter((option) => value && option !== value) : values]),
  );
  return { ...choices, filters: Object.fromEntries(rows.filter(([, values]) => values.length)) };
}
