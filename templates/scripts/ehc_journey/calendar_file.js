// Days as a file for calendars (RFC 5545): the same bytes as localoffer/ehc_journey/calendar_file.py.

import { after } from "./deadlines.js";

/** @import {Deadline} from "./types" */

// A line has at most 75 octets, the space at its beginning counted (RFC 5545, 3.1).
const OCTETS = 74;

/** @type {(clock: string, rows: Deadline[], today: string) => string} */
export function calendarFile(clock, rows, today) {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Local Offer//EHC dates//EN",
    ...rows.filter((row) => row.day).flatMap((row) => event(clock, row, today)),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

/** @type {(clock: string, row: Deadline, today: string) => string[]} */
function event(clock, row, today) {
  const plain = (/** @type {string} */ day) => day.replaceAll("-", "");
  const summary = escaped(`Last day: ${row.title}`);
  const words = [`By then: ${row.should}`, ...row.notes, `A guide only. ${row.source}`].join(" ");
  return [
    "BEGIN:VEVENT",
    `UID:${clock}.${row.limit}.${plain(row.day)}@ehc-dates`,
    `DTSTAMP:${plain(today)}T000000Z`,
    `DTSTART;VALUE=DATE:${plain(row.day)}`,
    `DTEND;VALUE=DATE:${plain(after(row.day, 1, "days"))}`,
    `SUMMARY:${summary}`,
    `DESCRIPTION:${escaped(words)}`,
    "TRANSP:TRANSPARENT",
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    `DESCRIPTION:${summary}`,
    "TRIGGER:-P7D",
    "END:VALARM",
    "END:VEVENT",
  ];
}

/** @type {(text: string) => string} */
const escaped = (text) => text.replace(/[\\;,]/g, "\\$&").replaceAll("\n", "\\n");

/** @type {(point: number) => number} How long a letter is in UTF-8. */
const octetsOf = (point) => [0x80, 0x800, 0x10000].filter((end) => point >= end).length + 1;

/** @type {(line: string) => string} The line in pieces, cut as Python's icalendar cuts it: after no backslash. */
function folded(line) {
  const pieces = [];
  let [piece, octets] = ["", 0];
  for (const letter of line) {
    const size = octetsOf(letter.codePointAt(0) || 0);
    if (octets + size > OCTETS) {
      const start = /[\\^]$/.test(piece) ? piece.slice(-1) : "";
      pieces.push(piece.slice(0, piece.length - start.length));
      [piece, octets] = [start, start.length];
    }
    piece += letter;
    octets += size;
  }
  return [...pieces, piece].join("\r\n ");
}
