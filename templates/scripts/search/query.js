// What a query means: the twin of search/engine/query.py.

import { findAges } from "./ages.js";
import { corrected, typedWords } from "./correction.js";
import { isForeign } from "./languages.js";
import { findPostcode } from "./postcodes.js";
import { own } from "./pieces.js";
import { isUrgent } from "./safety.js";
import { NOT, stem } from "./words.js";

/** @import {Facts} from "./facts.js" */
/** @import {Reader} from "./reader.js" */
/** @typedef {{stem: string, position: number, soft: boolean, ignored: boolean, isAge: boolean, isTown: boolean, counts: boolean}} Token  A stem and the position of its word; pages that say an age or a town gain. */
/** @typedef {{start: number, end: number, rest: string}} Span  Tokens that are a known phrase, and its rest after one stem. */
/** @typedef {ReturnType<typeof understand>} Query */

/** @param {string} text @param {Reader} reader @param {boolean} exactly  Whether to keep its spelling. */
export function understand(text, reader, exactly) {
  const { facts } = reader;
  const typed = typedWords(text, facts);
  const { right, isCorrected } = exactly || isForeign(text, typed, reader) ? { right: typed, isCorrected: false } : corrected(typed, reader);
  const { ages, ofAges } = findAges(right, facts);
  const postcode = findPostcode(right, facts, (outward) => reader.isPlace(outward));
  const tokens = withSoftTown(tokensOf(right, postcode?.positions || [], facts, ofAges), facts);
  return {
    typed,
    words: right,
    text: right.join(" "),
    isCorrected,
    tokens,
    phrases: findPhrases(tokens, (first) => reader.known(first).phrases),
    ages,
    isAgeAlone: ages !== null && !tokens.some(({ counts, isTown }) => counts || isTown),
    postcode,
    isUrgent: isUrgent(text, right, reader, exactly),
  };
}

/** @type {(words: string[], ignored: number[], facts: Facts, ofAges?: number[]) => Token[]} The stems of folded words, without the small ones; those of an age are soft. */
export function tokensOf(words, ignored, { negations, small, soft }, ofAges = []) {
  /** @type {(word: string, position: number) => Token} */
  const token = (word, position) => {
    if (negations.has(word)) return { stem: NOT, position, soft: true, ignored: false, isAge: false, isTown: false, counts: false };
    const short = stem(word);
    const isAge = ofAges.includes(position);
    const isSoft = isAge || soft.has(short);
    const isIgnored = ignored.includes(position);
    return { stem: short, position, soft: isSoft, ignored: isIgnored, isAge, isTown: false, counts: !isSoft && !isIgnored && short !== NOT };
  };
  return words.map(token).filter(({ position }) => negations.has(words[position]) || !small.has(words[position]));
}

/** @type {(tokens: Token[], facts: Facts) => Token[]} A town's name says where to look, and not what for. */
function withSoftTown(tokens, facts) {
  const town = townIn(tokens, facts);
  return tokens.map((token, index) => (town && index >= town.start && index < town.end ? { ...token, soft: true, isTown: true, counts: false } : token));
}

/** @type {(query: Query) => Query} A query with the name of its town left out; itself, where there is nothing else. */
export function withoutTown(query) {
  const { tokens } = query;
  if (!tokens.some(({ isTown }) => isTown) || tokens.every(({ isTown, ignored }) => isTown || ignored)) return query;
  return { ...query, tokens: tokens.map((token) => ({ ...token, isTown: false, ignored: token.ignored || token.isTown })) };
}

/** @type {(tokens: Token[], facts: Facts) => Span | undefined} The longest town's name in the tokens. */
export function townIn(tokens, { towns }) {
  /** @type {(first: string) => Record<string, unknown>} */
  const known = (first) => Object.fromEntries((own(towns, first) || []).map((row) => [row[0], row]));
  return findPhrases(tokens, known)[0];
}

/** @type {(text: string) => string[]} */
const split = (text) => (text ? text.split(" ") : []);

/**
 * The known phrases in the tokens: the longest first, none over another.
 * @param {Token[]} tokens
 * @param {(first: string) => Record<string, unknown> | undefined} known
 * @returns {Span[]}
 */
export function findPhrases(tokens, known) {
  const spans = tokens.flatMap(({ stem }, start) =>
    Object.keys(known(stem) || {}).flatMap((rest) => {
      const span = spanAt(tokens, start, rest);
      return span && !isSlight(tokens, span) ? [span] : [];
    }),
  );
  spans.sort((a, b) => split(b.rest).length - split(a.rest).length || a.end - a.start - b.end + b.start || a.start - b.start || (a.rest < b.rest ? -1 : 1));
  /** @type {Span[]} */
  const chosen = [];
  for (const span of spans) {
    if (chosen.every((other) => span.end <= other.start || span.start >= other.end)) chosen.push(span);
  }
  return chosen;
}

/** @type {(tokens: Token[], start: number, rest: string) => Span | null} A phrase that begins at a token. Soft words may come between its own. */
function spanAt(tokens, start, rest) {
  let end = start + 1;
  for (const wanted of split(rest)) {
    while (end < tokens.length && tokens[end].stem !== wanted && tokens[end].soft) end++;
    if (end === tokens.length || tokens[end].stem !== wanted) return null;
    end++;
  }
  return { start, end, rest };
}

/** @type {(tokens: Token[], span: Span) => boolean} Whether it is one soft word among others. */
const isSlight = (tokens, { start, end, rest }) => tokens.length > 1 && !rest && !tokens.slice(start, end).some(({ counts }) => counts);
