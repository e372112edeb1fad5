import { stemmer } from "./stemmer.js";

/** @type {(word: string) => string} A folded word without its ending (Porter 1980). */
export const stem = (word) => (/^[a-z]+$/.test(word) ? stemmer(word) : word);
