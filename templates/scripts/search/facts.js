// facts.json prepared for the browser: lists as sets, patterns compiled, columns as arrays of numbers.

/** @import {FactsFile} from "./types" */
/** @typedef {ReturnType<typeof prepared>} Facts */

/** @type {(digits: string) => Uint8Array} */
const column = (digits) => Uint8Array.from(digits, Number);

/** @type {(letters: string) => Uint8Array} */
const lettered = (letters) => Uint8Array.from(letters, (letter) => letter.charCodeAt(0) - 97);

/** @type {(rows: [string, string][]) => [RegExp, string][]} */
const compiled = (rows) => rows.map(([pattern, instead]) => [new RegExp(pattern, "gu"), instead]);

/** @param {FactsFile} file */
export const prepared = (file) => ({
  ...file,
  families: lettered(file.families),
  standings: column(file.standings),
  placed: column(file.placed),
  urgent_help: column(file.urgent_help),
  youngest: Int16Array.from(file.youngest),
  oldest: Int16Array.from(file.oldest),
  small: new Set(file.small),
  soft: new Set(file.soft),
  foreign: new Set(file.foreign),
  small_wrong: new Set(file.small_wrong),
  negations: new Set(file.negations),
  danger_starts: new Set(file.danger_starts.split(" ")),
  forms: compiled(file.forms),
  sounds: compiled(file.sounds),
  endings: compiled(file.endings),
  postcodes: file.postcodes.map((pattern) => new RegExp(pattern, "gu")),
  ages: file.ages.map(([pattern, low, high, isBare]) => ({ pattern: new RegExp(pattern, "u"), low, high, isBare })),
});
