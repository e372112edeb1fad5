"""The council's view: schools by the state of their report, and whom to ask for one."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import get_args

from localoffer.pages.index import Index
from localoffer.pages.link_titles import REPORTS
from localoffer.pages.navigation import HOME, SCHOOLS
from localoffer.pages.page import Link
from localoffer.pages.schools.contexts import ReportListPage, ReportRow, ReportsPage, StateCount
from localoffer.pages.schools.school_lists import links_to_parts, parts_of_list
from localoffer.pages.schools.school_rows import shared_names
from localoffer.schools.facts import is_counted
from localoffer.schools.known_school import KnownSchool
from localoffer.schools.labels import SIGNS, kind_and_town, months_between, state_text
from localoffer.schools.report_status import State
from localoffer.schools.schedule_1 import coverage_of

#: What to do about the schools of a state.
_TO_DO: Mapping[State, str] = {
    "current": "Nothing to chase. Look at what seems to be missing.",
    "old": "Ask these schools to bring their report up to date.",
    "no date": "Ask these schools to write the day on their report.",
    "moved": "Put the new address in the school's file.",
    "broken": "Ask these schools where their report is now.",
    "no text": "Ask these schools for a page, or a file whose words can be read aloud.",
    "missing": "Look on the school's website, then ask the school.",
    "not checked": "We have an address. Nobody has looked at it yet.",
}

ByState = Mapping[State, tuple[KnownSchool, ...]]


def schools_by_state(schools: Sequence[KnownSchool]) -> ByState:
    """Return the schools in the area of which the law asks a report, by the report's state."""
    by_state: dict[State, list[KnownSchool]] = defaultdict(list)
    for known in schools:
        if is_counted(known.school):
            by_state[known.report_status.state].append(known)
    return {state: tuple(by_state[state]) for state in get_args(State) if by_state[state]}


def reports_page(
    schools: Sequence[KnownSchool], states: ByState, index: Index, *, from_register: bool
) -> ReportsPage:
    """Return the page of counts."""
    total = sum(map(len, states.values()))
    checks = index.offer.link_checks
    return ReportsPage(
        address=REPORTS.address,
        title=REPORTS.label,
        description=REPORTS.sentence,
        crumbs=(HOME, SCHOOLS),
        total=total,
        states=tuple(_count(state, len(known), total) for state, known in states.items()),
        others=len(schools) - total,
        coverage=coverage_of(schools),
        newest_check=max((check.checked for check in checks), default=None),
        from_register=from_register,
    )


def report_list_pages(states: ByState, today: date) -> Iterator[ReportListPage]:
    """Yield the list of the schools of each state, in parts.

    They come and go with the days, so no address of theirs is promised or in the site map.
    """
    shared = shared_names([known for group in states.values() for known in group])
    for state, schools in states.items():
        chunks = parts_of_list(schools)
        parts = links_to_parts(_address(state), len(chunks))
        for number, (part, chunk) in enumerate(zip(parts, chunks, strict=True), 1):
            suffix = f", part {number} of {len(parts)}" if len(parts) > 1 else ""
            yield ReportListPage(
                address=part.address,
                title=f"{state_text(state)}{suffix}",
                description=f"Schools, as we know it: {state_text(state)}{suffix}.",
                crumbs=(HOME, SCHOOLS, REPORTS),
                listed=False,
                heading=state_text(state),
                explanation=_TO_DO.get(state, ""),
                total=len(schools),
                rows=tuple(_row(known, today, shared) for known in chunk),
                part=number,
                parts=parts if len(parts) > 1 else (),
            )


def _address(state: State) -> str:
    return f"{REPORTS.address}{state.replace(' ', '-')}/"


def _count(state: State, count: int, total: int) -> StateCount:
    link = Link(_address(state), state_text(state))
    return StateCount(state_text(state), SIGNS[state], count, round(100 * count / total), link)


def _row(known: KnownSchool, today: date, shared: frozenset[str]) -> ReportRow:
    status = known.report_status
    return ReportRow(
        known.entry.address,
        known.school.name,
        kind_and_town(known.school),
        status,
        months_between(status.dated, today) if status.dated else None,
        known.school.name in shared,
    )
