// What somebody typed, as days or as what to mend: the same as localoffer/ehc_journey/date_query.py.

import { dayOf, daysIn, MONTHS } from "./deadlines.js";

/** @import {Clock, Days, Given, Mistake} from "./types" */
/** @typedef {Record<string, string>} Typed */
/** @typedef {{days: Days, mistakes: Mistake[]}} Asked */

const PARTS = ["day", "month", "year"];
const CERTIFICATE = "certificate-";
const LONGEST = 20;

/** @type {(clock: Clock) => boolean} */
const hasYearAlone = (clock) => clock.stages.every((stage) => stage.start === "year");

/** @type {(parameters: Typed, given: Given) => Asked | null} */
export function readAsked(parameters, given) {
  const clock = Object.values(given.clocks).find(({ id }) => id === parameters.clock);
  if (!clock) return null;
  const names = [...PARTS, ...PARTS.map((part) => CERTIFICATE + part)];
  const typed = Object.fromEntries(names.map((name) => [name, tidied(parameters[name] ?? "")]));
  /** @type {Record<string, string | Mistake>} */
  const found = hasYearAlone(clock) ? { year: yearAlone(typed, clock, given) } : { day: readDay(typed, "", clock.needs, given) };
  if (clock.also && PARTS.some((part) => typed[CERTIFICATE + part]))
    found.certificate = readDay(typed, CERTIFICATE, "the date on the certificate", given);
  /** @type {Days} */
  const days = {};
  /** @type {Mistake[]} */
  const mistakes = [];
  for (const [name, one] of Object.entries(found)) {
    if (typeof one === "string") days[name] = one;
    else mistakes.push(one);
  }
  if (!mistakes.length && days.certificate && days.certificate < days.day)
    mistakes.push({ field: `${CERTIFICATE}day`, sentence: "The certificate is older than the letter. Check both dates." });
  for (const mistake of mistakes) mistake.field = `${clock.id}-${mistake.field}`;
  return { days: mistakes.length ? {} : days, mistakes };
}

/** @type {(text: string) => string} */
const tidied = (text) => Array.from(text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "")).slice(0, LONGEST).join("");

/** @type {(typed: Typed, clock: Clock, given: Given) => string | Mistake} */
function yearAlone({ year }, clock, given) {
  if (!year) return { field: "year", sentence: `Enter ${clock.needs}.` };
  const wrong = wrongYear(year, given);
  return wrong ? { field: "year", sentence: wrong } : dayOf(Number(year), 1, 1);
}

/** @type {(typed: Typed, start: string, needs: string, given: Given) => string | Mistake} */
function readDay(typed, start, needs, given) {
  const [day, month, year] = PARTS.map((part) => typed[start + part]);
  const mistake = (/** @type {string} */ part, /** @type {string} */ sentence) => ({ field: start + part, sentence });
  if (!day && !month && !year) return mistake("day", `Enter ${needs}.`);
  const missing = PARTS.find((part) => !typed[start + part]);
  if (missing) return mistake(missing, `Enter a ${missing} as well.`);
  const number = monthOf(month);
  if (!/^[0-9]{1,4}$/.test(day) || Number(day) < 1 || Number(day) > 31)
    return mistake("day", "Enter a day from 1 to 31, such as 27.");
  if (!number) return mistake("month", `Enter a month from 1 to ${MONTHS.length}, such as 3.`);
  const wrong = wrongYear(year, given);
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

/** @type {(typed: string, given: Given) => string} */
function wrongYear(typed, { first_year, last_year }) {
  if (!/^[0-9]{4}$/.test(typed)) return "Enter the year with four figures, such as 2026.";
  const isFar = Number(typed) < first_year || Number(typed) > last_year;
  return isFar ? `We can work out days for the years ${first_year} to ${last_year}.` : "";
}
