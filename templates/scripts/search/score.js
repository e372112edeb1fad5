// The score of every document: the twin of search/engine/score.py, which only adds up numbers of the index.

import { findPhrases } from "./query.js";

/** @import {Postings} from "./types" */
/** @import {Facts} from "./facts.js" */
/** @import {Span, Query, Token} from "./query.js" */
/** @import {Reader} from "./reader.js" */
/** @typedef {{postings: Postings, worth: number, group: number, size: number, isShare?: boolean}} ScorePart  What documents are scored by; shares of a group are added. */
/** @typedef {{scores: Float64Array, isWhole: Uint8Array, hasParts: boolean}} Scored  0 for a document that does not match; whole if it matches every part of the query. */

const HUNDREDTHS = 100;

/** @type {(value: number) => number} */
const hundredth = (value) => Math.floor(value / HUNDREDTHS);

/** @type {(parts: ScorePart[]) => number} */
const largest = (parts) => Math.max(...parts.map(({ size }) => size));

/** @type {(query: Query, reader: Reader, near: boolean) => Scored} The score of every document, at a place or not. */
export function score(query, reader, near) {
  const parts = [...wordParts(query, reader), ...pairParts(query, reader), ...meaningParts(query, reader), ...nameParts(query, reader), ...ageParts(query, reader)];
  const { documents } = reader.facts;
  const sums = new Float64Array(documents);
  const covered = new Float64Array(documents);
  let total = 0;
  for (const group of new Set(parts.map((part) => part.group))) {
    const together = parts.filter((part) => part.group === group);
    addUp(together, sums, covered);
    total += largest(together);
  }
  const covers = covered.map((sum) => Math.floor((HUNDREDTHS * Math.min(sum, total)) / (total || 1)));
  return {
    scores: weighed(query, reader, sums, covers, near),
    isWhole: Uint8Array.from(covers, (cover) => (cover === HUNDREDTHS ? 1 : 0)),
    hasParts: parts.length > 0,
  };
}

/** @type {(parts: ScorePart[], sums: Float64Array, covered: Float64Array) => void} Adds the parts of one group; the largest covers it, or its shares together. */
function addUp(parts, sums, covered) {
  const sizes = new Float64Array(sums.length);
  const shares = new Float64Array(sums.length);
  for (const { postings, worth, size: own, isShare } of parts) {
    const each = postings[0] * worth;
    for (let at = 1, number = 0; at < postings.length; at += 2) {
      number += postings[at];
      sums[number] += hundredth(each * postings[at + 1]);
      const size = isShare ? (shares[number] += own) : own;
      if (size > sizes[number]) {
        covered[number] += size - sizes[number];
        sizes[number] = size;
      }
    }
  }
}

/** @type {(query: Query, reader: Reader, sums: Float64Array, covers: Float64Array, near: boolean) => Float64Array} */
function weighed(query, reader, sums, covers, near) {
  const { facts } = reader;
  const { weights, families, standings, placed } = facts;
  const ofNeed = isNeed(query, reader) ? weights.guide_of_a_need : HUNDREDTHS;
  return sums.map((sum, number) => {
    if (!sum) return 0;
    let value = hundredth(sum * (weights.cover_least + hundredth(weights.cover_full * covers[number])));
    value = hundredth(value * weights.families[families[number]]);
    if (families[number] === 0) value = hundredth(value * ofNeed);
    value = hundredth(value * weights.standings[standings[number]]);
    if (near && placed[number]) value = hundredth(value * weights.has_a_place);
    return query.ages ? hundredth(value * weights[ageFit(query.ages, number, facts)]) : value;
  });
}

/** @type {(query: Query, reader: Reader) => ScorePart[]} */
function wordParts({ tokens, phrases }, reader) {
  // Whether a phrase is one word that its meaning counts already, among its equals.
  const isCounted = (/** @type {Span} */ span) => !span.rest && meaningKeys(tokens, span, reader).some((key) => reader.meaning(key)[1] !== "expand");
  const { weights } = reader.facts;
  const all = tokens.map((token, index) => ({ token, index }));
  const isAnyCounting = tokens.some((token) => token.counts);
  const counts = (/** @type {Token} */ token) => (isAnyCounting ? token.counts : !token.ignored && !token.isAge);
  return all.filter(({ token }) => counts(token) || gains(token)).map(({ token, index }) => {
    const postings = reader.word(token.stem).docs || [0];
    const group = phrases.findIndex((span) => span.start <= index && index < span.end);
    return group < 0
      ? { postings, worth: weights.word, group: ~index, size: counts(token) ? Math.max(postings[0], 1) : 0 }
      : {
          postings,
          worth: isCounted(phrases[group]) ? weights.word_as_phrase : weights.word_in_phrase,
          group,
          size: shareOf(index, phrases[group], tokens, counts, reader),
          isShare: true,
        };
  });
}

/** @type {(index: number, span: Span, tokens: Token[], counts: (token: Token) => boolean, reader: Reader) => number} How much of its phrase a word covers: all words together as much as a meaning. */
function shareOf(index, span, tokens, counts, reader) {
  const ofPhrase = [...tokens.keys()].slice(span.start, span.end);
  const counting = ofPhrase.filter((one) => counts(tokens[one]));
  const deciding = counting.length ? counting : ofPhrase;
  if (!deciding.includes(index)) return 0;
  // A word that no page has is as much of what was meant as any other.
  const rarity = (/** @type {number} */ one) => rarityOf(tokens[one], reader) || HUNDREDTHS;
  const all = deciding.reduce((sum, one) => sum + rarity(one), 0);
  const size = Math.max(1, ...meaningKeys(tokens, span, reader).map((key) => reader.meaning(key)[0][0]));
  return Math.ceil((size * rarity(index)) / all);
}

/** @type {(query: Query, reader: Reader) => ScorePart[]} What stands side by side: as rare as it is, but no rarer than its words together. */
function pairParts({ tokens }, reader) {
  const all = tokens.filter((token) => !token.ignored);
  return all.slice(1).flatMap((other, before) => {
    const postings = reader.pair(all[before].stem, other.stem);
    if (!postings) return [];
    const telling = [all[before], other].filter((token) => token.counts || gains(token));
    const together = telling.reduce((sum, token) => sum + rarityOf(token, reader), 0);
    const [rarity, ...documents] = postings;
    return [{ postings: [Math.min(rarity, together), ...documents], worth: reader.facts.weights.pair, group: tokens.length, size: 0 }];
  });
}

/** @type {(token: Token, reader: Reader) => number} */
const rarityOf = ({ stem }, reader) => (reader.word(stem).docs || [0])[0];

/** @type {(token: Token) => boolean} */
const gains = (token) => (token.isAge || token.isTown) && !token.ignored;

/** @type {(query: Query, reader: Reader) => ScorePart[]} */
const meaningParts = ({ tokens, phrases }, reader) =>
  phrases.flatMap((span, group) =>
    meaningKeys(tokens, span, reader).map((key) => {
      const [postings, match] = reader.meaning(key);
      return { postings, worth: reader.facts.weights.meaning[match], group, size: Math.max(postings[0], 1) };
    }),
  );

/** @type {(tokens: Token[], span: Span, reader: Reader) => string[]} The meanings of a phrase. */
export const meaningKeys = (tokens, span, reader) => reader.known(tokens[span.start].stem).phrases?.[span.rest] || [];

/** @type {(query: Query, reader: Reader) => ScorePart[]} Pages whose whole name is in the query. */
function nameParts({ tokens }, reader) {
  const isAnyCounting = tokens.some((token) => token.counts);
  const isSaid = (/** @type {Token} */ token) => (isAnyCounting ? token.counts : !token.ignored);
  const said = tokens.filter(isSaid).length || 1;
  /** @type {(first: string) => Record<string, number[]>} */
  const known = (first) => reader.known(first).names || {};
  return findPhrases(tokens, known).map((span) => {
    const named = tokens.slice(span.start, span.end).filter(isSaid);
    const rarity = named.reduce((sum, token) => sum + rarityOf(token, reader), 0);
    const share = Math.floor((named.length * HUNDREDTHS) / said);
    const numbers = [...known(tokens[span.start].stem)[span.rest]].sort((a, b) => a - b);
    return { postings: inFull(rarity, numbers), worth: hundredth(hundredth(reader.facts.weights.name * share * share)), group: tokens.length, size: 0 };
  });
}

/** @type {(query: Query, reader: Reader) => ScorePart[]} Pages that say ages, the one asked for among them, where it is asked for alone. */
function ageParts({ ages, isAgeAlone, tokens }, { facts: { youngest, oldest, limits, weights } }) {
  if (!ages || !isAgeAlone) return [];
  const fits = (/** @type {number} */ number) => youngest[number] !== limits.no_ages && youngest[number] <= ages.high && oldest[number] >= ages.low;
  const numbers = [...youngest.keys()].filter(fits);
  return [{ postings: inFull(weights.age, numbers), worth: HUNDREDTHS, group: tokens.length + 1, size: weights.age }];
}

/** @type {(rarity: number, numbers: number[]) => Postings} Documents, in the order of their numbers, that match in full. */
const inFull = (rarity, numbers) => [rarity, ...numbers.flatMap((number, at) => [number - (numbers[at - 1] || 0), HUNDREDTHS])];

/** @type {(query: Query, reader: Reader) => boolean} Whether the words are a need and nothing else. */
function isNeed({ tokens, phrases }, reader) {
  const rest = tokens.filter((_, index) => !phrases.some((span) => span.start <= index && index < span.end));
  if (!phrases.length || rest.some((token) => token.counts)) return false;
  return phrases.every((span) => meaningKeys(tokens, span, reader).some((key) => reader.meaning(key)[2]));
}

/** @type {(ages: {low: number, high: number}, number: number, facts: Facts) => "age_fits" | "age_unknown" | "age_misses"} */
export function ageFit(ages, number, { youngest, oldest, limits }) {
  const [low, high] = [youngest[number], oldest[number]];
  if (low === limits.no_ages || (low === 0 && high >= limits.oldest)) return "age_unknown";
  return low <= ages.high && high >= ages.low ? "age_fits" : "age_misses";
}
