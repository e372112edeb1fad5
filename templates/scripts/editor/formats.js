// A file of the council as the editor's values, and back: see least_change.js.
import { leastChange, whole } from "./least_change.js";
import { parseDocument } from "./yaml/index.js";

/** @typedef {{ name: string, widget?: string, multiple?: boolean, options?: any[], fields?: Field[], field?: Field }} Field */

/** @typedef {"record" | "rows" | "markdown"} Shape */

/** The text of every file as it was read since the editor was opened. @type {Set<string>} */
const texts = new Set();

const CHANGED = "Somebody has changed this file since you began. Reload the page and make your change again.";

const MARKDOWN = /^---[ \t]*\n([^]*?\n)?---[ \t]*(?:\n|$)/;

/**
 * The two ways of a format that the editor registers.
 * @param {Field[]} fields
 * @param {Shape} shape
 */
export const fileFormat = (fields, shape) => ({
  /** @param {string} text */
  fromFile: (text) => {
    const original = `${text}\n`;
    texts.add(text.trim());
    const { header, body } = split(original, shape);
    const document = parseDocument(header, { schema: "failsafe" });
    if (document.errors.length) throw new Error(document.errors[0].message);
    const values = document.toJS() ?? (shape === "rows" ? [] : {});
    if (shape === "rows") return { rows: shaped(values, fields[0]) ?? [], original };
    const known = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, shaped(value, fieldOf(fields, name))]));
    return shape === "markdown" ? { ...known, body: body.trim(), original } : { ...known, original };
  },
  /** @param {any} content */
  toFile: (content) => {
    const { original: kept, body, ...fieldValues } = content;
    if (kept && !texts.has(kept.trim())) throw new Error(CHANGED);
    const original = kept && `${kept.trimEnd()}\n`;
    const after = (shape === "rows" ? tidy(content.rows) : tidy(fieldValues)) ?? (shape === "rows" ? [] : {});
    if (!original) return shape === "markdown" ? `---\n${whole(after)}---\n${String(body ?? "").trim()}` : whole(after);
    const parts = split(original, shape);
    const read = parseDocument(parts.header, { schema: "failsafe" }).toJS();
    const before = shape === "rows" ? tidy(shaped(read ?? [], fields[0])) ?? [] : tidied(read ?? {}, fields);
    const header = leastChange(parts.header, before, after);
    const isSameBody = shape !== "markdown" || String(body ?? "").trim() === parts.body.trim();
    return parts.opening + header + parts.closing + (isSameBody ? parts.body : `${String(body ?? "").trim()}\n`);
  },
});

/** @param {Record<string, any>} values @param {Field[]} fields */
const tidied = (values, fields) =>
  tidy(Object.fromEntries(Object.entries(values).map(([name, value]) => [name, shaped(value, fieldOf(fields, name))]))) ?? {};

/** @param {Field[]} fields @param {string} name */
const fieldOf = (fields, name) => fields.find((field) => field.name === name);

/** A file's YAML, and what stands around it. @param {string} text @param {Shape} shape */
const split = (text, shape) => {
  if (shape !== "markdown") return { opening: "", header: text, closing: "", body: "" };
  const match = MARKDOWN.exec(text);
  if (!match) throw new Error("The file does not begin with a header between two lines of ---.");
  const [fences, header = ""] = match;
  const opening = fences.slice(0, fences.indexOf("\n") + 1);
  return { opening, header, closing: fences.slice(opening.length + header.length), body: text.slice(fences.length) };
};

/**
 * A value in the shape that its field has: a list, or one of the words to choose from.
 * @param {any} value
 * @param {Field | undefined} field
 * @returns {any}
 */
const shaped = (value, field) => {
  if (value === "~" || value === "null" || value === null) return "";
  if (!field) return value;
  if (field.widget === "list" || field.multiple) {
    const rows = Array.isArray(value) ? value : value === "" ? [] : [value];
    return rows.map((row) => shaped(row, field.multiple ? { ...field, multiple: false } : partOf(field)));
  }
  if (field.widget === "object" && value && typeof value === "object") {
    const fields = field.fields ?? [];
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, shaped(one, fieldOf(fields, name))]));
  }
  return field.widget === "select" ? chosen(value, field.options ?? []) : value;
};

/** @param {Field} field @returns {Field | undefined} */
const partOf = (field) => field.field ?? (field.fields && { name: "", widget: "object", fields: field.fields });

/** @param {any} value @param {any[]} options */
const chosen = (value, options) => {
  const words = String(value).trim().toLowerCase();
  const word = { true: "yes", false: "no" }[words] ?? words;
  return options.find((option) => typeof option === "string" && option.toLowerCase() === word) ?? value;
};

/** A value as text, without what is empty. @param {any} value @returns {any} */
const tidy = (value) => {
  if (value === null || value === undefined) return undefined;
  if (Array.isArray(value)) {
    const rows = value.map(tidy).filter((row) => row !== undefined);
    return rows.length ? rows : undefined;
  }
  if (typeof value === "object") {
    const pairs = Object.entries(value).map(([name, one]) => [name, tidy(one)]).filter(([, one]) => one !== undefined);
    return pairs.length ? Object.fromEntries(pairs) : undefined;
  }
  if (typeof value === "boolean") return value ? "yes" : "no";
  return String(value).replace(/\r\n?/g, "\n").trim() || undefined;
};
