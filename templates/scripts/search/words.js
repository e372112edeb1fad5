// Text into folded words: the twin of search/engine/words.py.

/** Every way to say no is one word. */
export const NOT = "not";

const WORD = /[\p{L}\p{N}]+/gu;
const APOSTROPHES = /[\u2019\u2018\u02bc`\u00b4']/g;
// What Python calls a space, which is not quite what \s is.
const SPACE = "[\\t-\\r\\x1c- \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+";
const SPACES = new RegExp(SPACE, "g");
const ENDS = new RegExp(`^${SPACE}|${SPACE}$`, "g");

/** @type {(text: string) => string} Small letters without accents; "+" and "&" as words. */
export const fold = (text) =>
  text
    .replace(APOSTROPHES, "'")
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase()
    .replace(/'/g, "")
    .replace(/\+/g, " plus ")
    .replace(/&/g, " and ");

/** @type {(text: string) => string[]} The words of a text, folded, in order. */
export const words = (text) => fold(text).match(WORD) || [];

/** @type {(text: string) => string} A text without spaces at its ends. */
export const strip = (text) => text.replace(ENDS, "");

/** @type {(text: string) => string} A text with single spaces. */
export const line = (text) => strip(text).replace(SPACES, " ");

/** @type {(text: string, most: number) => string} The first letters, none of them cut in half. */
export const cut = (text, most) => (text.length > most ? [...text].slice(0, most).join("") : text);
