// The index of a page that may stay open for hours: opened once it is needed, and asked for anew
// when another build may have replaced it.

/** @import {Reader} from "./reader.js" */
/** @typedef {typeof import("./index_search.js")} Engine */
/** @typedef {Engine & {reader: Reader}} Opened  What searches, and the index that it reads. */

// A question takes no more than the headers of one file, as long as nothing has changed.
const MAY_BE_OLD_AFTER = 5 * 60_000;

/** Gives the index that lies at an address, the same one until another is there. */
export class OpenIndex {
  /** @type {Promise<Opened> | null} */
  #opening = null;
  #since = 0;
  #base;

  /** @param {string} base */
  constructor(base) {
    this.#base = base;
  }

  /** @returns {Promise<Opened>} */
  get() {
    const isOld = Date.now() - this.#since > MAY_BE_OLD_AFTER;
    if (!this.#opening || isOld) {
      this.#since = Date.now();
      const opening = (this.#opening = newest(this.#base, this.#opening));
      opening.catch(() => {
        if (this.#opening === opening) this.#opening = null;
      });
    }
    return this.#opening;
  }

  /** Has the next search look whether there is another index: this one led to a fault. */
  doubt() {
    this.#since = 0;
  }
}

/** @type {(base: string, last: Promise<Opened> | null) => Promise<Opened>} The last one is as good while it is the same, or no other is to be had. */
async function newest(base, last) {
  const before = await last?.catch(() => null);
  try {
    const engine = await import("./index_search.js");
    const reader = await engine.openIndex(base);
    return before?.reader.facts.version === reader.facts.version ? before : { ...engine, reader };
  } catch (error) {
    if (before) return before;
    throw error;
  }
}
