"""The facts of comments that are counted: no word that anyone wrote is read here."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import median
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from feedback.export.disclosure import (
    Cell,
    cells_by,
    shown_of_one,
    shown_of_several,
    shown_places,
)
from feedback.local_time import day_of
from feedback.states import State
from feedback.store.tables import answers, comments
from feedback.submission import PublishAnswer, stored_publish_answer
from localoffer.calendar_days import bank_holidays
from localoffer.model.comment_terms import NOT_SAID

#: Kinds that are read and answered as comments; searches, corrections and words for the wall are
#: counted apart.
_COMMENTS = ("comment", "useful", "survey")
_UNREAD = (State.QUARANTINED, State.NOT_A_COMMENT)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class CommentFact:
    """What is counted of a submission. ``merged`` is the id of the one it was merged into.

    ``is_published`` is whether its words can be read, ``is_in_published`` whether those of the one
    it was merged into can.
    """

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
    is_published: bool = False
    is_in_published: bool = False
    publish: PublishAnswer = "not answered"

    @property
    def is_comment(self) -> bool:
        """Whether it counts as a comment that was received."""
        is_read = self.state not in _UNREAD and self.kind != "wall"
        return is_read and (self.kind in _COMMENTS or self.number is not None)


def read_facts(connection: Connection) -> tuple[CommentFact, ...]:
    """Return the facts of all submissions; a merged one counts as answered when the other is."""
    rows = connection.execute(
        select(
            comments.c.id, comments.c.kind, comments.c.received, comments.c.state, comments.c.way,
            comments.c.about, comments.c.role, comments.c.age, comments.c.area,
            comments.c.publish, comments.c.may_publish,
            answers.c.content, answers.c.number, answers.c.withheld, answers.c.answered,
            answers.c.merged, answers.c.shown,
        ).outerjoin(answers, answers.c.comment == comments.c.id)
    ).mappings()  # fmt: skip
    facts_by_id = {row["id"]: _fact(row) for row in rows}
    return tuple(
        _merged(fact, facts_by_id[fact.merged]) if fact.merged in facts_by_id else fact
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
        publish=stored_publish_answer(row["publish"], may_publish=row["may_publish"]),
        answered=day_of(row["answered"]) if row["answered"] else None,
        merged=row["merged"],
        is_published=row["shown"] is not None,
    )


def _merged(fact: CommentFact, into: CommentFact) -> CommentFact:
    return replace(fact, answered=into.answered, is_in_published=into.is_published)


def counts_by(
    facts: Iterable[CommentFact],
    category: Callable[[CommentFact], str],
    order: Sequence[str],
    least: int,
) -> list[Mapping[str, object]]:
    """Return how many are of each category, in an order, without rows that may lead to somebody."""
    cells = cells_by(facts, lambda fact: (_in_order(category(fact), order),))
    shown = shown_of_one(cells, least)
    return [_row(name, cells[name]) for name in dict.fromkeys((*order, NOT_SAID)) if name in shown]


def counts_by_theme(facts: Iterable[CommentFact], least: int) -> list[Mapping[str, object]]:
    """Return how many have each theme, the most frequent first; one may have several themes."""
    facts = tuple(facts)
    cells = cells_by(facts, lambda fact: dict.fromkeys(fact.themes))
    shown = shown_of_several(cells, Cell.of(facts), least)
    return [
        _row(name, cells[name])
        for name in sorted(shown, key=lambda name: (-cells[name].number, name))
    ]


def searches_by_area(
    facts: Iterable[CommentFact], areas: Iterable[str], least: int
) -> list[Mapping[str, object]]:
    """Return how often each theme was looked for in each area; there is no total to compare."""
    cells = _cells_by_place(facts, frozenset(areas))
    return [row for theme in sorted(cells) for row in _place_rows(theme, cells[theme], (), least)]


def gaps_by_area(
    facts: Iterable[CommentFact], areas: Iterable[str], least: int
) -> list[Mapping[str, object]]:
    """Return how many of some comments say that each theme is missing in each area."""
    facts = tuple(facts)
    missing = [fact for fact in facts if fact.matter == "missing"]
    cells, all_missing = _cells_by_place(missing, frozenset(areas)), Cell.of(missing)
    by_theme = cells_by(facts, lambda fact: dict.fromkeys(fact.themes))
    return [
        row
        for theme in sorted(cells)
        for row in _place_rows(theme, cells[theme], (by_theme[theme], all_missing), least)
    ]


def _cells_by_place(
    facts: Iterable[CommentFact], areas: frozenset[str]
) -> Mapping[str, Mapping[str, Cell]]:
    """Return cells by theme and area; an area that the council no longer has counts as none."""
    facts = tuple(facts)
    themes = {theme for fact in facts for theme in fact.themes}
    return {
        theme: cells_by(
            (fact for fact in facts if theme in fact.themes),
            lambda fact: (fact.area if fact.area in areas else "",),
        )
        for theme in themes
    }


def _place_rows(
    theme: str, cells: Mapping[str, Cell], totals: Sequence[Cell], least: int
) -> Iterator[Mapping[str, object]]:
    for area in sorted(shown_places(cells, totals, least)):
        row = {"theme": theme, "area": area, "number": cells[area].number}
        yield {name: value for name, value in row.items() if value}


def days_to_answer(facts: Iterable[CommentFact]) -> int | None:
    """Return the median number of working days from receipt to answer; None if none is answered."""
    waits = [working_days(fact.received, fact.answered) for fact in facts if fact.answered]
    return round(median(waits)) if waits else None


def working_days(first: date, last: date) -> int:
    """Return how many working days lie after the first day, up to the last."""
    holidays = bank_holidays(first.year, max(first.year, last.year))
    days = (first + timedelta(days=number + 1) for number in range((last - first).days))
    return sum(day.weekday() < _SATURDAY and day.isoformat() not in holidays for day in days)


def _in_order(value: str, order: Sequence[str]) -> str:
    return value if value in order else NOT_SAID


def _row(name: str, cell: Cell) -> Mapping[str, object]:
    return {"what": name, "number": cell.number}
