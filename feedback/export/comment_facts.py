"""The facts of comments that are counted: no word that anyone wrote is read here."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import median
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from feedback.local_time import day_of
from feedback.states import State
from feedback.store.tables import answers, comments
from localoffer.annual_report.suppression import suppress
from localoffer.calendar_days import bank_holidays

#: Kinds that are read and answered as comments; searches and corrections are counted apart.
_COMMENTS = ("comment", "useful", "survey")
_UNREAD = (State.QUARANTINED, State.NOT_A_COMMENT)
_SATURDAY = 5

NOT_STATED = "not said"


@dataclass(frozen=True, slots=True)
class CommentFact:
    """What is counted of a submission. ``merged`` is the id of the one it was merged into."""

    id: int
    kind: str
    received: date
    state: State
    way: str
    matter: str
    role: str
    age: str
    area: str
    themes: tuple[str, ...]
    number: str | None
    withheld: str
    answered: date | None
    merged: int | None

    @property
    def is_comment(self) -> bool:
        """Whether it counts as a comment that was received."""
        return self.state not in _UNREAD and (self.kind in _COMMENTS or self.number is not None)


def read_facts(connection: Connection) -> tuple[CommentFact, ...]:
    """Return the facts of all submissions; a merged one counts as answered when the other is."""
    rows = connection.execute(
        select(
            comments.c.id, comments.c.kind, comments.c.received, comments.c.state, comments.c.way,
            comments.c.about, comments.c.role, comments.c.age, comments.c.area,
            answers.c.content, answers.c.number, answers.c.withheld, answers.c.answered,
            answers.c.merged,
        ).outerjoin(answers, answers.c.comment == comments.c.id)
    ).mappings()  # fmt: skip
    facts_by_id = {row["id"]: _fact(row) for row in rows}
    return tuple(
        replace(fact, answered=facts_by_id[fact.merged].answered)
        if fact.merged in facts_by_id
        else fact
        for fact in facts_by_id.values()
    )


def _fact(row: RowMapping) -> CommentFact:
    answer: Mapping[str, Any] = json.loads(row["content"]) if row["content"] else {}
    return CommentFact(
        id=row["id"],
        kind=row["kind"],
        received=day_of(row["received"]),
        state=State(row["state"]),
        way=row["way"],
        matter=answer.get("matter") or row["about"],
        role=row["role"],
        age=row["age"],
        area=row["area"],
        themes=tuple(answer.get("themes", ())),
        number=row["number"],
        withheld=row["withheld"] or "",
        answered=day_of(row["answered"]) if row["answered"] else None,
        merged=row["merged"],
    )


def counts_by(
    facts: Iterable[CommentFact],
    category: Callable[[CommentFact], str],
    order: Sequence[str],
    least: int,
) -> list[Mapping[str, object]]:
    """Return how many are of each category, in an order, without small numbers.

    A number below ``least`` is left out, with those from which it could be worked out; all are,
    where it could be worked out from the total.
    """
    counts = Counter(value if value in order else NOT_STATED for value in map(category, facts))
    names = [name for name in (*order, NOT_STATED) if counts[name]]
    displayed = suppress([counts[name] for name in names], least, counts.total())
    return [] if displayed.is_disclosive else list(_rows(names, displayed.numbers))


def counts_by_theme(facts: Iterable[CommentFact], least: int) -> list[Mapping[str, object]]:
    """Return how many have each theme, the most frequent first; one may have several themes."""
    counts = Counter(theme for fact in facts for theme in fact.themes)
    displayed = {theme: number for theme, number in counts.items() if number >= least}
    names = [
        *sorted(displayed, key=lambda theme: (-displayed[theme], theme)),
        *sorted(set(counts) - set(displayed)),
    ]
    return list(_rows(names, [displayed.get(name) for name in names]))


def counts_by_area(
    facts: Iterable[CommentFact], areas: Iterable[str], least: int
) -> list[Mapping[str, object]]:
    """Return how many there are of each theme in each area, without numbers below ``least``."""
    known_areas = set(areas)
    counts = Counter(
        (theme, fact.area if fact.area in known_areas else "")
        for fact in facts
        for theme in fact.themes
    )
    rows: list[Mapping[str, object]] = []
    for theme, area in sorted(counts):
        number = counts[theme, area]
        row = {"theme": theme, "area": area, "number": number if number >= least else None}
        rows.append({name: value for name, value in row.items() if value})
    return rows


def days_to_answer(facts: Iterable[CommentFact]) -> int | None:
    """Return the median number of working days from receipt to answer; None if none is answered."""
    waits = [working_days(fact.received, fact.answered) for fact in facts if fact.answered]
    return round(median(waits)) if waits else None


def working_days(first: date, last: date) -> int:
    """Return how many working days lie after the first day, up to the last."""
    holidays = bank_holidays(first.year, max(first.year, last.year))
    days = (first + timedelta(days=number + 1) for number in range((last - first).days))
    return sum(day.weekday() < _SATURDAY and day.isoformat() not in holidays for day in days)


def _rows(names: Sequence[str], numbers: Sequence[int | None]) -> Iterator[Mapping[str, object]]:
    for name, number in zip(names, numbers, strict=True):
        yield {"what": name} if number is None else {"what": name, "number": number}
