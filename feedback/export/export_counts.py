"""``content/counts/``: what was counted in each year of the review that this store knows.

A year is counted for as long as its facts are kept, and anew in each calendar month at most: from
numbers that change by the day, someone who looks every day could tell who wrote. Counts are never
replaced by smaller ones: another store, or a person with paper forms, may have known more.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, get_args

from sqlalchemy import Connection, select

from feedback.app_context import AppContext
from feedback.export import comment_facts
from feedback.export.comment_facts import CommentFact
from feedback.export.content_file import ExportResult, KnownIds, record_in, write_record
from feedback.local_time import day_of
from feedback.retention.site_numbers import is_over
from feedback.states import State
from feedback.store.engine import reading
from feedback.store.tables import confirmations, votes
from localoffer.annual_report.reporting_year import Period, period_of
from localoffer.model.annual_report import YearCounts
from localoffer.model.comment_terms import AgeBand, Matter, Role, Way, WithheldReason
from localoffer.offer import Offer

_FEWER = "Fewer than {} comments came in that year, so nothing of it is shown."
_SMALLER = (
    "It says that more came than this store knows of, so it is left as it is. "
    "To have it counted from this store alone, delete the file first."
)


@dataclass(frozen=True, slots=True)
class Year:
    """What the store knows of one year."""

    period: Period
    facts: tuple[CommentFact, ...]
    useful: Mapping[bool, int]
    confirmed: int


def export_counts(
    app: AppContext, content: Path, known: KnownIds, today: date
) -> Iterator[ExportResult]:
    """Yield what became of the file of each year; without a readable offer none is counted."""
    if known.offer is None:
        return
    with reading(app.engine) as connection:
        years = tuple(_years(connection, known.offer.site.feedback.year_begins))
    for year in years:
        if not is_over(year.period, today, known.offer.site.feedback):
            yield from _export(year, content, known, known.offer, today)


def _export(
    year: Year, content: Path, known: KnownIds, offer: Offer, today: date
) -> Iterator[ExportResult]:
    path = f"counts/{year.period.slug}.yaml"
    values = values_of(year, offer, today)
    least = offer.site.feedback.least_shown
    old = record_in(content, path)
    if values["received"] < least:
        yield ExportResult(path, "left", (_FEWER.format(least),))
    elif isinstance(old, YearCounts) and _is_more(old, values):
        yield ExportResult(path, "left", (_SMALLER,))
    elif not (isinstance(old, YearCounts) and f"{old.as_at:%Y-%m}" == f"{today:%Y-%m}"):
        yield from write_record(content, path, YearCounts, values, known)


def values_of(year: Year, offer: Offer, today: date) -> dict[str, Any]:
    """Return the fields of a year's file, in their order; small numbers are left out."""
    least = offer.site.feedback.least_shown
    came = [one for one in year.facts if one.is_comment]
    aside = Counter(one.state for one in year.facts)
    values = {
        "begins": year.period.begins,
        "ends": year.period.ends,
        "as_at": today,
        "received": len(came),
        "published": sum(one.state is State.PUBLISHED for one in came),
        "answered": sum(one.answered is not None for one in came),
        "days_to_answer": comment_facts.days_to_answer(came),
        **_tables(came, least),
        "withheld": _withheld(came, least),
        "not_to_publish": _shown(aside[State.NOT_TO_PUBLISH], least),
        "not_comments": _shown(aside[State.NOT_A_COMMENT], least),
        "useful_yes": year.useful.get(True, 0),
        "useful_no": year.useful.get(False, 0),
        **_wanting(year.facts, offer, least),
        "corrections": sum(_is_told(one, "correction") for one in year.facts),
        "confirmed": year.confirmed,
    }
    return {name: value for name, value in values.items() if value not in (None, [])}


def _tables(came: Sequence[CommentFact], least: int) -> Mapping[str, Any]:
    return {
        "by_matter": comment_facts.counts_by(came, lambda one: one.matter, get_args(Matter), least),
        "by_role": comment_facts.counts_by(came, lambda one: one.role, get_args(Role), least),
        "by_age": comment_facts.counts_by(came, lambda one: one.age, get_args(AgeBand), least),
        "by_way": comment_facts.counts_by(came, lambda one: one.way, get_args(Way), least),
        "by_theme": comment_facts.counts_by_theme(came, least),
    }


def _withheld(came: Iterable[CommentFact], least: int) -> list[Mapping[str, object]]:
    counts = Counter(one.withheld for one in came if one.state is State.WITHHELD)
    rows: list[Mapping[str, object]] = []
    for reason in get_args(WithheldReason):
        number = _shown(counts[reason], least)
        rows.append({"what": reason} if number is None else {"what": reason, "number": number})
    return rows


def _wanting(facts: Iterable[CommentFact], offer: Offer, least: int) -> Mapping[str, Any]:
    facts, areas = tuple(facts), tuple(offer.lists.areas)
    sought = [one for one in facts if _is_told(one, "sought")]
    gaps = [one for one in facts if one.is_comment and one.matter == "missing"]
    return {
        "not_found": comment_facts.counts_by_area(sought, areas, least),
        "gaps": comment_facts.counts_by_area(gaps, areas, least),
    }


def _is_told(one: CommentFact, kind: str) -> bool:
    return one.kind == kind and one.state not in (State.QUARANTINED, State.NOT_A_COMMENT)


def _shown(number: int, least: int) -> int | None:
    return number if number == 0 or number >= least else None


def _is_more(old: YearCounts, values: Mapping[str, Any]) -> bool:
    """Return whether a file says more of anything than is known here."""
    names = ("received", "useful_yes", "useful_no", "corrections", "confirmed")
    return any(getattr(old, name) > values[name] for name in names)


def _years(connection: Connection, begins: int) -> Iterator[Year]:
    by_year: dict[Period, list[CommentFact]] = {}
    for fact in comment_facts.facts(connection):
        by_year.setdefault(period_of(f"{fact.received:%Y-%m}", begins), []).append(fact)
    useful: dict[Period, Counter[bool]] = {}
    for row in connection.execute(select(votes.c.month, votes.c.useful)):
        useful.setdefault(period_of(row.month, begins), Counter())[row.useful] += 1
    confirmed: Counter[Period] = Counter()
    for moment in connection.execute(select(confirmations.c.confirmed)).scalars():
        confirmed[period_of(f"{day_of(moment):%Y-%m}", begins)] += 1
    for period in sorted({*by_year, *useful, *confirmed}):
        some = tuple(by_year.get(period, ()))
        yield Year(period, some, useful.get(period, {}), confirmed[period])
