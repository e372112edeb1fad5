// How pages say days, times and sums of money: the filters of the templates, by name.
import { escaped, markdownHtml } from "./markdown_html.js";

/** @param {string} text @param {Intl.DateTimeFormatOptions} options */
const day = (text, options) => {
  const date = new Date(`${text}T12:00:00Z`);
  if (Number.isNaN(date.getTime())) return text;
  return new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...options }).format(date);
};

/** @param {string} text */
const clock = (text) => {
  const [hours, minutes] = text.split(/[:.]/).map(Number);
  if (Number.isNaN(hours) || Number.isNaN(minutes)) return text;
  if (minutes === 0 && hours % 12 === 0) return hours ? "noon" : "midnight";
  return `${hours % 12 || 12}${minutes ? `:${String(minutes).padStart(2, "0")}` : ""}${hours < 12 ? "am" : "pm"}`;
};

/** @param {string} text */
const money = (text) => {
  const amount = Number(text);
  if (Number.isNaN(amount)) return text;
  const digits = Number.isInteger(amount) ? 0 : 2;
  return amount.toLocaleString("en-GB", { minimumFractionDigits: digits, maximumFractionDigits: digits });
};

/** @param {string} text */
const host = (text) => {
  try {
    return new URL(text).hostname.replace(/^www\./, "");
  } catch {
    return text;
  }
};

/** @param {string} text */
const paragraphs = (text) =>
  text.split(/\n\s*\n/).map((block) => escaped(block.trim()).replace(/\n/g, "<br>")).join("</p>\n<p>");

/** @type {Record<string, (text: string) => string>} */
const TEXTS = {
  "clock": clock,
  "day": (text) => day(text, { day: "numeric", month: "long", year: "numeric" }),
  "day_short": (text) => `${day(text, { day: "numeric" })} ${day(text, { month: "short" }).slice(0, 3)}`,
  "weekday_day": (text) => `${day(text, { weekday: "long" })} ${day(text, { day: "numeric", month: "long" })}`,
  "%d": (text) => day(text, { day: "numeric" }),
  "%A": (text) => day(text, { weekday: "long" }),
  "%B": (text) => day(text, { month: "long" }),
  "%Y": (text) => day(text, { year: "numeric" }),
  "%B %Y": (text) => `${day(text, { month: "long" })} ${day(text, { year: "numeric" })}`,
  "host": host,
  "mailbox": (text) => text.split("@")[0],
  "mail host": (text) => text.split("@").slice(1).join("@"),
  "money": money,
  "pounds": (text) => `£${money(text)}`,
  "phone_href": (text) => `tel:${text.replace(/[^\d+]/g, "")}`,
  "urlencode": encodeURIComponent,
};

/** @type {Record<string, (text: string) => string>} */
const HTML = { markdown: markdownHtml, html: (text) => text, paragraphs };

/**
 * A value as it stands on the page.
 * @param {any} value
 * @param {string} filter
 * @param {Record<string, Record<string, any>>} records
 */
export const throughFilter = (value, filter, records) => {
  const text = value === undefined || value === null ? "" : String(value).trim();
  if (filter in HTML) return HTML[filter](text);
  if (filter === "language_name") return escaped(records.languages?.[text] ?? text);
  return escaped(text && filter in TEXTS ? TEXTS[filter](text) : text);
};
