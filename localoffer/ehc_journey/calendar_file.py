"""Days as a file that calendars take (RFC 5545). scripts/journey/calendar_file.js says the same."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from localoffer.ehc_journey.deadlines import Deadline

#: RFC 5545, 3.1: a line is at most 75 octets long, its end not counted.
_OCTETS = 75


def calendar_file(clock: str, rows: Iterable[Deadline], today: date) -> bytes:
    """Return an event for each deadline that has a day, with a reminder a week before."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Local Offer//EHC dates//EN",
        *(line for row in rows if row.day for line in _event(clock, row, today)),
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _event(clock: str, row: Deadline, today: date) -> Iterator[str]:
    day = date.fromisoformat(row.day)
    summary = _escaped(f"Last day: {row.title}")
    words = " ".join((f"By then: {row.should}", *row.notes, f"A guide only. {row.source}"))
    yield "BEGIN:VEVENT"
    yield f"UID:{clock}.{row.limit}.{day:%Y%m%d}@ehc-dates"
    yield f"DTSTAMP:{today:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{summary}"
    yield f"DESCRIPTION:{_escaped(words)}"
    yield "TRANSP:TRANSPARENT"
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{summary}"
    yield "TRIGGER:-P7D"
    yield "END:VALARM"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    """Return text as RFC 5545, 3.3.11, has it."""
    for letter in "\\;,":
        text = text.replace(letter, f"\\{letter}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> str:
    """Return a line in pieces of 75 octets, each after the first begun with a space."""
    pieces, piece, octets = [], "", 0
    for letter in line:
        size = len(letter.encode())
        if octets + size > _OCTETS:
            pieces.append(piece)
            piece, octets = "", 1
        piece += letter
        octets += size
    return "\r\n ".join([*pieces, piece])
