// Text into folded words and stems: the twin of search/engine/words.py.

import { normalForm } from "./normal_forms.js";
import { stemmer } from "./stemmer.js";

/** @import {Facts} from "./facts.js" */

/** Every way to say no is one word. */
export const NOT = "not";

const WORD = /[\p{L}\p{N}]+/gu;
const FRACTION = /[\u00bc-\u00be\u2150-\u215e]/g;
const APOSTROPHES = /[\u2019\u2018\u02bc`\u00b4']/g;
// What Python calls a space, which is not quite what \s is.
const SPACE = "[\\t-\\r\\x1c- \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+";
const SPACES = new RegExp(SPACE, "g");
const ENDS = new RegExp(`^${SPACE}|${SPACE}$`, "g");

/** @type {(text: string) => string} Small letters without accents and letters that nobody sees; "+" and "&" as words. */
export const fold = (text) =>
  text
    .replace(APOSTROPHES, "'")
    .replace(FRACTION, " $&")
    .normalize("NFKD")
    .replace(/[\p{Mn}\p{Cf}]/gu, "")
    .toLowerCase()
    .replace(/'/g, "")
    .replace(/\+/g, " plus ")
    .replace(/&/g, " and ");

// Where Porters differ, with his rules of 1980 or later ones, both sides do as these say.
const [BLY, LAST] = [/bl(?:y|ies)$/, /(log)i$|([chjkqvwx])\2$/];

/** @type {(word: string) => string} A folded word without its ending (Porter 1980). */
export const stem = (word) => (/^[a-z]{4,}$/.test(word) ? stemmer(word.replace(BLY, "ble")).replace(LAST, "$1$2") : word);

/** @type {(text: string, facts: Facts) => string[]} The words of a text, folded and in their normal form, in order. */
export const words = (text, facts) => normalForm(fold(text), facts).match(WORD) || [];

/** @type {(text: string) => string} A text without spaces at its ends. */
export const strip = (text) => text.replace(ENDS, "");

/** @type {(text: string) => string} A text with single spaces. */
export const line = (text) => strip(text).replace(SPACES, " ");

/** @type {(text: string, most: number) => string} The first letters, none of them cut in half. */
export const cut = (text, most) => (text.length > most ? [...text].slice(0, most).join("") : text);
