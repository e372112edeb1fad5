"""A feed's schedules as sessions, each once; what is not understood whole stays in its words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from localoffer.importers.open_referral.feed_service import FeedSchedule
from localoffer.importers.open_referral.schedule_in_words import in_words
from localoffer.importers.open_referral.schedule_reading import (
    NotUnderstoodError,
    ReadSchedule,
    day_limit,
    read_schedule,
)
from localoffer.importers.session_words.day_rules import DayRule
from localoffer.importers.session_words.merge_phrases import earliest
from localoffer.importers.shared.notes import Notes
from localoffer.importers.shared.text import line

_LINE = 200

Session = dict[str, str]


def sessions_of(
    schedules: Iterable[FeedSchedule], locations: int, today: date, notes: Notes
) -> tuple[list[Session], str]:
    """Return the sessions to come, and as text (``schedule_note``) what no session can hold.

    ``locations`` is how many the service has: only of several is each session's named.
    """
    sessions = _SessionList(locations, today, notes)
    for schedule in schedules:
        sessions.add(schedule)
    rows = sessions.rows
    unique = [dict(pairs) for pairs in dict.fromkeys(tuple(row.items()) for row in rows)]
    if len(unique) < len(rows):
        notes.cleaned(
            "schedules", "session listed twice", f"{len(rows) - len(unique)} of {len(rows)}"
        )
    return unique, "\n".join(dict.fromkeys(sessions.texts))


@dataclass(slots=True)
class _SessionList:
    """The sessions of one service so far, and the texts of schedules that are none."""

    locations: int
    today: date
    notes: Notes
    rows: list[Session] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def add(self, schedule: FeedSchedule) -> None:
        text = in_words(schedule)
        try:
            read = read_schedule(schedule)
        except NotUnderstoodError:
            read = None
        last = read.phrase.last_day if read else _last_day(schedule)
        if last and last < self.today:
            self.notes.lost("schedules", "session that is over", text)
        elif read:
            self._add_read(schedule, read, text)
        elif text:
            self.texts.append(text)
            self.notes.cleaned("schedule_note", "days or times kept in the feed's words", text)

    def _add_read(self, schedule: FeedSchedule, read: ReadSchedule, text: str) -> None:
        phrase = read.phrase
        if phrase.first_day and phrase.first_day > self.today:
            self.notes.cleaned("schedules", "session that has not begun yet", text)
        if phrase.last_day:
            self.notes.cleaned("schedules", "session with a last day", text)
        for group in phrase.groups:
            for rule in group.days:
                if rule.only_day and rule.only_day < self.today:
                    self.notes.lost("schedules", "session that is over", text)
                    continue
                more = {**self._limits(read, rule), **self._description(schedule, read)}
                self.rows += [
                    {"byday": rule.byday, "opens_at": opens, "closes_at": closes, **more}
                    for opens, closes in group.openings
                ]

    def _limits(self, read: ReadSchedule, rule: DayRule) -> Session:
        phrase = read.phrase
        first, last = rule.only_day or phrase.first_day, rule.only_day or phrase.last_day
        is_to_come = first is not None and (first > self.today or first == last)
        values = {
            "week_of_month": rule.week,
            "interval": str(phrase.interval) if phrase.interval > 1 else "",
            "valid_from": first.isoformat() if first and is_to_come else "",
            "valid_to": last.isoformat() if last else "",
            "term_time_only": phrase.term_time_only,
        }
        return {name: value for name, value in values.items() if value}

    def _description(self, schedule: FeedSchedule, read: ReadSchedule) -> Session:
        """Return the place, where there are several, and what else is said, if that is short."""
        location = line(schedule.location) if self.locations > 1 else ""
        text = ". ".join(remark.rstrip(".") for remark in (location, *read.remarks) if remark)
        if len(text) > _LINE:
            self.texts.append(". ".join(read.remarks))
            text = location[:_LINE]
        return {"description": text} if text else {}


def _last_day(schedule: FeedSchedule) -> date | None:
    return earliest(*_days((schedule.until, schedule.valid_to)))


def _days(texts: Iterable[str]) -> Iterator[date | None]:
    for text in texts:
        try:
            yield day_limit(text)
        except NotUnderstoodError:
            yield None
