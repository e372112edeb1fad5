"""Statements of what every setting should do: their ids, their days, and words of staff alone."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from localoffer.check.field_problems import FieldProblem, LineOf, located
from localoffer.check.model_introspection import prose_in
from localoffer.model.provision import Agreement, NeedAreaRow, Statement
from localoffer.offer import Entry
from localoffer.pages.provision.labels import GRID, MEETING
from localoffer.problems import Level, Problem

#: How the tier stands in an id.
_TIERS = {"universal": "uni", "targeted": "tar"}

#: Staff's own words, which are never in what parents read.
_STAFF_WORDS = re.compile(r"\b(quality[ -]first|universal[ -]offer)", re.IGNORECASE)

#: Words of a young person's line: more is no line that somebody would say.
_LONGEST_LINE = 30
_A_YEAR = timedelta(days=365)

#: Addresses below /provision/ that are no area's.
_OTHER_PAGES = ("phases", "tiers", *(link.address.split("/")[2] for link in (MEETING, GRID)))


def area_problems(rows: Iterable[tuple[str, int, NeedAreaRow]]) -> Iterator[Problem]:
    """Yield a problem for an area at the address of another page, or with another's letters."""
    first: dict[str, str] = {}
    for path, line, area in rows:
        if area.id in _OTHER_PAGES:
            message = f"The address /provision/{area.id}/ is another page of the site."
            yield Problem(path, line, "id", message, "Give the area another id.")
        other = first.setdefault(area.code, area.id)
        if other != area.id:
            message = f'The ids of statements of {other} begin with "{area.code}", too.'
            yield Problem(path, line, "code", message, "Give the area letters of its own.")


def statement_problems(
    entries: Iterable[Entry[Any]], areas: Mapping[str, NeedAreaRow], today: date, line_of: LineOf
) -> Iterator[Problem]:
    """Yield what is wrong with statements, drafts among them, that no single field shows."""
    for entry in entries:
        statement = entry.record
        if isinstance(statement, Statement):
            problems = (
                *_id(entry.slug, statement, areas),
                *agreed_day_problems(statement, today),
                *_words(statement),
            )
            yield from located(entry.path, problems, line_of)


def _id(
    slug: str, statement: Statement, areas: Mapping[str, NeedAreaRow]
) -> Iterator[FieldProblem]:
    area = areas.get(statement.area)
    if area is None:
        return
    start = f"{area.code}-{_TIERS[statement.tier]}-"
    if not re.fullmatch(rf"{start}\d{{2,4}}", slug):
        message = (
            f"The file's name is the statement's id, and \"{slug}\" does not fit what it says."
        )
        fix = (
            f"Name a {statement.tier} statement of {area.name} {start}"
            f"NUMBER.md, such as {start}07.md, or correct its area or tier."
        )
        yield (), message, fix, Level.ERROR


def agreed_day_problems(agreement: Statement | Agreement, today: date) -> Iterator[FieldProblem]:
    """Yield a problem for an agreement in the future, an old one, or a history out of order."""
    agreed = agreement.agreed
    if agreed is None:
        return
    if agreed > today:
        message = f"It was agreed in the future ({agreed})."
        fix = "Write the day it was really agreed, or leave it out until it is."
        yield ("agreed",), message, fix, Level.ERROR
    elif agreed + _A_YEAR < today and not getattr(agreement, "withdrawn", None):
        message = f"It was agreed more than 12 months ago ({agreed})."
        fix = "Look at it again with those who agreed it, and write the day you did."
        yield ("agreed",), message, fix, Level.WARNING
    later = agreed
    for number, earlier in enumerate(agreement.history):
        if earlier.agreed >= later:
            message = f"Version {earlier.version} is not older than the one after it."
            fix = f"Write the day it was agreed, before {later}."
            yield ("history", number, "agreed"), message, fix, Level.ERROR
        later = earlier.agreed


def _words(statement: Statement) -> Iterator[FieldProblem]:
    prose = prose_in(Statement, statement.model_dump(mode="json"))
    for_families = [(place, text) for place, text, reader in prose if reader != "staff"]
    for place, text in ((("title",), statement.title), *for_families):
        staff_word = _STAFF_WORDS.search(text)
        if staff_word:
            message = f'"{staff_word[0]}" is a word of staff, and parents read this.'
            fix = "Say what a child gets: good teaching, or help that is open to everyone."
            yield place, message, fix, Level.ERROR
    words = len(statement.young_person.split())
    if words > _LONGEST_LINE:
        message = f"The young person's line has {words} words."
        fix = f"Say it in {_LONGEST_LINE} words or fewer, as a young person would."
        yield ("young_person",), message, fix, Level.WARNING
