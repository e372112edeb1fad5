"""Titles of pages made from records, so that links from anywhere use the page's own words."""

from collections.abc import Iterator
from typing import Any

from localoffer.kinds import KINDS
from localoffer.model.annual_report import Review
from localoffer.model.provision import NeedAreaRow
from localoffer.offer import Entry, Offer
from localoffer.pages.navigation import PROVISION
from localoffer.pages.page import Link
from localoffer.pages.provision.labels import GRID, MEETING, PHASES, TIERS
from localoffer.pages.you_said_we_did.labels import YOUNG_PEOPLE, title_of
from localoffer.schools.labels import kind_and_town

COORDINATORS = Link(
    "/schools/coordinators/",
    "Find your EHC coordinator",
    "Who at the council looks after plans at each school.",
)
REPORTS = Link(
    "/schools/reports/",
    "SEN information reports: what we know",
    "How many schools have a report, how old it is, and what it seems to say.",
)


def record_links(offer: Offer) -> Iterator[Link]:
    """Yield a link to the page of each record, and to lists of them that have their own title.

    Where two links have one address, the later has more to say.
    """
    yield from _titled_links(offer)
    yield from _school_links(offer)
    yield from _provision_links(offer)
    yield from _comment_links(offer)
    yield from (easy_read_link(report) for report in offer.reviews if report.record.easy_read)


def _titled_links(offer: Offer) -> Iterator[Link]:
    """Yield a link to every record that has a page and a title, in its own words."""
    for kind in KINDS:
        if kind.is_folder and kind.has_page and "title" in kind.model.model_fields:
            for entry in offer.entries(kind.model):
                record: Any = entry.record
                yield Link(entry.address, record.title, getattr(record, "summary", ""))


def _school_links(offer: Offer) -> Iterator[Link]:
    if not offer.schools:
        return
    yield REPORTS
    if offer.coordinators:
        yield COORDINATORS
    names = {one.slug: one.record.name for one in offer.schools}
    for school in offer.schools:
        yield Link(school.address, school.record.name, kind_and_town(school.record))
    for report in offer.reports:
        name = names.get(report.record.school, report.record.school)
        yield Link(report.address, report_title(name))


def report_title(name: str) -> str:
    """Return the title of a school's report from the school's name."""
    return f"SEN information report: {name}"


def _provision_links(offer: Offer) -> Iterator[Link]:
    if not offer.statements:
        return
    yield from (MEETING, GRID)
    for area in areas_with_statements(offer):
        yield Link(f"{PROVISION.address}{area.id}/", area.plain_name, area.description)
    phases = {phase for entry in offer.statements for phase in entry.record.phases}
    for phase, (slug, title, _) in PHASES.items():
        if phase in phases:
            yield Link(f"{PROVISION.address}phases/{slug}/", f"{title}: what they should do")
    tiers = {entry.record.tier for entry in offer.statements}
    for tier, (slug, title, sentence) in TIERS.items():
        if tier in tiers:
            yield Link(f"{PROVISION.address}tiers/{slug}/", title, sentence)
    for entry in offer.statements:
        yield Link(entry.address, entry.record.title, entry.record.parents)


def areas_with_statements(offer: Offer) -> tuple[NeedAreaRow, ...]:
    """Return the areas of need that have statements, in the order of their list."""
    used = {entry.record.area for entry in offer.statements}
    return tuple(area for key, area in offer.lists.need_areas.items() if key in used)


def _comment_links(offer: Offer) -> Iterator[Link]:
    if offer.comments:
        yield YOUNG_PEOPLE
    for entry in offer.comments:
        yield Link(entry.address, title_of(entry.record))


def easy_read_link(report: Entry[Review]) -> Link:
    """Return the link to the easy read of an annual report."""
    return Link(f"{report.address}easy-read/", f"{report.record.title}: easy read")
