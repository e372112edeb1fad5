"""``content/counts/``: what was counted in each reporting year that this store knows.

A year is counted for as long as its facts are kept, and anew in each calendar month at most: from
numbers that change by the day, someone who looks every day could tell who wrote. Before its end it
has no rows, and afterwards they change by nobody or by several people: whoever compares two
versions would learn the theme, the role and the age of the one comment between them. Counts are
never replaced by smaller ones: another store, or a person with paper forms, may have known more.
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
_A_FEW = (
    "A row of it would change by fewer than {} people, who could be known from both versions, so "
    "it is left as it is."
)
_TABLES = ("by_matter", "by_role", "by_age", "by_way", "by_theme", "withheld", "not_found", "gaps")
_NUMBERS = ("not_to_publish", "publish_not_said", "not_comments")


@dataclass(frozen=True, slots=True)
class Year:
    """What the store knows of one year."""

    period: Period
    facts: tuple[CommentFact, ...]
    useful: Mapping[bool, int]
    confirmed: int


def export_counts(
    app: AppContext, content: Path, known_ids: KnownIds, today: date
) -> Iterator[ExportResult]:
    """Yield a result for the file of each year; nothing while the content has errors."""
    if known_ids.offer is None:
        return
    with reading(app.engine) as connection:
        years = tuple(_years(connection, known_ids.offer.site.feedback.year_begins))
    for year in years:
        if not is_over(year.period, today, known_ids.offer.site.feedback):
            yield from _export(year, content, known_ids, known_ids.offer, today)


def _export(
    year: Year, content: Path, known_ids: KnownIds, offer: Offer, today: date
) -> Iterator[ExportResult]:
    path = f"counts/{year.period.slug}.yaml"
    values = values_of(year, offer, today)
    least = offer.site.feedback.least_shown
    existing = record_in(content, path)
    if values["received"] < least:
        yield ExportResult(path, "left", (_FEWER.format(least),))
    elif isinstance(existing, YearCounts) and _exceeds(existing, values):
        yield ExportResult(path, "left", (_SMALLER,))
    elif isinstance(existing, YearCounts) and _changes_by_a_few(existing, values, least):
        yield ExportResult(path, "left", (_A_FEW.format(least),))
    elif not (isinstance(existing, YearCounts) and f"{existing.as_at:%Y-%m}" == f"{today:%Y-%m}"):
        yield from write_record(content, path, YearCounts, values, known_ids)


def values_of(year: Year, offer: Offer, today: date) -> dict[str, Any]:
    """Return the fields of a year's file, in their order; small numbers are left out.

    Rows come once the year has ended.
    """
    least = offer.site.feedback.least_shown
    comments = [fact for fact in year.facts if fact.is_comment]
    has_ended = today > year.period.ends
    values = {
        "begins": year.period.begins,
        "ends": year.period.ends,
        "as_at": today,
        "received": len(comments),
        "published": sum(fact.state is State.PUBLISHED for fact in comments),
        "answered": sum(fact.answered is not None for fact in comments),
        "days_to_answer": comment_facts.days_to_answer(comments),
        **(_tables(comments, least) | _not_published(year.facts, least) if has_ended else {}),
        "useful_yes": year.useful.get(True, 0),
        "useful_no": year.useful.get(False, 0),
        **(_demand(year.facts, offer, least) if has_ended else {}),
        "corrections": sum(_counts_as(fact, "correction") for fact in year.facts),
        "confirmed": year.confirmed,
    }
    return {name: value for name, value in values.items() if value not in (None, [])}


def _tables(comments: Sequence[CommentFact], least: int) -> dict[str, Any]:
    return {
        "by_matter": comment_facts.counts_by(
            comments, lambda fact: fact.matter, get_args(Matter), least
        ),
        "by_role": comment_facts.counts_by(comments, lambda fact: fact.role, get_args(Role), least),
        "by_age": comment_facts.counts_by(
            comments, lambda fact: fact.age, get_args(AgeBand), least
        ),
        "by_way": comment_facts.counts_by(comments, lambda fact: fact.way, get_args(Way), least),
        "by_theme": comment_facts.counts_by_theme(comments, least),
    }


def _not_published(facts: Sequence[CommentFact], least: int) -> dict[str, Any]:
    not_to_publish = (fact for fact in facts if fact.state is State.NOT_TO_PUBLISH)
    kept_back = Counter(fact.publish for fact in not_to_publish)
    not_comments = sum(fact.state is State.NOT_A_COMMENT for fact in facts)
    return {
        "withheld": _withheld(facts, least),
        "not_to_publish": _suppressed(kept_back["no"], least),
        "publish_not_said": _suppressed(kept_back.total() - kept_back["no"], least),
        "not_comments": _suppressed(not_comments, least),
    }


def _withheld(facts: Iterable[CommentFact], least: int) -> list[Mapping[str, object]]:
    counts = Counter(fact.withheld for fact in facts if fact.state is State.WITHHELD)
    rows: list[Mapping[str, object]] = []
    for reason in get_args(WithheldReason):
        number = _suppressed(counts[reason], least)
        rows.append({"what": reason} if number is None else {"what": reason, "number": number})
    return rows


def _demand(facts: Iterable[CommentFact], offer: Offer, least: int) -> Mapping[str, Any]:
    facts, areas = tuple(facts), tuple(offer.lists.areas)
    searches = [fact for fact in facts if _counts_as(fact, "sought")]
    comments = [fact for fact in facts if fact.is_comment]
    return {
        "not_found": comment_facts.searches_by_area(searches, areas, least),
        "gaps": comment_facts.gaps_by_area(comments, areas, least),
    }


def _counts_as(fact: CommentFact, kind: str) -> bool:
    return fact.kind == kind and fact.state not in (State.QUARANTINED, State.NOT_A_COMMENT)


def _suppressed(number: int, least: int) -> int | None:
    return number if number == 0 or number >= least else None


def _exceeds(existing: YearCounts, values: Mapping[str, Any]) -> bool:
    """Return whether an existing file has a larger number than the new values."""
    names = ("received", "useful_yes", "useful_no", "corrections", "confirmed")
    return any(getattr(existing, name) > values[name] for name in names)


def _changes_by_a_few(existing: YearCounts, values: Mapping[str, Any], least: int) -> bool:
    """Return whether a row's number would change by fewer than ``least`` people, but not by 0."""
    before, after = _rows(existing), _rows(YearCounts.model_validate(values))
    return any(0 < abs(before[row] - after[row]) < least for row in before.keys() & after.keys())


def _rows(counts: YearCounts) -> dict[tuple[str, str], int]:
    """Return each number that is counted once the year has ended."""
    tables = {
        (name, repr(row.model_copy(update={"number": None}))): row.number
        for name in _TABLES
        for row in getattr(counts, name)
    }
    numbers = {(name, ""): getattr(counts, name) for name in _NUMBERS}
    return {row: number for row, number in (tables | numbers).items() if number is not None}


def _years(connection: Connection, begins: int) -> Iterator[Year]:
    by_year: dict[Period, list[CommentFact]] = {}
    for fact in comment_facts.read_facts(connection):
        by_year.setdefault(period_of(f"{fact.received:%Y-%m}", begins), []).append(fact)
    useful: dict[Period, Counter[bool]] = {}
    for row in connection.execute(select(votes.c.month, votes.c.useful)):
        useful.setdefault(period_of(row.month, begins), Counter())[row.useful] += 1
    confirmed: Counter[Period] = Counter()
    for moment in connection.execute(select(confirmations.c.confirmed)).scalars():
        confirmed[period_of(f"{day_of(moment):%Y-%m}", begins)] += 1
    for period in sorted({*by_year, *useful, *confirmed}):
        facts = tuple(by_year.get(period, ()))
        yield Year(period, facts, useful.get(period, {}), confirmed[period])
