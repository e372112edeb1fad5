// A search as the end of an address, and back: the twin of search/engine/address.py.

import { cut, strip } from "./words.js";

/** @import {Choices, Filter} from "./types" */
/** @import {Reader} from "./reader.js" */

const OWN = ["q", "age", "near", "exactly", "page"];

/** @type {(parameters: URLSearchParams, reader: Reader) => Promise<Choices>} The search that an address asks for. */
export async function choicesOf(parameters, reader) {
  const isPlain = [...parameters.keys()].every((name) => OWN.includes(name));
  /** @type {Filter[]} */
  const rows = isPlain ? [] : await reader.settled(() => reader.file("filters.json") || []);
  const chosen = rows.map(({ name, options }) => {
    const given = parameters.getAll(name);
    return /** @type {const} */ ([name, options.map(({ value }) => value).filter((value) => given.includes(value))]);
  });
  const { oldest_asked: oldest } = reader.facts.limits;
  return {
    text: first(parameters, "q", reader),
    filters: Object.fromEntries(chosen.filter(([, values]) => values.length)),
    age: number(first(parameters, "age", reader), oldest),
    near: first(parameters, "near", reader),
    exactly: first(parameters, "exactly", reader) === "yes",
  };
}

/** @type {(parameters: URLSearchParams, reader: Reader) => number} The page asked for, from 1. */
export const pageOf = (parameters, reader) => number(first(parameters, "page", reader), reader.facts.limits.pages) || 1;

/** @type {(choices: Choices, page?: number) => string} Such as "q=speech+therapy&age=3", in one fixed order. */
export function addressOf({ text, age, near, filters, exactly }, page = 1) {
  const rows = text ? [["q", text]] : [];
  if (age !== null) rows.push(["age", `${age}`]);
  if (near) rows.push(["near", near]);
  for (const name of Object.keys(filters).sort()) for (const value of filters[name]) rows.push([name, value]);
  if (exactly) rows.push(["exactly", "yes"]);
  if (page > 1) rows.push(["page", `${page}`]);
  return `${new URLSearchParams(rows)}`.replace(/\*/g, "%2A").replace(/%7E/g, "~");
}

/** @type {(parameters: URLSearchParams, name: string, reader: Reader) => string} */
const first = (parameters, name, { facts }) => cut(strip(parameters.get(name) || ""), facts.limits.longest);

/** @type {(text: string, most: number) => number | null} */
const number = (text, most) => (/^[0-9]{1,5}$/.test(text) && Number(text) <= most ? Number(text) : null);
