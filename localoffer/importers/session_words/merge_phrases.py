"""Two phrases on the same sessions as one, where neither contradicts the other."""

from datetime import date

from localoffer.importers.session_words.day_rules import DayRule
from localoffer.importers.session_words.session_phrase import SessionGroup, SessionPhrase


def merged(first: SessionPhrase, second: SessionPhrase) -> SessionPhrase | None:
    """Return what two phrases say together, or None where they contradict each other.

    "Mondays" and "first Monday of the month" do not: the narrower one holds.
    """
    groups = _groups(first.groups, second.groups)
    intervals = {first.interval, second.interval} - {1}
    terms = {first.term_time_only, second.term_time_only} - {""}
    parts = {first.part, second.part} - {""}
    if groups is None or len(intervals) > 1 or len(terms) > 1 or len(parts) > 1:
        return None
    return SessionPhrase(
        groups,
        next(iter(intervals), 1),
        latest(first.first_day, second.first_day),
        earliest(first.last_day, second.last_day),
        next(iter(terms), ""),
        next(iter(parts), ""),
        tuple(dict.fromkeys((*first.remarks, *second.remarks))),
    )


def latest(*days: date | None) -> date | None:
    """Return the last of some days; None where there is none."""
    return max(filter(None, days), default=None)


def earliest(*days: date | None) -> date | None:
    """Return the first of some days; None where there is none."""
    return min(filter(None, days), default=None)


def _groups(
    first: tuple[SessionGroup, ...], second: tuple[SessionGroup, ...]
) -> tuple[SessionGroup, ...] | None:
    if not first or not second or first == second:
        return first or second
    if len(first) > 1 or len(second) > 1:
        return None
    days = _days(first[0].days, second[0].days)
    openings = {*first[0].openings}, {*second[0].openings}
    if days is None or (all(openings) and openings[0] != openings[1]):
        return None
    return (SessionGroup(days, first[0].openings or second[0].openings),)


def _days(first: tuple[DayRule, ...], second: tuple[DayRule, ...]) -> tuple[DayRule, ...] | None:
    if not first or not second or {*first} == {*second}:
        return first or second
    narrow = [days for days in (first, second) if all(rule.week or rule.only_day for rule in days)]
    same_days = {rule.byday for rule in first} == {rule.byday for rule in second}
    return narrow[0] if len(narrow) == 1 and same_days else None
