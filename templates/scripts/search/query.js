// What a query means: the twin of search/engine/query.py.

import { findAges } from "./ages.js";
import { corrected, typedWords } from "./correction.js";
import { findPostcode } from "./postcodes.js";
import { own } from "./pieces.js";
import { isUrgent } from "./safety.js";
import { NOT, stem } from "./words.js";

/** @import {Facts} from "./facts.js" */
/** @import {Reader} from "./reader.js" */
/** @typedef {{stem: string, place: number, soft: boolean, aside: boolean, where: boolean, counts: boolean}} Token  A stem and the place of its word. */
/** @typedef {{start: number, end: number, rest: string}} Span  Tokens that are a known phrase, and its rest in the index. */
/** @typedef {ReturnType<typeof understand>} Query */

/** @param {string} text @param {Reader} reader @param {boolean} exactly  Whether to keep its spelling. */
export function understand(text, reader, exactly) {
  const { facts } = reader;
  const typed = typedWords(text, facts);
  const { right, isOther } = exactly ? { right: typed, isOther: false } : corrected(typed, reader);
  const { ages, aside } = findAges(right, facts);
  const postcode = findPostcode(right, facts);
  const tokens = withSoftTown(tokensOf(right, [...aside, ...(postcode?.places || [])], facts), facts);
  return {
    words: right,
    text: right.join(" "),
    isOther,
    tokens,
    phrases: findPhrases(tokens, (first) => reader.known(first).phrases),
    ages,
    postcode,
    isUrgent: isUrgent([...typed, ...right], facts),
  };
}

/** @type {(words: string[], aside: number[], facts: Facts) => Token[]} The stems of folded words, without the small ones. */
export function tokensOf(words, aside, { negations, small, soft }) {
  /** @type {(word: string, place: number) => Token} */
  const token = (word, place) => {
    if (negations.has(word)) return { stem: NOT, place, soft: true, aside: false, where: false, counts: false };
    const short = stem(word);
    const isSoft = soft.has(short);
    const isAside = aside.includes(place);
    return { stem: short, place, soft: isSoft, aside: isAside, where: false, counts: !isSoft && !isAside && short !== NOT };
  };
  return words.map(token).filter(({ place }) => negations.has(words[place]) || !small.has(words[place]));
}

/** @type {(tokens: Token[], facts: Facts) => Token[]} A town's name says where, and only else what. */
function withSoftTown(tokens, facts) {
  const town = townIn(tokens, facts);
  return tokens.map((token, at) => (town && at >= town.start && at < town.end ? { ...token, soft: true, where: true, counts: false } : token));
}

/** @type {(tokens: Token[], facts: Facts) => Span | undefined} Where a town's name stands, the longest one first. */
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
      const span = { start, end: endOf(tokens, start, rest), rest };
      return span.end && !isSlight(tokens, span) ? [span] : [];
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

/** @type {(tokens: Token[], start: number, rest: string) => number} Where a phrase ends, or 0. Soft words may stand between. */
function endOf(tokens, start, rest) {
  let at = start + 1;
  for (const wanted of split(rest)) {
    while (at < tokens.length && tokens[at].stem !== wanted && tokens[at].soft) at++;
    if (at === tokens.length || tokens[at].stem !== wanted) return 0;
    at++;
  }
  return at;
}

/** @type {(tokens: Token[], span: Span) => boolean} Whether it is one soft word among others. */
const isSlight = (tokens, { start, end, rest }) => tokens.length > 1 && !rest && !tokens.slice(start, end).some(({ counts }) => counts);
