// Whether words are in a language that search does not know: the twin of search/engine/languages.py.

import { limit } from "./spelling.js";

/** @import {Reader} from "./reader.js" */

/** @type {(text: string, typed: string[], reader: Reader) => boolean} Whether what was typed seems to be in such a language: no spelling is put right. */
export function isForeign(text, typed, reader) {
  const { foreign } = reader.facts;
  const strange = typed.filter((word) => foreign.has(word) || (limit(word, reader.facts) > 0 && !reader.knows(word)));
  if (!strange.length) return false;
  if (/\p{Mn}/u.test(text.normalize("NFD")) || strange.some((word) => /[^\x00-\x7f]/.test(word))) return true;
  return strange.some((word) => foreign.has(word)) && 2 * strange.length >= typed.length;
}
