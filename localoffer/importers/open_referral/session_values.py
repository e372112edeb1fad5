"""The fields of a file that say when a service runs, from its schedules or its description."""

from datetime import date
from typing import Any

from localoffer.importers.html.to_markdown import markdown_without_notes, to_plain_text
from localoffer.importers.open_referral.feed_service import FeedService
from localoffer.importers.open_referral.schedules import sessions_of
from localoffer.importers.open_referral.times_in_text import (
    TimesInText,
    names_times,
    times_in_text,
)
from localoffer.importers.shared.notes import Notes


def session_values(feed: FeedService, locations: int, today: date, notes: Notes) -> dict[str, Any]:
    """Return ``schedules``, ``schedule_note`` and, for what the description says, a mark.

    ``locations`` is how many the service has. Only where the feed has no schedule at all is the
    description read.
    """
    schedules = feed.attendance.schedules
    if schedules:
        regular, note = sessions_of(schedules, locations, today, notes)
        return {"schedules": regular, "schedule_note": note}
    found = TimesInText()
    if names_times(feed.description):
        found = times_in_text(to_plain_text(markdown_without_notes(feed.description)))
    if found.words:
        notes.cleaned("schedule_note", "days or times kept in the feed's words", found.words)
        return {"schedule_note": found.words}
    regular, note = sessions_of(found.schedules, locations, today, notes)
    if not regular:
        return {"schedule_note": note}
    notes.cleaned("schedules", "sessions taken from the description", len(regular))
    return {"schedules": regular, "schedule_note": note, "inferred_fields": ["schedules"]}
