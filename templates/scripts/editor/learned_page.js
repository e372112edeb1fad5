// A page of the site from what a build learned of its template, and the values of a form.
//
// A page is a list of texts and of parts. A part is a field's value ({at, as}), the rows of a list
// ({rows, last, each}), or a piece of the template ({in}). `or` holds what a piece is in other states
// of a field. See localoffer/editor/preview.
import { escaped } from "./markdown_html.js";
import { throughFilter } from "./page_filters.js";

/** @typedef {string | { at?: string, as?: string, rows?: string, last?: number, each?: Piece[][], in?: Piece[], is?: string, or?: Record<string, Record<string, Piece[]>> }} Piece */
/** @typedef {{ parts: Piece[], states: Record<string, string[]> }} LearnedPage */
/** @typedef {{ sample: string, pattern: string, shown: string }} Row the row that stands for a row of the sample */

const NUMBER = /\.\d+(?=[.~]|$)/g;

/**
 * @param {LearnedPage} page
 * @param {any} values what the form holds
 * @param {Record<string, Record<string, any>>} records what other records are called, by kind and id
 */
export const pageHtml = (page, values, records) => new FilledPage(page.states, values, records).write(page.parts, []);

class FilledPage {
  /** @param {LearnedPage["states"]} states @param {any} values @param {Record<string, Record<string, any>>} records */
  constructor(states, values, records) {
    this.states = states;
    this.values = values;
    this.records = records;
  }

  /** @param {Piece[]} pieces @param {Row[]} rows @returns {string} */
  write(pieces, rows) {
    return pieces.map((piece) => {
      if (typeof piece === "string") return piece;
      if (piece.at !== undefined) return throughFilter(this.value(inRow(piece.at, rows)), piece.as ?? "", this.records);
      const chosen = this.choose(piece, rows);
      if (chosen !== undefined) return chosen;
      return piece.rows === undefined ? this.write(piece.in ?? [], rows) : this.writeRows(piece, rows);
    }).join("");
  }

  /** @param {Exclude<Piece, string>} piece @param {Row[]} rows @returns {string} */
  writeRows({ rows: list = "", last = 0, each = [] }, rows) {
    const shown = inRow(list, rows);
    const count = rowsIn(this.value(shown)).length;
    return Array.from({ length: count }, (_, number) => {
      const place = number === 0 ? 0 : number === count - 1 ? 2 : 1;
      const sample = `${list}.${[0, 1, last][place]}`;
      return this.write(each[place], [...rows, { sample, pattern: patternOf(sample), shown: `${shown}.${number}` }]);
    }).join("");
  }

  /** What a piece is with these values, if it is not what it is in the sample. @param {Exclude<Piece, string>} piece @param {Row[]} rows */
  choose(piece, rows) {
    /** @type {string[]} */
    const found = [];
    /** @type {string[]} */
    const unknown = [];
    for (const [pattern, others] of Object.entries(piece.or ?? {})) {
      const labels = this.states[pattern];
      const label = this.label(inRow(pattern, rows), labels);
      if (!labels.includes(label)) unknown.push(...(Object.keys(others).some((one) => one !== "absent") ? [pattern] : []));
      else if (label !== labels[0] && others[label]) found.push(this.write(others[label], rows));
    }
    if (found.includes("")) return "";
    if (unknown.length) return this.asSaved(unknown, rows);
    if (found.length) return found.sort((one, other) => other.length - one.length)[0];
    const paths = piece.is === "c" || piece.is === "i" ? pathsIn(piece.in ?? []) : [];
    const isGone = paths.length > 0 && paths.every((path) => isEmpty(this.value(inRow(path, rows))));
    return isGone ? "" : undefined;
  }

  /** The words of fields as they are kept, where only a build can tell what the page makes of them. @param {string[]} patterns @param {Row[]} rows */
  asSaved(patterns, rows) {
    const facts = patterns.map((pattern) => {
      const name = pattern.split(/[.~]/).pop() ?? "";
      const value = this.value(inRow(pattern, rows));
      return `${name[0].toUpperCase()}${name.slice(1).replace(/_/g, " ")}: ${rowsIn(value).join(", ")}`;
    });
    return `<span data-as-saved>${escaped(facts.join("; "))}</span>`;
  }

  /** The state of a field: one of its labels, or another word. @param {string} path @param {string[]} labels @returns {string} */
  label(path, labels) {
    if (path.includes("*")) {
      const [list, rest] = path.split(/\.\*(.*)/s);
      const found = new Set(rowsIn(this.value(list)).map((_, number) => this.label(`${list}.${number}${rest}`, labels)));
      return found.size === 1 ? [...found][0] : labels[0];
    }
    const value = this.value(path);
    const count = rowsIn(value).length;
    if (labels.includes("many")) return count === 0 ? "absent" : count === 1 && labels.includes("one") ? "one" : "many";
    if (labels.includes("headed") && this.values.isHeaded) return "headed";
    if (labels.includes("present")) return isEmpty(value) ? "absent" : "present";
    if (isEmpty(value)) return labels.includes("absent") ? "absent" : labels[0];
    const order = rowsIn(value).map((one) => String(one).toLowerCase());
    return order.sort((one, other) => labels.indexOf(one) - labels.indexOf(other)).join(", ");
  }

  /** @param {string} path @returns {any} */
  value(path) {
    const [own, kind, inside] = path.split("~");
    const value = valueAt(this.values, own);
    return kind === undefined ? value : valueAt(this.records[kind]?.[String(value)], inside);
  }
}

/** A path of the sample's as a path of the form's: its rows are those that are shown. @param {string} path @param {Row[]} rows */
const inRow = (path, rows) => {
  const row = [...rows].reverse().find(({ sample, pattern }) => begins(path, sample) || begins(path, pattern));
  if (!row) return path;
  return row.shown + path.slice(begins(path, row.sample) ? row.sample.length : row.pattern.length);
};

/** @param {string} path @param {string} start */
const begins = (path, start) => path.startsWith(start) && [".", "~", undefined].includes(path[start.length]);

/** @param {string} path */
const patternOf = (path) => path.replace(NUMBER, ".*");

/** @param {any} values @param {string} path */
const valueAt = (values, path) => path.split(".").reduce((value, name) => value?.[name], values);

/** @param {any} value @returns {any[]} */
const rowsIn = (value) => (Array.isArray(value) ? value : isEmpty(value) ? [] : [value]);

/** @param {any} value @returns {boolean} */
const isEmpty = (value) => {
  if (value && typeof value === "object") return Object.values(value).every(isEmpty);
  return value === undefined || value === null || String(value).trim() === "";
};

/** The fields that a piece shows. @param {Piece[]} pieces @returns {string[]} */
const pathsIn = (pieces) => pieces.flatMap((piece) => {
  if (typeof piece === "string") return [];
  return [...(piece.at ? [piece.at] : []), ...(piece.rows ? [piece.rows] : []), ...pathsIn(piece.in ?? [])];
});
