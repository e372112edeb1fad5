"""Reads a phrase on days and times from left to right; it is understood whole or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from localoffer.importers.session_words.clock_times import ALL_DAY, opening
from localoffer.importers.session_words.day_rules import (
    DayRule,
    day_rule,
    days_between,
    in_weeks,
)
from localoffer.importers.session_words.session_phrase import SessionGroup, SessionPhrase, paired
from localoffer.importers.session_words.session_tokens import Token, session_tokens

_FORTNIGHT = 2
_SPANS = {"weekdays": ("MO", "FR"), "weekends": ("SA", "SU"), "every_day": ("MO", "SU")}
_DAY_WORDS = ("day", "week", "date", *_SPANS)


class _NotUnderstoodError(Exception):
    """A word stands where it has no meaning."""


def session_phrase(text: str) -> SessionPhrase | None:
    """Return what a text says of days and times, or None where a part of it is not understood."""
    tokens = session_tokens(text)
    if not tokens:
        return None
    try:
        return _PhraseReader(tokens).phrase()
    except _NotUnderstoodError:
        return None


@dataclass(slots=True)
class _PhraseReader:
    """Reads tokens. Each of ``parts`` has days or openings, in the order of the text.

    ``starts`` are the places at which days begin.
    ``is_closed`` is whether a limit was said of the days so far, so that none may follow.
    """

    tokens: Sequence[Token]
    position: int = 0
    parts: list[SessionGroup] = field(default_factory=list)
    interval: int = 1
    is_monthly: bool = False
    part: str = ""
    limits: dict[str, date] = field(default_factory=dict)
    terms: set[str] = field(default_factory=set)
    remarks: dict[str, None] = field(default_factory=dict)
    starts: list[int] = field(default_factory=list)
    after_exception: bool = False
    is_closed: bool = False

    def phrase(self) -> SessionPhrase:
        """Return what all the tokens say together."""
        while self.position < len(self.tokens):
            self._read()
        groups = paired(self.parts)
        if groups is None:
            raise _NotUnderstoodError
        phrase = SessionPhrase(
            groups,
            self.interval,
            self.limits.get("from"),
            self.limits.get("until"),
            next(iter(self.terms), ""),
            self.part,
            tuple(self.remarks),
        )
        if phrase == SessionPhrase():
            raise _NotUnderstoodError
        self._refuse_contradictions(phrase.days)
        return phrase

    def _refuse_contradictions(self, days: Sequence[DayRule]) -> None:
        has_week = [bool(rule.week) for rule in days]
        has_date = [bool(rule.only_day) for rule in days]
        if (
            any(has_week) != self.is_monthly
            or any(has_week) != all(has_week or [False])
            or (self.interval > 1 and (len(days) > 1 or self.is_monthly))
            or (any(has_date) and not all(has_date))
            or (any(has_date) and (self.interval > 1 or self.limits))
            or len(self.terms) > 1
        ):
            raise _NotUnderstoodError

    def _peek(self, ahead: int = 0) -> str:
        place = self.position + ahead
        return self.tokens[place].kind if place < len(self.tokens) else ""

    def _take(self) -> Token:
        self.position += 1
        return self.tokens[self.position - 1]

    def _read(self) -> None:
        kind = self._peek()
        if kind in _DAY_WORDS:
            self._read_days()
        elif kind in ("time", "between"):
            self._read_opening()
        elif kind in ("from", "until", "to"):
            self._read_limit()
        elif kind == "closed" and self.parts and self.parts[-1].days:
            self._close_last()
        elif kind in ("not_on", "also_on", "closed"):
            self._read_exception()
        else:
            self._read_word(self._take())

    def _read_word(self, token: Token) -> None:
        match token.kind:
            case "fortnight" | "every_other" | "every_weeks":
                self._read_interval(token)
            case "of_month":
                self.is_monthly = True
            case "term_only" | "term_and_holidays":
                self._limit_all()
                self.terms.add("yes" if token.kind == "term_only" else "no")
            case "part" if not self.part and self.parts and self.parts[-1].days:
                self.part = token.part
            case "always" | "all_day":
                if token.kind == "always":
                    self.parts.append(SessionGroup(days=days_between("MO", "SU")))
                self.parts.append(SessionGroup(openings=(ALL_DAY,)))
            case "stop" | "and" | "dash":
                pass
            case _:
                raise _NotUnderstoodError

    def _read_interval(self, token: Token) -> None:
        if self.interval > 1 or (token.kind == "every_other" and self._peek() != "day"):
            raise _NotUnderstoodError
        self.interval = token.weeks or _FORTNIGHT

    def _limit_all(self) -> None:
        """Refuse a limit that may be meant for the last of several days only, or days after it."""
        before = self.tokens[self.position - 2].kind if self.position > 1 else ""
        if sum(bool(part.openings) for part in self.parts) > 1 and before != "stop":
            raise _NotUnderstoodError
        self.is_closed = bool(self.parts)

    def _read_days(self) -> None:
        has_exception = self.after_exception and bool(self.parts[-1].days)
        if self.part or self.is_closed or has_exception:
            raise _NotUnderstoodError
        self.starts.append(self.position)
        self.parts.append(SessionGroup(days=self._days()))

    def _days(self) -> tuple[DayRule, ...]:
        token = self._take()
        if token.kind in _SPANS:
            return days_between(*_SPANS[token.kind])
        if token.day:
            return (day_rule(token.day),)
        if token.kind == "week":
            return self._days_in_weeks(token)
        if self._peek() == "date":
            return (self._date_on(token),)
        if self._peek() in ("dash", "to", "until") and self._peek(1) == "day":
            return self._range(token)
        return (DayRule(token.byday),)

    def _range(self, first: Token) -> tuple[DayRule, ...]:
        """Return the days of "Monday to Friday"; "Mon-Wed-Fri" may be three days or more."""
        self._take()
        last = self._take()
        if self._peek() in ("dash", "to", "until") and self._peek(1) == "day":
            raise _NotUnderstoodError
        return days_between(first.byday, last.byday)

    def _days_in_weeks(self, first: Token) -> tuple[DayRule, ...]:
        weeks = [first.week]
        while self._peek() in ("and", "stop") and self._peek(1) == "week":
            self._take()
            weeks.append(self._take().week)
        if self._peek() != "day":
            raise _NotUnderstoodError
        return in_weeks(DayRule(self._take().byday), weeks)

    def _date_on(self, weekday: Token) -> DayRule:
        rule = day_rule(self._date())
        if rule.byday != weekday.byday:
            raise _NotUnderstoodError
        return rule

    def _date(self) -> date:
        token = self._take() if self._peek() == "date" else None
        if token is None or token.day is None:
            raise _NotUnderstoodError
        return token.day

    def _read_opening(self) -> None:
        is_between = self._peek() == "between" and bool(self._take())
        if self.after_exception and self.parts[-1].openings:
            raise _NotUnderstoodError
        opens = self._take() if self._peek() == "time" else None
        joins = ("dash", "to", "until", *(("and",) * is_between))
        if opens is None or self._peek() not in joins or self._peek(1) != "time":
            raise _NotUnderstoodError
        self._take()
        closes = self._take()
        found = opens.time and closes.time and opening(opens.time, closes.time, self.part)
        if not found:
            raise _NotUnderstoodError
        self.part = ""
        self.parts.append(SessionGroup(openings=(found,)))

    def _read_limit(self) -> None:
        """Read "from 6 April 2027" and "until Friday 18 December 2026"; "from 9am" is no limit."""
        kind = "from" if self._take().kind == "from" else "until"
        has_weekday = self._peek() == "day" and self._peek(1) == "date"
        if has_weekday or self._peek() == "date":
            if not self.limits:
                self._limit_all()
            day = self._date_on(self._take()).only_day if has_weekday else self._date()
            if kind in self.limits or day is None:
                raise _NotUnderstoodError
            self.limits[kind] = day
            if kind == "from" and self._peek() == "dash":
                self._read_limit()
        elif kind == "until" or self._peek() not in ("day", "time", "weekdays"):
            raise _NotUnderstoodError

    def _read_exception(self) -> None:
        """Take "except Sundays" out of the days before it; bank holidays become a remark."""
        kind = self._take().kind
        if self._peek() == "bank_holidays":
            self._limit_all()
            self._take()
            self.remarks["Bank holidays too" if kind == "also_on" else "Not on bank holidays"] = (
                None
            )
            return
        if kind == "also_on" or not self.parts or self._peek() not in ("day", "weekends"):
            raise _NotUnderstoodError
        excepted = {*self._days()}
        while self._peek() == "and" and self._peek(1) in ("day", "weekends"):
            self._take()
            excepted |= {*self._days()}
        self._take_out(excepted)

    def _close_last(self) -> None:
        """Take out the days that "Saturday and Sunday: closed" names last."""
        self._take()
        is_joined = True
        while is_joined and self.parts and self.parts[-1].days:
            self.parts.pop()
            start = self.starts.pop()
            is_joined = start > 0 and self.tokens[start - 1].kind == "and"
        if self.parts and (self.parts[-1].days or self.parts[0].openings):
            raise _NotUnderstoodError

    def _take_out(self, excepted: set[DayRule]) -> None:
        if self.part or self._peek() == "part":
            raise _NotUnderstoodError
        self.after_exception = True
        for number, part in enumerate(self.parts):
            days = tuple(rule for rule in part.days if rule not in excepted)
            if any(rule.week or rule.only_day for rule in part.days) or (part.days and not days):
                raise _NotUnderstoodError
            self.parts[number] = SessionGroup(days, part.openings)
