"""Lists of statements: by area of need, by phase, by tier and by what they are about."""

from collections.abc import Iterator, Sequence

from localoffer.duties import duties
from localoffer.model.provision import NeedAreaRow, Statement
from localoffer.offer import Entry
from localoffer.pages.index import Index
from localoffer.pages.link_titles import areas_with_statements
from localoffer.pages.navigation import HOME, PROVISION
from localoffer.pages.page import Link
from localoffer.pages.provision.contexts import (
    AreaPage,
    ListPage,
    StatementGroup,
    StatementRow,
    Voice,
)
from localoffer.pages.provision.labels import GRID, PHASES, TIERS, address_in, other_voice
from localoffer.pages.provision.statement_pages import (
    agreed_share,
    select_statements,
    statement_row,
    withdrawn_statements,
)

#: A list across areas with more statements than this shows titles alone, so that it stays a
#: page which an old phone can load. An area's own page always says what each statement says.
_LONGEST_WITH_WORDS = 20

_VOICES: tuple[Voice, ...] = ("parents", "staff")
_WHOSE = {"parents": "", "staff": ": for staff"}
_OTHER_PAGE = {
    "staff": "Read what staff are told",
    "parents": "Read what families are told",
}

Entries = Sequence[Entry[Statement]]


def statement_list_pages(index: Index) -> Iterator[ListPage]:
    """Yield every list that has statements: of areas, phases and tiers in two voices; of facets."""
    for voice in _VOICES:
        yield from (_area_page(area, voice, index) for area in areas_with_statements(index.offer))
        yield from _phase_pages(voice, index)
        yield from _tier_pages(voice, index)
    yield from _facet_pages(index)


def _area_page(area: NeedAreaRow, voice: Voice, index: Index) -> AreaPage:
    entries = select_statements(index.offer.statements, area=area.id)
    address = f"{PROVISION.address}{area.id}/"
    name = area.plain_name if voice == "parents" else area.name
    return AreaPage(
        address=address_in(voice, address),
        title=f"{name}{_WHOSE[voice]}",
        description=f"What every nursery, school and college should do. {area.description}",
        crumbs=_crumbs(voice, Link(address, area.plain_name)),
        voice=voice,
        explanation=area.description,
        groups=(*_by_tier(entries, voice), *_withdrawn(area.id, voice, index)),
        links_title="See those for one age",
        links=tuple(_phases_of_area(entries, voice, area.id)),
        other=_other(voice, address),
        agreed_share=agreed_share(entries),
        easy_read=_easy_read(area, index),
    )


def _phase_pages(voice: Voice, index: Index) -> Iterator[ListPage]:
    for phase, (slug, title, _) in PHASES.items():
        yield from _list_page(
            f"{PROVISION.address}phases/{slug}/",
            (title, f"{title}: what they should do", ""),
            ("See another age", tuple(phase_links(voice, index))),
            select_statements(index.offer.statements, phase=phase),
            voice,
            index,
        )


def _tier_pages(voice: Voice, index: Index) -> Iterator[ListPage]:
    for tier, (slug, title, sentence) in TIERS.items():
        yield from _list_page(
            f"{PROVISION.address}tiers/{slug}/",
            (title, title, sentence),
            ("See others", tuple(tier_links(voice, index))),
            select_statements(index.offer.statements, tier=tier),
            voice,
            index,
        )


def _list_page(
    address: str,
    labels: tuple[str, str, str],
    links: tuple[str, tuple[Link, ...]],
    entries: Entries,
    voice: Voice,
    index: Index,
) -> Iterator[ListPage]:
    """Yield a list by area unless it is empty; ``labels``: its short name, title, explanation."""
    name, title, explanation = labels
    if entries:
        yield ListPage(
            address=address_in(voice, address),
            title=f"{title}{_WHOSE[voice]}",
            description=explanation or f"{name}: what is expected of every one of them.",
            crumbs=_crumbs(voice, Link(address, name)),
            voice=voice,
            explanation=explanation,
            groups=tuple(_by_area(entries, voice, index)),
            links_title=links[0],
            links=links[1],
            other=_other(voice, address),
            agreed_share=agreed_share(entries),
        )


def _facet_pages(index: Index) -> Iterator[ListPage]:
    """Yield what the grid's cells lead to: the statements on one facet, phase by phase."""
    for key, duty in duties().items():
        facet = key.removeprefix("lo.")
        entries = select_statements(index.offer.statements, facet=facet)
        if entries:
            yield ListPage(
                address=f"{GRID.address}{facet}/",
                title=duty.title,
                description=f"{duty.title}: what is said about it.",
                crumbs=(HOME, PROVISION, GRID),
                voice="parents",
                explanation="",
                groups=tuple(_by_phase(entries)),
                links_title="",
                links=(),
                other=None,
                agreed_share=agreed_share(entries),
            )


def _by_tier(entries: Entries, voice: Voice) -> Iterator[StatementGroup]:
    for tier, (slug, title, sentence) in TIERS.items():
        rows = _rows(select_statements(entries, tier=tier), voice, brief=False)
        if rows:
            yield StatementGroup(slug, title, sentence, None, rows)


def _withdrawn(area: str, voice: Voice, index: Index) -> Iterator[StatementGroup]:
    rows = _rows(withdrawn_statements(index.offer.statements, area), voice, brief=False)
    if rows:
        yield StatementGroup(
            "withdrawn", "No longer agreed", "Kept because letters cite them.", None, rows
        )


def _by_area(entries: Entries, voice: Voice, index: Index) -> Iterator[StatementGroup]:
    brief = len(entries) > _LONGEST_WITH_WORDS
    for area in areas_with_statements(index.offer):
        rows = _rows(select_statements(entries, area=area.id), voice, brief=brief)
        whole = Link(address_in(voice, f"{PROVISION.address}{area.id}/"), area.plain_name)
        if rows:
            yield StatementGroup(area.id, area.plain_name, "", whole, rows)


def _by_phase(entries: Entries) -> Iterator[StatementGroup]:
    for phase, (slug, title, _) in PHASES.items():
        rows = _rows(select_statements(entries, phase=phase), "parents", brief=True)
        if rows:
            yield StatementGroup(slug, title, "", None, rows)


def _rows(entries: Entries, voice: Voice, *, brief: bool) -> tuple[StatementRow, ...]:
    return tuple(statement_row(entry, voice, brief=brief) for entry in entries)


def _phases_of_area(entries: Entries, voice: Voice, area: str) -> Iterator[Link]:
    for phase, (slug, title, _) in PHASES.items():
        address = address_in(voice, f"{PROVISION.address}phases/{slug}/")
        count = len(select_statements(entries, phase=phase))
        if count:
            yield Link(f"{address}#{area}", title, count=count)


def phase_links(voice: Voice, index: Index) -> Iterator[Link]:
    """Yield the list of every phase that has statements, with their number."""
    for phase, (slug, title, _) in PHASES.items():
        count = len(select_statements(index.offer.statements, phase=phase))
        if count:
            address = address_in(voice, f"{PROVISION.address}phases/{slug}/")
            yield Link(address, title, count=count)


def tier_links(voice: Voice, index: Index) -> Iterator[Link]:
    """Yield the list of every tier that has statements, with their number."""
    for tier, (slug, title, _) in TIERS.items():
        count = len(select_statements(index.offer.statements, tier=tier))
        if count:
            address = address_in(voice, f"{PROVISION.address}tiers/{slug}/")
            yield Link(address, title, count=count)


def _crumbs(voice: Voice, parents: Link) -> tuple[Link, ...]:
    return (HOME, PROVISION) if voice == "parents" else (HOME, PROVISION, parents)


def _other(voice: Voice, address: str) -> Link:
    other = other_voice(voice)
    return Link(address_in(other, address), _OTHER_PAGE[other])


def _easy_read(area: NeedAreaRow, index: Index) -> Link | None:
    return index.links.get(f"/guides/{area.easy_read}/") if area.easy_read else None
