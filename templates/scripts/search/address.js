// A search as the end of an address, and back: the twin of search/engine/address.py.

import { findAges } from "./ages.js";
import { cut, strip, words } from "./words.js";

/** @import {Choices, Filter} from "./types" */
/** @import {Facts} from "./facts.js" */
/** @import {Reader} from "./reader.js" */

const OWN = ["q", "age", "near", "within", "exactly", "everything", "page"];

/** @type {(parameters: URLSearchParams, reader: Reader) => Promise<Choices>} The search that an address asks for. */
export async function choicesOf(asked, reader) {
  const parameters = inSmallLetters(asked);
  const isPlain = [...parameters.keys()].every((name) => OWN.includes(name));
  /** @type {Filter[]} */
  const rows = isPlain ? [] : await reader.settled(() => reader.file("filters.json") || []);
  const chosen = rows.map(({ name, options }) => {
    const given = parameters.getAll(name).map((value) => value.toLowerCase());
    return /** @type {const} */ ([name, options.map(({ value }) => value).filter((value) => given.includes(value.toLowerCase()))]);
  });
  const typed = first(parameters, "age", reader);
  const age = ageInBox(typed, reader.facts);
  return {
    text: first(parameters, "q", reader),
    filters: Object.fromEntries(chosen.filter(([, values]) => values.length)),
    age,
    unread_age: age === null ? typed : "",
    near: first(parameters, "near", reader),
    within: miles(first(parameters, "within", reader), reader.facts),
    exactly: isYes(parameters, "exactly", reader),
    everything: isYes(parameters, "everything", reader),
  };
}

/** @type {(parameters: URLSearchParams, reader: Reader) => number} The page asked for, from 1. */
export const pageOf = (asked, reader) => number(first(inSmallLetters(asked), "page", reader), reader.facts.limits.pages) || 1;

/** @type {(choices: Choices, page?: number) => string} Such as "q=speech+therapy&age=3", in one fixed order. */
export function addressOf({ text, age, unread_age: unreadAge, near, within, filters, exactly, everything }, page = 1) {
  const rows = text ? [["q", text]] : [];
  if (age !== null || unreadAge) rows.push(["age", `${age ?? unreadAge}`]);
  if (near) rows.push(["near", near]);
  if (within) rows.push(["within", `${within}`]);
  for (const name of Object.keys(filters).sort()) for (const value of filters[name]) rows.push([name, value]);
  if (exactly) rows.push(["exactly", "yes"]);
  if (everything) rows.push(["everything", "yes"]);
  if (page > 1) rows.push(["page", `${page}`]);
  return `${new URLSearchParams(rows)}`.replace(/\*/g, "%2A").replace(/%7E/g, "~");
}

/** @type {(text: string, facts: Facts) => number | null} The one age that a text says, in years. */
export function ageInBox(text, facts) {
  const whole = number(text, facts.limits.oldest_asked);
  if (whole !== null) return whole;
  const { ages } = findAges(words(`aged ${text}`, facts), facts);
  return ages && ages.low === ages.high ? ages.low : null;
}

/** @type {(parameters: URLSearchParams) => URLSearchParams} The names in small letters: some programs write all in capitals. */
const inSmallLetters = (parameters) => new URLSearchParams([...parameters].map(([name, value]) => [name.toLowerCase(), value]));

/** @type {(parameters: URLSearchParams, name: string, reader: Reader) => string} */
const first = (parameters, name, { facts }) => cut(strip(parameters.get(name) || ""), facts.limits.longest);

/** @type {(parameters: URLSearchParams, name: string, reader: Reader) => boolean} */
const isYes = (parameters, name, reader) => first(parameters, name, reader).toLowerCase() === "yes";

/** @type {(text: string, facts: Facts) => number | null} */
const miles = (text, { limits }) => limits.within.map(([one]) => one).find((one) => `${one}` === text) ?? null;

/** @type {(text: string, most: number) => number | null} */
const number = (text, most) => (/^[0-9]{1,5}$/.test(text) && Number(text) <= most ? Number(text) : null);
