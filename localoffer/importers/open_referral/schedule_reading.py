"""One schedule of a feed, from its fields, its rule and its notes: understood whole or not."""

import re
from dataclasses import dataclass, replace
from datetime import date

from localoffer.importers.open_referral.ages_and_times import day_of, time_of
from localoffer.importers.open_referral.feed_service import FeedSchedule
from localoffer.importers.open_referral.schedule_notes import schedule_notes
from localoffer.importers.session_words.clock_times import ClockTime, opening, read_clock
from localoffer.importers.session_words.day_rules import DAYS, DayRule, day_rule, days_between
from localoffer.importers.session_words.merge_phrases import earliest, latest, merged
from localoffer.importers.session_words.read_phrase import session_phrase
from localoffer.importers.session_words.recurrence_rule import (
    coded_days,
    frequency,
    last_of,
    rule_fields,
)
from localoffer.importers.session_words.session_phrase import SessionGroup, SessionPhrase
from localoffer.importers.shared.text import line

_FOR_EVER = 2090
_DUMMY_DAY = re.compile(r"(?:0\d|1[0-8]|19[0-8])\d{1,2}-\d{2}-\d{2}.*")
_CLOCK = re.compile(r"(?:\d{4}-\d{2}-\d{2}T)?\d{2}:\d{2}.*")
_NOON = "12:00"


class NotUnderstoodError(Exception):
    """A part of a schedule says something that its fields here cannot hold."""


@dataclass(frozen=True, slots=True)
class ReadSchedule:
    """A schedule's groups of days and openings, interval and limits, and its other sentences."""

    phrase: SessionPhrase
    remarks: tuple[str, ...]


def read_schedule(schedule: FeedSchedule) -> ReadSchedule:
    """Return what a schedule says.

    Raises:
        NotUnderstoodError: A part of it is not understood.
    """
    schedule = _with_rule(schedule)
    fields = merged(_named_days(schedule), _named_times(schedule))
    if fields is None or schedule.month_days:
        raise NotUnderstoodError
    dated = _on_first_day(schedule, fields)
    has_days = bool(dated.days and dated.groups[0].openings)
    notes = schedule_notes(schedule.notes, fields, has_days=has_days)
    if notes is None:
        raise NotUnderstoodError
    phrase = _on_first_day(schedule, notes.phrase)
    phrase = _limited(schedule, _recurring(schedule, phrase))
    if not phrase.days or not all(group.days and group.openings for group in phrase.groups):
        raise NotUnderstoodError
    _refuse_contradictions(phrase)
    return ReadSchedule(phrase, (*phrase.remarks, *notes.remarks))


def day_limit(text: str) -> date | None:
    """Return the day that limits a schedule; None for an empty text or a day that stands for none.

    Raises:
        NotUnderstoodError: It is no day.
    """
    day = day_of(text)
    if day is None and text.strip() and not _DUMMY_DAY.fullmatch(text.strip()):
        raise NotUnderstoodError
    return day if day and day.year < _FOR_EVER else None


def _with_rule(schedule: FeedSchedule) -> FeedSchedule:
    if not schedule.rule:
        return schedule
    fields = rule_fields(schedule.rule)
    if fields is None:
        raise NotUnderstoodError
    return replace(
        schedule,
        freq=fields.freq,
        interval=fields.interval or schedule.interval,
        days=(fields.byday,) if fields.byday else schedule.days,
        month_days=fields.bymonthday or schedule.month_days,
        until=fields.until or schedule.until,
        count=fields.count or schedule.count,
    )


def _named_days(schedule: FeedSchedule) -> SessionPhrase:
    text = ", ".join(line(day).rpartition("schema.org/")[2] for day in schedule.days)
    days = coded_days(text)
    if days is not None and text:
        return SessionPhrase((SessionGroup(days),))
    phrase = session_phrase(text) if text else SessionPhrase()
    if phrase is None or (text and not phrase.groups):
        raise NotUnderstoodError
    return phrase


def _named_times(schedule: FeedSchedule) -> SessionPhrase:
    opens, closes = line(schedule.opens), line(schedule.closes)
    if not opens and not closes:
        return SessionPhrase()
    if opens and closes:
        found = _opening(opens, closes)
        return SessionPhrase((SessionGroup(openings=(found,)),))
    phrase = session_phrase(opens or closes)
    if phrase is None or phrase.days or not phrase.groups:
        raise NotUnderstoodError
    return phrase


def _opening(opens: str, closes: str) -> tuple[str, str]:
    start, end = _clock(opens), _clock(closes)
    found = opening(start, end) if start and end else None
    if found is None:
        raise NotUnderstoodError
    return found


def _clock(text: str) -> ClockTime | None:
    """Return a time; one with two digits before the colon is of the 24-hour clock."""
    exact = read_clock(time_of(text) or text) if _CLOCK.fullmatch(text) else None
    return replace(exact, fixed=True) if exact else read_clock(text)


def _on_first_day(schedule: FeedSchedule, phrase: SessionPhrase) -> SessionPhrase:
    """Return a phrase with the day of the first session, where the feed names no other."""
    first = day_limit(schedule.first)
    starts = first or day_limit(schedule.valid_from)
    ends = earliest(day_limit(schedule.until), day_limit(schedule.valid_to))
    if phrase.days or starts is None:
        return phrase
    rules: tuple[DayRule, ...] = ()
    if first and _recurs(schedule) == "WEEKLY":
        rules = (DayRule(DAYS[first.weekday()]),)
    elif not _recurs(schedule) and (starts == ends or (first and not ends)):
        rules = (day_rule(starts),) if schedule.count in ("", "0", "1") else ()
    groups = phrase.groups or (SessionGroup(),)
    return replace(phrase, groups=tuple(replace(group, days=rules) for group in groups))


def _recurs(schedule: FeedSchedule) -> str:
    found = frequency(schedule.freq, schedule.interval)
    if found is None:
        raise NotUnderstoodError
    return found[0]


def _recurring(schedule: FeedSchedule, phrase: SessionPhrase) -> SessionPhrase:
    """Return a phrase with the schedule's frequency and interval."""
    found = frequency(schedule.freq, schedule.interval)
    if found is None:
        raise NotUnderstoodError
    name, interval = found
    if name == "DAILY" and not phrase.days:
        groups = phrase.groups or (SessionGroup(),)
        every = days_between("MO", "SU")
        phrase = replace(phrase, groups=tuple(replace(one, days=every) for one in groups))
    if name and not _fits(name, phrase.days):
        raise NotUnderstoodError
    if interval == 1:
        return phrase
    if name != "WEEKLY" or phrase.interval not in (1, interval):
        raise NotUnderstoodError
    return replace(phrase, interval=interval)


def _fits(frequency_name: str, days: tuple[DayRule, ...]) -> bool:
    if frequency_name == "MONTHLY":
        return bool(days) and all(rule.week for rule in days)
    return frequency_name != "YEARLY" and not any(rule.week or rule.only_day for rule in days)


def _limited(schedule: FeedSchedule, phrase: SessionPhrase) -> SessionPhrase:
    """Return a phrase with the schedule's first and last day."""
    first = day_limit(schedule.first)
    last = earliest(day_limit(schedule.until), day_limit(schedule.valid_to), phrase.last_day)
    if schedule.count not in ("", "0"):
        if first is None or not schedule.count.isdecimal():
            raise NotUnderstoodError
        counted = last_of(first, phrase.days, phrase.interval, int(schedule.count[:9]))
        if counted is None:
            raise NotUnderstoodError
        last = earliest(last, counted)
    first = latest(first, day_limit(schedule.valid_from), phrase.first_day)
    return replace(phrase, first_day=first, last_day=last)


def _refuse_contradictions(phrase: SessionPhrase) -> None:
    first, last = phrase.first_day, phrase.last_day
    opens = [start for group in phrase.groups for start, _ in group.openings]
    wrong_half = (phrase.part == "am" and max(opens) >= _NOON) or (
        phrase.part == "pm" and min(opens) < _NOON
    )
    days = {rule.byday for rule in phrase.days}
    single = first is not None and first == last
    weeks = any(rule.week for rule in phrase.days)
    if (
        wrong_half
        or (first and last and first > last)
        or (single and first and days != {DAYS[first.weekday()]})
        or (phrase.interval > 1 and (weeks or any(rule.only_day for rule in phrase.days)))
        or any(_is_outside(rule.only_day, first, last) for rule in phrase.days)
    ):
        raise NotUnderstoodError


def _is_outside(day: date | None, first: date | None, last: date | None) -> bool:
    return day is not None and ((first or day) > day or (last or day) < day)
