// Where in the index a key lies: the twin of `piece_of` in search/index/entries.py.

const utf8 = new TextEncoder();

/** @type {(key: string, pieces: number) => number} FNV-1a, 32 bits, of the key's first stem. */
export function pieceOf(key, pieces) {
  let value = 0x811c9dc5;
  for (const byte of utf8.encode(key.replace(/^=+/, "").split(/[ .]/, 1)[0])) value = Math.imul(value ^ byte, 0x01000193);
  return (value >>> 0) % pieces;
}

/**
 * What a table says of a key: "constructor" is a word like any other.
 * @template T
 * @param {Record<string, T> | null | undefined} table
 * @param {string} key
 * @returns {T | undefined}
 */
export const own = (table, key) => (table && Object.prototype.hasOwnProperty.call(table, key) ? table[key] : undefined);
