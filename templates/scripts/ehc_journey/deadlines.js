// The days on which limits fall: the same as localoffer/ehc_journey/deadlines.py, which says how and why.
// A day is text such as 2026-12-25, which sorts as days do.

/** @import {Clock, Days, Deadline, CalculatorData, Limit, Stage} from "./types" */

const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
export const MONTHS = "January February March April May June July August September October November December".split(" ");

/** @type {(year: number, month: number, day: number) => string} Months count from 1. */
export function dayOf(year, month, day) {
  const two = (/** @type {number} */ number) => `${number}`.padStart(2, "0");
  return `${year}-${two(month)}-${two(day)}`;
}

/** @type {(day: string) => number[]} */
const partsOf = (day) => day.split("-").map(Number);

/** @type {(day: string) => Date} */
const momentOf = (day) => new Date(`${day}T00:00:00Z`);

/** @type {(year: number, month: number) => number} */
export const daysIn = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** @type {(start: string, number: number, unit: string) => string} */
export function after(start, number, unit) {
  if (unit !== "months") {
    const moment = momentOf(start);
    moment.setUTCDate(moment.getUTCDate() + number * (unit === "weeks" ? 7 : 1));
    return moment.toISOString().slice(0, 10);
  }
  const [year, month, day] = partsOf(start);
  const months = year * 12 + month - 1 + number;
  const [newYear, newMonth] = [Math.floor(months / 12), (months % 12) + 1];
  return dayOf(newYear, newMonth, Math.min(day, daysIn(newYear, newMonth)));
}

/** @type {(limit: Limit, start: string) => string} */
function lastDay(limit, start) {
  if (!limit.day) return after(start, limit.number, limit.unit);
  const [number, month] = limit.day.split(" ");
  return dayOf(partsOf(start)[0], MONTHS.indexOf(month) + 1, Number(number));
}

/** @type {(day: string) => string} */
const weekday = (day) => WEEKDAYS[momentOf(day).getUTCDay()];

/** @type {(day: string) => string} Such as "Tuesday 12 January 2027". */
export function dayWords(day) {
  const [year, month, number] = partsOf(day);
  return `${weekday(day)} ${number} ${MONTHS[month - 1]} ${year}`;
}

/** @type {(day: string, holidays: CalculatorData["holidays"], dayOff: string) => string[]} */
function notesOn(day, holidays, dayOff) {
  const notes = [];
  if (/^S/.test(weekday(day))) notes.push(`This is a ${weekday(day)}.`);
  const holiday = Object.keys(holidays).find((name) => holidays[name].includes(day));
  if (holiday) notes.push(`This is a bank holiday (${holiday}).`);
  const inYear = day.slice(5);
  if (inYear.startsWith("08") || inYear >= "12-24" || inYear === "01-01") notes.push("Most schools are closed then.");
  if (notes.length) notes.push(dayOff);
  return notes;
}

/** @type {(clock: Clock, days: Days, today: string, data: CalculatorData) => Deadline[]} */
export const deadlines = (clock, days, today, data) =>
  clock.stages.map((stage) => deadline(clock, stage, days, today, data));

/** @type {(clock: Clock, stage: Stage, days: Days, today: string, data: CalculatorData) => Deadline} */
function deadline(clock, stage, days, today, { limits, holidays }) {
  let id = stage.limit;
  const { title } = limits[id];
  const { should } = stage;
  const start = days[stage.start];
  if (!start) {
    const { length, counts_from, source } = limits[id];
    const when = `${length} from ${counts_from}`;
    return { limit: id, title, day: "", when, should, length, source, notes: [], is_past: false };
  }
  let day = lastDay(limits[id], start);
  const told = [];
  if (stage.later && days.certificate) {
    let [other, otherDay] = [stage.later, lastDay(limits[stage.later], days.certificate)];
    if (otherDay > day) [day, otherDay, id, other] = [otherDay, day, other, id];
    const { length, counts_from } = limits[other];
    if (otherDay !== day) told.push(`${length} from ${counts_from} would be ${dayWords(otherDay)}. The later day counts.`);
  }
  const { length, source } = limits[id];
  const notes = [...told, ...notesOn(day, holidays, clock.day_off)];
  return { limit: id, title, day, when: dayWords(day), should, length, source, notes, is_past: day < today };
}
