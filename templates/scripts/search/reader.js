// The index, fetched file by file as a search needs it: the twin of search/engine/reader.py.
//
// The steps of a search are plain functions that read files as if all were here. `settled` runs a
// step, fetches together what it found missing, and runs it again until nothing is.

import { prepared } from "./facts.js";
import { holderOf, kindOf, own, pieceOf } from "./pieces.js";
import { areaOf } from "./postcodes.js";
import { plainForms, shelves } from "./spelling.js";
import { stem } from "./words.js";

/** @import {EntryParts, FactsFile, Meaning, Point, Postings, Word} from "./types" */
/** @import {Facts} from "./facts.js" */
/** @import {Candidates} from "./spelling.js" */
/** @typedef {(address: string, options?: RequestInit) => Promise<Response>} Fetcher */

/** @type {Meaning} */
const NO_MEANING = [[0], "expand", 0, ""];
const NOT_THERE = [403, 404, 410];

/** Reads an index. A new build needs a new reader. */
export class Reader {
  /** @type {Map<string, any>} */
  #files = new Map();
  /** @type {Map<string, Promise<unknown>>} */
  #loading = new Map();
  /** @type {Set<string>} */
  #missing = new Set();
  /** @type {Map<string, Candidates>} */
  #candidates = new Map();
  #base;
  #fetcher;

  /** @param {string} base @param {Facts} facts @param {Fetcher} fetcher */
  constructor(base, facts, fetcher) {
    this.facts = facts;
    this.#base = base;
    this.#fetcher = fetcher;
  }

  /**
   * What a step returns once every file it reads is here.
   * @template T
   * @param {() => T} step
   * @returns {Promise<T>}
   */
  async settled(step) {
    for (;;) {
      const missing = (this.#missing = new Set());
      const value = step();
      if (!missing.size) return value;
      await Promise.all([...missing].map((path) => this.load(path)));
    }
  }

  /** @type {(path: string) => Promise<unknown>} Fetches a file once; after a failure, again. */
  load(path) {
    let loading = this.#loading.get(path);
    if (!loading) {
      const address = path.split("/").map(encodeURIComponent).join("/");
      loading = read(`${this.#base}${address}?v=${this.facts.version}`, this.#fetcher);
      loading = loading.then((content) => this.#files.set(path, content));
      loading.catch(() => this.#loading.delete(path));
      this.#loading.set(path, loading);
    }
    return loading;
  }

  /** @type {(path: string) => any} A file; null if there is none, undefined if it is not here yet. */
  file(path) {
    if (!this.#files.has(path)) this.#missing.add(path);
    return this.#files.get(path);
  }

  /** @type {(stem: string) => Word} The documents of a stem, and the pairs that are kept with it. */
  word(stem) {
    return own(this.#piece("words", stem), stem) || {};
  }

  /** @type {(one: string, other: string) => Postings | undefined} Documents in which two stems stand side by side. */
  pair(one, other) {
    const holder = holderOf(one, other, this.facts);
    return holder ? own(this.word(holder).pairs, `${one} ${other}`) : undefined;
  }

  /** @type {(first: string) => EntryParts} The phrases, names and spellings that begin with a stem. */
  known(first) {
    return own(this.#piece(kindOf(first, this.facts), first), first) || {};
  }

  /** @type {(key: string) => Meaning} */
  meaning(key) {
    return own(this.#piece("meanings", key), key) || NO_MEANING;
  }

  /** @type {(word: string) => boolean} Whether a word is right. Until its files are here, it is taken to be. */
  knows(word) {
    const piece = this.#piece(kindOf(stem(word), this.facts), stem(word));
    if (!piece) return true;
    const plain = plainForms(word, this.facts);
    /** @type {string[]} */
    const forms = own(piece, stem(word))?.forms?.split(" ") || [];
    if (forms.some((form) => [...plainForms(form, this.facts)].some((one) => plain.has(one)))) return true;
    const start = [...word].slice(0, 2).join("");
    const everyday = this.#piece("everyday", start);
    return !everyday || ` ${own(everyday, start)} `.includes(` ${word} `);
  }

  /** @type {(word: string) => Candidates} */
  candidates(word) {
    const names = shelves(word, this.facts);
    const known = this.#candidates.get(names.join());
    const pieces = names.map((shelf) => this.#piece("spelling", shelf));
    if (known || pieces.includes(undefined)) return known || new Map();
    const texts = names.map((shelf, at) => own(pieces[at], shelf));
    /** @type {Candidates} */
    const candidates = new Map();
    for (const entry of texts.flatMap((text) => (text ? text.split(" ") : []))) {
      candidates.set(entry.slice(0, -1), Number(entry.slice(-1)));
    }
    this.#candidates.set(names.join(), candidates);
    return candidates;
  }

  /** @type {(outward: string) => Point | undefined} The middle of an outward code, if there is such a one. */
  middleOf(outward) {
    const area = areaOf(outward);
    return this.facts.areas.includes(area) ? own(this.file(`areas/${area.toLowerCase()}.json`), outward) : undefined;
  }

  /** @type {(outward: string) => boolean} Whether an outward code among other words is a place and no word of the vocabulary. */
  isPlace(outward) {
    if (this.facts.codes.includes(outward)) return true;
    return !own(this.known(outward.toLowerCase()).phrases, "") && Boolean(this.middleOf(outward));
  }

  /** @type {(number: number) => string[]} What a result shows of a document. */
  resultFields(number) {
    const together = this.facts.shown_together;
    return this.file(`shown/${Math.floor(number / together)}.json`)?.[number % together] || Array(9).fill("");
  }

  /** @type {(kind: keyof Facts["pieces"], key: string) => Record<string, any> | null | undefined} */
  #piece(kind, key) {
    return this.file(`${kind}/${pieceOf(key, this.facts.pieces[kind])}.json`);
  }
}

/** @type {(address: string, fetcher: Fetcher, options?: RequestInit) => Promise<any>} */
async function read(address, fetcher, options) {
  const answer = await fetcher(address, options);
  if (answer.ok) return answer.json();
  if (NOT_THERE.includes(answer.status)) return null;
  throw new Error(`${address} answered ${answer.status}`);
}

/**
 * Opens the index that lies at an address which ends with "/".
 * @param {string} base
 * @param {{fetcher?: Fetcher}} [options]
 */
export async function openIndex(base, { fetcher = (address, options) => fetch(address, options) } = {}) {
  /** @type {FactsFile | null} */
  const facts = await read(`${base}facts.json`, fetcher, { cache: "no-cache" });
  if (!facts) throw new Error(`There is no search index at ${base}`);
  return new Reader(base, prepared(facts), fetcher);
}
