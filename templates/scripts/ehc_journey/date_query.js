// What somebody typed, as days or as what to mend: the same as localoffer/ehc_journey/date_query.py.

import { dayOf, daysIn, MONTHS } from "./deadlines.js";

/** @import {Clock, Days, CalculatorData, FormError} from "./types" */
/** @typedef {Record<string, string>} Typed */
/** @typedef {{days: Days, mistakes: FormError[]}} DateQuery */

const PARTS = ["day", "month", "year"];
const CERTIFICATE = "certificate-";
const LONGEST = 20;

/** @type {(clock: Clock) => boolean} */
const hasYearAlone = (clock) => clock.stages.every((stage) => stage.start === "year");

/** @type {(parameters: Typed, data: CalculatorData) => DateQuery | null} */
export function readDateQuery(parameters, data) {
  const clock = Object.values(data.clocks).find(({ id }) => id === parameters.clock);
  if (!clock) return null;
  const names = [...PARTS, ...PARTS.map((part) => CERTIFICATE + part)];
  const typed = Object.fromEntries(names.map((name) => [name, tidied(parameters[name] ?? "")]));
  /** @type {Record<string, string | FormError>} */
  const found = hasYearAlone(clock) ? { year: yearAlone(typed, clock, data) } : { day: readDay(typed, "", clock.needs, data) };
  if (clock.also && PARTS.some((part) => typed[CERTIFICATE + part]))
    found.certificate = readDay(typed, CERTIFICATE, "the date on the certificate", data);
  /** @type {Days} */
  const days = {};
  /** @type {FormError[]} */
  const mistakes = [];
  for (const [name, one] of Object.entries(found)) {
    if (typeof one === "string") days[name] = one;
    else mistakes.push(one);
  }
  if (!mistakes.length && days.certificate && days.certificate < days.day)
    mistakes.push({ field: `${CERTIFICATE}day`, message: "The certificate is older than the letter. Check both dates." });
  for (const mistake of mistakes) mistake.field = `${clock.id}-${mistake.field}`;
  return { days: mistakes.length ? {} : days, mistakes };
}

/** @type {(text: string) => string} */
const tidied = (text) => Array.from(text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "")).slice(0, LONGEST).join("");

/** @type {(typed: Typed, clock: Clock, data: CalculatorData) => string | FormError} */
function yearAlone({ year }, clock, data) {
  if (!year) return { field: "year", message: `Enter ${clock.needs}.` };
  const wrong = wrongYear(year, data);
  return wrong ? { field: "year", message: wrong } : dayOf(Number(year), 1, 1);
}

/** @type {(typed: Typed, start: string, needs: string, data: CalculatorData) => string | FormError} */
function readDay(typed, start, needs, data) {
  const [day, month, year] = PARTS.map((part) => typed[start + part]);
  const mistake = (/** @type {string} */ part, /** @type {string} */ message) => ({ field: start + part, message });
  if (!day && !month && !year) return mistake("day", `Enter ${needs}.`);
  const missing = PARTS.find((part) => !typed[start + part]);
  if (missing) return mistake(missing, `Enter a ${missing} as well.`);
  const number = monthOf(month);
  if (!/^[0-9]{1,4}$/.test(day) || Number(day) < 1 || Number(day) > 31)
    return mistake("day", "Enter a day from 1 to 31, such as 27.");
  if (!number) return mistake("month", `Enter a month from 1 to ${MONTHS.length}, such as 3.`);
  const wrong = wrongYear(year, data);
  if (wrong) return mistake("year", wrong);
  const last = daysIn(Number(year), number);
  if (Number(day) > last)
    return mistake("day", `${MONTHS[number - 1]} ${year} has ${last} days. Check the day and the month.`);
  return dayOf(Number(year), number, Number(day));
}

/** @type {(typed: string) => number} A month by number or name; 0 for anything else. */
function monthOf(typed) {
  if (/^[0-9]{1,4}$/.test(typed)) return Number(typed) <= MONTHS.length ? Number(typed) : 0;
  const small = typed.toLowerCase();
  return Array.from(small).length < 3 ? 0 : MONTHS.findIndex((month) => month.toLowerCase().startsWith(small)) + 1;
}

/** @type {(typed: string, data: CalculatorData) => string} */
function wrongYear(typed, { first_year, last_year }) {
  if (!/^[0-9]{4}$/.test(typed)) return "Enter the year with four figures, such as 2026.";
  const isFar = Number(typed) < first_year || Number(typed) > last_year;
  return isFar ? `We can work out days for the years ${first_year} to ${last_year}.` : "";
}
