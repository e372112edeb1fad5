// A page of the site from what a build learned of its template, and the values of a form.
//
// A page is a list of texts and of parts. A part is a field's value ({at, as}), the rows of a list
// ({rows, last, each}), or a piece of the template ({in}). `or` holds what a piece is in other states
// of a field. See localoffer/editor/preview.
import { escaped } from "./markdown_html.js";
import { throughFilter } from "./page_filters.js";

/** @typedef {string | { at?: string, as?: string, branch?: number, rows?: string, last?: number, each?: Piece[][], in?: Piece[], is?: string, or?: Record<string, Record<string, Piece[]>> }} Piece */
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
      if (piece.as === "number") return placeOf(inRow(piece.at ?? "", rows));
      if (piece.at !== undefined) return throughFilter(this.value(inRow(piece.at, rows)), piece.as ?? "", this.records);
      const chosen = this.choose(piece, rows);
      if (chosen !== undefined) return chosen;
      if (piece.rows !== undefined) return this.writeRows(piece, rows);
      const html = this.write(piece.in ?? [], rows);
      return piece.is === "v" && (piece.in ?? []).length > 1 ? [...new Set(html.split(", "))].join(", ") : html;
    }).join("");
  }

  /** @param {Exclude<Piece, string>} piece @param {Row[]} rows @returns {string} */
  writeRows({ rows: list = "", last = 0, each = [] }, rows) {
    const shown = inRow(list, rows);
    const count = rowsIn(this.value(shown)).length;
    return Array.from({ length: count }, (_, number) => {
      const place = number === count - 1 ? 2 : number === 0 ? 0 : 1;
      const sample = `${list}.${[0, 1, last][place]}`;
      return this.write(each[place], [...rows, { sample, pattern: patternOf(sample), shown: `${shown}.${number}` }]);
    }).join("");
  }

  /** What a piece is with these values, if it is not what it is in the sample. @param {Exclude<Piece, string>} piece @param {Row[]} rows */
  choose(piece, rows) {
    /** @type {Record<string, string>} */
    const found = {};
    let [first, branch] = ["", Infinity];
    /** @type {string[]} */
    const unknown = [];
    for (const [pattern, others] of Object.entries(piece.or ?? {})) {
      const labels = this.states[pattern];
      if (this.isInNothing(pattern, rows)) continue;
      const label = this.label(inRow(pattern, rows), labels);
      if (!labels.includes(label)) unknown.push(...(Object.keys(others).some((one) => one !== "absent") ? [pattern] : []));
      else if (label !== labels[0] && others[label]) {
        found[pattern] = this.write(others[label], rows);
        const taken = branchOf(others[label]);
        if (taken < branch) [first, branch] = [found[pattern], taken];
      }
    }
    if (unknown.length) return this.asSaved(unknown, rows);
    const different = [...new Set(Object.values(found))];
    if (different.length === 1) return different[0];
    if (different.length && piece.is === "c") return first;
    if (different.length) {
      return joined(this.write(piece.in ?? [], rows), different, piece.is === "v") ?? this.asSaved(Object.keys(found), rows);
    }
    const paths = piece.is === "c" || piece.is === "i" ? pathsIn(piece.in ?? []) : [];
    const isGone = paths.length > 0 && paths.every((path) => isEmpty(this.value(inRow(path, rows))));
    return isGone ? "" : undefined;
  }

  /** Whether a field belongs to a part of the record that is not there. @param {string} pattern @param {Row[]} rows */
  isInNothing(pattern, rows) {
    const names = pattern.split(".");
    return names.slice(1).some((_, number) => {
      const whole = names.slice(0, number + 1).join(".");
      return whole in this.states && isEmpty(this.value(inRow(whole, rows)));
    });
  }

  /** The words of fields as they are kept, where only a build can tell what the page makes of them. @param {string[]} patterns @param {Row[]} rows */
  asSaved(patterns, rows) {
    const facts = patterns.map((pattern) => {
      const name = pattern.split(/[.~]/).pop() ?? "";
      const words = rowsIn(this.value(inRow(pattern, rows))).filter((one) => typeof one !== "object").join(", ");
      return words && `${name[0].toUpperCase()}${name.slice(1).replace(/_/g, " ")}: ${words}`;
    }).filter(Boolean);
    return facts.length === 0 ? "" : `<em data-as-saved>${escaped(facts.join("; "))} (put into words when the site is built)</em>`;
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
    if (labels.includes(String(value))) return String(value);
    if (isEmpty(value) && !labels.includes("absent")) return labels[0];
    if (labels.includes("present")) return isEmpty(value) ? "absent" : stateOf(String(value), labels);
    if (isEmpty(value)) return labels.includes("absent") ? "absent" : labels[0];
    const chosen = rowsIn(value).map((one) => String(one).toLowerCase()).sort().join(", ");
    return labels.find((label) => label.split(", ").sort().join(", ") === chosen) ?? chosen;
  }

  /** @param {string} path @returns {any} */
  value(path) {
    const [own, kind, inside] = path.split("~");
    const value = valueAt(this.values, own);
    return kind === undefined ? value : valueAt(this.records[kind]?.[String(value)], inside);
  }
}

/**
 * What several fields make of a piece, from what each alone makes of it: what they put into a list
 * that was empty, or the piece without what any of them takes out of it. Words that they change in
 * different ways are nothing that can be told.
 * @param {string} usual
 * @param {string[]} found
 * @param {boolean} isWords
 */
const joined = (usual, found, isWords) => {
  if (found.includes("")) return "";
  if (!usual && found.every((html) => html.trim().startsWith("<li"))) return found.join("");
  const between = isWords ? ", " : "\n";
  const parts = usual.split(between);
  const [most, ...others] = found.map((html) => html.split(between)).sort((one, other) => other.length - one.length);
  if (isWords && ![most, ...others].every((some) => some.every((part) => parts.includes(part)))) return undefined;
  const gone = new Set(others.flatMap((some) => parts.filter((part) => !some.includes(part))));
  return most.filter((part) => !gone.has(part)).join(between);
};

const A_DAY = 86400000;

/** The state of a value that there is: a day's distance from today, nought of a number. @param {string} value @param {string[]} labels */
const stateOf = (value, labels) => {
  if (labels.includes("zero") && Number(value) === 0) return "zero";
  if (!labels.includes("future")) return "present";
  const days = Math.round((Date.parse(value) - Date.parse(new Date().toISOString().slice(0, 10))) / A_DAY);
  if (days > 0) return "future";
  return days < -365 ? "long ago" : days < 0 ? "past" : "present";
};

/** A path of the sample's as a path of the form's: its rows are those that are shown. @param {string} path @param {Row[]} rows */
const inRow = (path, rows) => {
  const row = [...rows].reverse().find(({ sample, pattern }) => begins(path, sample) || begins(path, pattern));
  if (!row) return path;
  return row.shown + path.slice(begins(path, row.sample) ? row.sample.length : row.pattern.length);
};

/** The number of a row, from 1. @param {string} path */
const placeOf = (path) => String(Number(path.split(".").pop()) + 1);

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

/** Which branch of a condition this is: the first that is true is taken. @param {Piece[]} pieces */
const branchOf = ([first]) => (typeof first === "object" && first.branch) || Infinity;

/** The fields that a piece shows. @param {Piece[]} pieces @returns {string[]} */
const pathsIn = (pieces) => pieces.flatMap((piece) => {
  if (typeof piece === "string") return [];
  return [...(piece.at ? [piece.at] : []), ...(piece.rows ? [piece.rows] : []), ...pathsIn(piece.in ?? [])];
});
