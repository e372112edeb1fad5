"""The titles of provision pages, so that links to them from anywhere speak in their words."""

from collections.abc import Iterator

from localoffer.model.provision import NeedAreaRow
from localoffer.offer import Offer
from localoffer.pages.navigation import PROVISION
from localoffer.pages.page import Link
from localoffer.pages.provision.labels import GRID, MEETING, PHASES, TIERS


def areas_with_statements(offer: Offer) -> tuple[NeedAreaRow, ...]:
    """Return the areas of need that anything is said about, in the order of their list."""
    used = {entry.record.area for entry in offer.statements}
    return tuple(area for key, area in offer.lists.need_areas.items() if key in used)


def provision_links(offer: Offer) -> Iterator[Link]:
    """Yield a link to every list for parents and to every statement."""
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


def expected_for(need: str, offer: Offer) -> tuple[Link, ...]:
    """Return the areas of provision that a need belongs to."""
    return tuple(
        Link(f"{PROVISION.address}{area.id}/", area.plain_name)
        for area in areas_with_statements(offer)
        if need in area.needs
    )
