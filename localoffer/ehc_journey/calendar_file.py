"""Deadlines as a file for calendars (RFC 5545).

templates/scripts/ehc_journey/calendar_file.js makes the same bytes in the browser.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event

from localoffer.ehc_journey.deadlines import Deadline

_PRODUCT = "-//Local Offer//EHC dates//EN"
_REMINDER = timedelta(days=-7)


def calendar_file(clock: str, rows: Iterable[Deadline], today: date) -> bytes:
    """Return an event for each deadline that has a day, with a reminder a week before.

    Args:
        clock: The id of the clock that the deadlines belong to; events are known by it.
        rows: The deadlines; those without a day are left out.
        today: The day that the file is made on.
    """
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", _PRODUCT)
    for row in rows:
        if row.day:
            calendar.add_component(_event(clock, row, today))
    return bytes(calendar.to_ical(sorted=False))


def _event(clock: str, row: Deadline, today: date) -> Event:
    day = date.fromisoformat(row.day)
    summary = f"Last day: {row.title}"
    event = Event()
    event.add("uid", f"{clock}.{row.limit}.{day:%Y%m%d}@ehc-dates")
    event.add("dtstamp", datetime.combine(today, time(), UTC))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", summary)
    event.add(
        "description",
        " ".join((f"By then: {row.should}", *row.notes, f"A guide only. {row.source}")),
    )
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", _REMINDER)
    event.add_component(alarm)
    return event
