"""Statements as rows and as pages, and how they are selected and ordered."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from localoffer.duties import duties
from localoffer.model.provision import Statement, Tier
from localoffer.model.reference import Term
from localoffer.model.school import Phase
from localoffer.offer import Entry, Offer
from localoffer.pages.index import Index
from localoffer.pages.navigation import HOME, PROVISION
from localoffer.pages.page import Link
from localoffer.pages.provenance import provenance_of
from localoffer.pages.provision.contexts import (
    AgreedShare,
    StatementPage,
    StatementRow,
    StatementView,
    Voice,
)
from localoffer.pages.provision.labels import TIERS, address_in, other_voice, phases_text

#: After a year a statement is due to be looked at again.
_A_YEAR = timedelta(days=365)

#: A guide that many councils write; linked to where there is one.
_TALKING = "/guides/talking-to-school/"

_OTHER = {"staff": "What staff are told", "parents": "What families are told"}


def is_old(statement: Statement, today: date) -> bool:
    """Return whether a statement was agreed more than a year ago."""
    return statement.agreed is not None and today - statement.agreed > _A_YEAR


def has_new_words(statement: Statement) -> bool:
    """Return whether the words of a statement changed after the day it was agreed."""
    agreed, changed = statement.agreed, statement.changed
    return agreed is not None and changed is not None and agreed < changed


def agreed_share(entries: Iterable[Entry[Statement]]) -> AgreedShare:
    """Return how many of these statements somebody in the council's area has agreed."""
    agreed = {entry.record.agreed is not None for entry in entries}
    return "some" if len(agreed) > 1 else "all" if agreed != {False} else "none"


def area_link(statement: Statement, offer: Offer) -> Link:
    """Return the page of a statement's area, in plain words."""
    area = offer.lists.need_areas.get(statement.area)
    name = area.plain_name if area else statement.area
    return Link(f"{PROVISION.address}{statement.area}/", name)


def citation_address(entry: Entry[Statement]) -> str:
    """Return the anchor that letters cite, on the parents' page of the statement's area."""
    return f"{PROVISION.address}{entry.record.area}/#{entry.slug}"


def statement_view(entry: Entry[Statement], offer: Offer) -> StatementView:
    """Return a statement with its area, whom it is for and its citation."""
    phases = phases_text(entry.record.phases)
    return StatementView(entry, area_link(entry.record, offer), phases, citation_address(entry))


def statement_row(entry: Entry[Statement], voice: Voice, *, brief: bool) -> StatementRow:
    """Return a statement as a row of a list; a ``brief`` row is its title alone."""
    statement = entry.record
    words = statement.parents if voice == "parents" else statement.staff
    words = statement.withdrawn or words
    other, area = other_voice(voice), f"{PROVISION.address}{statement.area}/"
    return StatementRow(
        entry.slug,
        entry.address,
        f"{address_in(voice, area)}#{entry.slug}",
        statement.title,
        "" if brief else words,
        phases_text(statement.phases),
        statement.tier == "targeted",
        statement.withdrawn is not None,
        Link(f"{address_in(other, area)}#{entry.slug}", _OTHER[other]),
    )


def select_statements(
    entries: Iterable[Entry[Statement]],
    *,
    area: str | None = None,
    tier: Tier | None = None,
    phase: Phase | None = None,
    facet: str | None = None,
) -> tuple[Entry[Statement], ...]:
    """Return the statements of an area, a tier, a phase and a facet: those that are given.

    Those for every child come first, and each in the order of its number; those withdrawn are
    left out.
    """
    matches = (
        entry
        for entry in entries
        if entry.record.withdrawn is None
        and area in (None, entry.record.area)
        and tier in (None, entry.record.tier)
        and (phase is None or phase in entry.record.phases)
        and (facet is None or facet in entry.record.facets)
    )
    return tuple(sorted(matches, key=_order))


def withdrawn_statements(
    entries: Iterable[Entry[Statement]], area: str
) -> tuple[Entry[Statement], ...]:
    """Return the statements of an area that no longer hold, and stay because letters cite them."""
    matches = (one for one in entries if one.record.withdrawn and one.record.area == area)
    return tuple(sorted(matches, key=_order))


def _order(entry: Entry[Statement]) -> tuple[int, int, str]:
    number = entry.slug.rpartition("-")[2]
    return list(TIERS).index(entry.record.tier), len(number), entry.slug


def statement_page(entry: Entry[Statement], index: Index) -> StatementPage:
    """Return the page of one statement, in both voices."""
    statement, known = entry.record, duties()
    area = area_link(statement, index.offer)
    return StatementPage(
        address=entry.address,
        title=statement.title,
        description=statement.parents,
        crumbs=(HOME, PROVISION, area),
        provenance=provenance_of(entry, index.offer),
        statement=statement_view(entry, index.offer),
        facets=tuple(known[f"lo.{facet}"] for facet in statement.facets),
        terms=tuple(_explained(statement, index.offer.glossary)),
        next_steps=_next_steps(index.links),
        is_old=is_old(statement, index.offer.today),
        has_new_words=has_new_words(statement),
    )


def _explained(statement: Statement, glossary: Iterable[Term]) -> Iterator[Term]:
    """Yield the short forms that a statement uses, with what they stand for."""
    text = " ".join(
        (statement.staff, statement.parents, statement.how_you_can_tell, statement.who,
         statement.if_not, *statement.questions)
    )  # fmt: skip
    for term in glossary:
        if term.stands_for and re.search(rf"(?<!\w){re.escape(term.term)}(?!\w)", text):
            yield term


def _next_steps(links: Mapping[str, Link]) -> tuple[Link, ...]:
    return tuple(links[address] for address in (_TALKING,) if address in links)
