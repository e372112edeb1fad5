import { stemmer } from "./stemmer.js";

// Where Porters differ, with his rules of 1980 or later ones, both sides do as these say.
const [BLY, LAST] = [/bl(?:y|ies)$/, /(log)i$|([chjkqvwx])\2$/];

/** @type {(word: string) => string} A folded word without its ending (Porter 1980). */
export const stem = (word) => (/^[a-z]{4,}$/.test(word) ? stemmer(word.replace(BLY, "ble")).replace(LAST, "$1$2") : word);
