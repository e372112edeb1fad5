"""The status of a school's SEN information report, and the day on which it was checked."""

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
class ReportStatus:
    """What can be said of a report. ``address`` is a web address, or ``/…`` on this site.

    ``parts_seen`` and ``parts_missing`` are those that the text seems to have or to lack, which
    a person has to confirm; both are empty where no text was read. ``reading_age`` is in years.
    """

    state: State
    address: str = ""
    dated: date | None = None
    checked: date | None = None
    why: str = ""
    reading_age: int | None = None
    words: int | None = None
    parts_seen: tuple[ReportPart, ...] = ()
    parts_missing: tuple[ReportPart, ...] = ()


def report_status_of(
    school: School,
    written: Entry[SchoolReport] | None,
    checks: Mapping[str, LinkCheck],
    today: date,
) -> ReportStatus:
    """Return the status of a school's report on a day.

    ``written`` is the report that the school wrote here, if any; ``checks`` the results of the
    last link check, by web address. A school that need not have a report is never "missing".
    """
    if written is not None:
        return _of_written(school, written, today)
    if school.report is None:
        return ReportStatus("missing" if report_expected(school) else "not expected")
    return _of_link(school, school.report, checks.get(school.report.url), today)


def _of_link(
    school: School, report: PublishedDocument, check: LinkCheck | None, today: date
) -> ReportStatus:
    dated = report.dated or (check.dated if check else None)
    days = (report.checked, check.checked if check else None)
    checked = max((day for day in days if day), default=None)
    if check is None or check.found == "not visited":
        state: State = _state_by_date(dated, today) if report.checked else "not checked"
        return ReportStatus(state, report.url, dated, checked)
    seen, missing = _parts_in(check, school)
    return ReportStatus(
        _state_of_check(check, dated, today),
        check.moved_to or report.url,
        dated,
        checked,
        check.why or "",
        check.reading_age,
        check.words,
        seen,
        missing,
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


def _of_written(school: School, written: Entry[SchoolReport], today: date) -> ReportStatus:
    """Return the status of a report written here, which is checked for every part."""
    measure = measured(written.text.html)
    return ReportStatus(
        _state_by_date(written.record.dated, today),
        written.address,
        written.record.dated,
        today,
        reading_age=measure.reading_age,
        words=measure.words,
        parts_seen=parts_for(school),
    )


def _state_of_check(check: LinkCheck, dated: date | None, today: date) -> State:
    if check.found == "broken":
        return "broken"
    if check.found == "moved":
        return "moved"
    return "no text" if check.has_text == "no" else _state_by_date(dated, today)


def _state_by_date(dated: date | None, today: date) -> State:
    if dated is None:
        return "no date"
    return "current" if (today - dated).days <= CURRENT_DAYS else "old"
