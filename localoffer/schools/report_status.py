"""The state of a school's SEN information report: what we know, and on which day we knew it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from localoffer.model.school import LinkCheck, PublishedDocument, School
from localoffer.model.school_report import SchoolReport
from localoffer.offer import Entry
from localoffer.schools.facts import report_expected
from localoffer.schools.report_parts import ReportPart, parts_for
from localoffer.schools.written_report import measured

State = Literal[
    "current",
    "old",
    "no date",
    "moved",
    "broken",
    "no text",
    "missing",
    "not checked",
    "not expected",
]

#: A report is to be brought up to date each year (Code of Practice, paragraph 6.79, number
#: not verified).
CURRENT_DAYS = 365


@dataclass(frozen=True, slots=True)
class ReportStanding:
    """What can be said of a report. ``address`` is a web address, or ``/…`` on this site.

    ``seems`` and ``lacking`` are the parts that the text seems to have or to lack, which a
    person has to confirm; both are empty where no text was read. ``reading_age`` is in years.
    """

    state: State
    address: str = ""
    dated: date | None = None
    checked: date | None = None
    why: str = ""
    reading_age: int | None = None
    words: int | None = None
    seems: tuple[ReportPart, ...] = ()
    lacking: tuple[ReportPart, ...] = ()


def standing_of(
    school: School,
    own: Entry[SchoolReport] | None,
    checks: Mapping[str, LinkCheck],
    today: date,
) -> ReportStanding:
    """Return the standing of a school's report on a day.

    ``own`` is the report that the school wrote here, if any; ``checks`` what the last visits
    found, by web address. A school that need not have a report is never "missing".
    """
    if own is not None:
        return _of_own(school, own, today)
    if school.report is None:
        return ReportStanding("missing" if report_expected(school) else "not expected")
    return _of_link(school, school.report, checks.get(school.report.url), today)


def _of_link(
    school: School, report: PublishedDocument, check: LinkCheck | None, today: date
) -> ReportStanding:
    dated = report.dated or (check.dated if check else None)
    days = (report.checked, check.checked if check else None)
    checked = max((day for day in days if day), default=None)
    if check is None or check.found == "not visited":
        state: State = _by_date(dated, today) if report.checked else "not checked"
        return ReportStanding(state, report.url, dated, checked)
    seems, lacking = _parts_in(check, school)
    return ReportStanding(
        _of_visit(check, dated, today),
        check.moved_to or report.url,
        dated,
        checked,
        check.why or "",
        check.reading_age,
        check.words,
        seems,
        lacking,
    )


def _parts_in(
    check: LinkCheck, school: School
) -> tuple[tuple[ReportPart, ...], tuple[ReportPart, ...]]:
    """Return the parts that the text seems to have, and those that it seems to lack."""
    if check.has_text != "yes":
        return (), ()
    parts = parts_for(school)
    return (
        tuple(part for part in parts if part.id in check.seems),
        tuple(part for part in parts if part.id not in check.seems),
    )


def _of_own(school: School, own: Entry[SchoolReport], today: date) -> ReportStanding:
    """Return the standing of a report written here, which is checked for every part."""
    measure = measured(own.text.html)
    return ReportStanding(
        _by_date(own.record.dated, today),
        own.address,
        own.record.dated,
        today,
        reading_age=measure.reading_age,
        words=measure.words,
        seems=parts_for(school),
    )


def _of_visit(check: LinkCheck, dated: date | None, today: date) -> State:
    if check.found == "broken":
        return "broken"
    if check.found == "moved":
        return "moved"
    return "no text" if check.has_text == "no" else _by_date(dated, today)


def _by_date(dated: date | None, today: date) -> State:
    if dated is None:
        return "no date"
    return "current" if (today - dated).days <= CURRENT_DAYS else "old"
