// Rules of danger, over the words as they were typed: the twin of search/engine/danger_rules.py.

import { own } from "./pieces.js";
import { distance } from "./spelling.js";
import { NOT } from "./words.js";

/** @import {DangerTable} from "./types" */
/** @import {Facts} from "./facts.js" */
/** @typedef {{slots: number[], follows: boolean[]}} DangerRow  The numbers of a rule's slots, and which of them follow at once. */
/** @typedef {Map<number, DangerRow[]>} RowsByFirst */

const [BEGINNING, END] = ["^", "$"];

/** Rules that tell whether a search speaks of danger. */
export class DangerRules {
  /** @type {Map<string, number>} */
  #numbers = new Map();
  /** @type {Map<string, number[]>} */
  #whole = new Map();
  /** @type {Map<string, number[]>} */
  #prefixes = new Map();
  /** @type {RowsByFirst} */
  #danger;
  /** @type {RowsByFirst} */
  #evenDenied;
  /** @type {RowsByFirst} */
  #harmless;
  #limits;
  #negations;

  /** @param {DangerTable} table @param {Facts} facts */
  constructor(table, { danger_limits: limits, negations }) {
    this.#limits = limits;
    this.#negations = negations;
    this.#danger = this.#byFirst(table.danger);
    this.#evenDenied = this.#byFirst(table.even_denied);
    this.#harmless = this.#byFirst(table.harmless);
    for (const [text, number] of this.#numbers) this.#read(text, number, table.lists);
  }

  /** @type {(texts: string[]) => RowsByFirst} */
  #byFirst(texts) {
    /** @type {RowsByFirst} */
    const rows = new Map();
    for (const text of texts) {
      const written = text.split(" ");
      const slots = written.map((slot) => this.#numberOf(slot.replace(/^\+/, "")));
      push(rows, slots[0], { slots, follows: written.map((slot) => slot.startsWith("+")) });
    }
    return rows;
  }

  /** @type {(slot: string) => number} */
  #numberOf(slot) {
    if (!this.#numbers.has(slot)) this.#numbers.set(slot, this.#numbers.size);
    return this.#numbers.get(slot) || 0;
  }

  /** @type {(slot: string, number: number, lists: Record<string, string>) => void} Notes which words a slot takes. */
  #read(slot, number, lists) {
    const words = slot.split("/").flatMap((part) => (own(lists, part) ?? part).split(" "));
    for (const word of new Set(words.map((one) => this.#fold(one)))) {
      if (word.endsWith("*")) push(this.#prefixes, word.slice(0, -1), number);
      else push(this.#whole, word, number);
    }
  }

  /** @type {(word: string) => string} One word for every way to say no. */
  #fold(word) {
    return this.#negations.has(word) ? NOT : word;
  }

  /** @type {(words: string[], unknown: Set<string>) => boolean} Whether a search tells of danger. `unknown` words may be misspelt. */
  tellOf(words, unknown) {
    const texts = [BEGINNING, ...words.map((word) => this.#fold(word)), END];
    const filled = texts.map((text) => this.#slotsOf(text, unknown.has(text)));
    for (const [first, last] of [...this.#spans(this.#harmless, filled, null)]) {
      for (let at = first; at <= last; at++) if (texts[at] !== BEGINNING && texts[at] !== END) filled[at] = new Set();
    }
    const [evenDenied] = this.#spans(this.#evenDenied, filled, null);
    const [danger] = evenDenied ? [evenDenied] : this.#spans(this.#danger, filled, this.#denied(texts));
    return Boolean(danger);
  }

  /** @type {(word: string, isUnknown: boolean) => Set<number>} */
  #slotsOf(word, isUnknown) {
    const numbers = new Set(this.#whole.get(word));
    for (let length = 1; length <= word.length; length++) for (const number of this.#prefixes.get(word.slice(0, length)) || []) numbers.add(number);
    if (isUnknown && word.length >= this.#limits.misspelt) this.#addNearly(word, numbers);
    return numbers;
  }

  /** @type {(word: string, numbers: Set<number>) => void} Adds the slots of words that differ by a letter. */
  #addNearly(word, numbers) {
    const least = this.#limits.misspelt;
    for (const [text, more] of this.#whole) {
      if (text.length >= least && isOneLetterOut(word, text)) for (const number of more) numbers.add(number);
    }
    for (const [text, more] of this.#prefixes) {
      const starts = [-1, 0, 1].map((further) => word.slice(0, text.length + further));
      if (text.length > least && starts.some((start) => isOneLetterOut(start, text))) for (const number of more) numbers.add(number);
    }
  }

  /** @type {(rows: RowsByFirst, filled: Set<number>[], denied: number[] | null) => Generator<[number, number]>} The places where a row fits. */
  *#spans(rows, filled, denied) {
    for (const [first, slots] of filled.entries()) {
      for (const number of slots) {
        for (const row of rows.get(number) || []) {
          const last = lastIndex(row, first, filled, denied, this.#limits.between);
          if (last) yield [first, last];
        }
      }
    }
  }

  /** @type {(texts: string[]) => number[]} For each word the place of the "not" before it, or 0. */
  #denied(texts) {
    const places = [0];
    for (let at = 1; at < texts.length; at++) {
      const isWeak = this.#limits.weak.includes(texts[at - 1]);
      places.push(texts[at - 1] === NOT ? at - 1 : isWeak ? places[at - 1] : 0);
    }
    return places;
  }
}

/** @type {<K, V>(map: Map<K, V[]>, key: K, value: V) => void} */
function push(map, key, value) {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

/** @type {(word: string, right: string) => boolean} Whether a letter differs, or two are swapped; not the first. */
export const isOneLetterOut = (word, right) => word[0] === right[0] && distance([...word], [...right], 1) === 1;

/** @type {(row: DangerRow, first: number, filled: Set<number>[], denied: number[] | null, between: number) => number} Where a row ends; 0 where it does not fit. */
function lastIndex({ slots, follows }, first, filled, denied, between) {
  if (denied && denied[first]) return 0;
  let reached = [first];
  for (let step = 1; step < slots.length; step++) {
    const furthest = follows[step] ? 1 : 1 + between;
    /** @type {Set<number>} */
    const ahead = new Set();
    for (const here of reached) {
      for (let at = here + 1; at < Math.min(here + 1 + furthest, filled.length); at++) {
        if (filled[at].has(slots[step]) && !(denied && denied[at] > here)) ahead.add(at);
      }
    }
    reached = [...ahead].sort((a, b) => a - b);
    if (!reached.length) return 0;
  }
  return slots.length === 1 ? first : reached[0];
}
