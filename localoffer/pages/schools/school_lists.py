"""The directory of schools: its first page, its lists in parts, and who coordinates plans."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from string import ascii_lowercase
from typing import TypeVar

from localoffer.pages.index import ANY_NEED, Index
from localoffer.pages.link_titles import COORDINATORS, REPORTS
from localoffer.pages.navigation import HOME, SCHOOLS
from localoffer.pages.page import Link
from localoffer.pages.schools.contexts import (
    CoordinatorRow,
    CoordinatorsPage,
    SchoolListPage,
    SchoolsPage,
)
from localoffer.pages.schools.school_groups import EARLY_YEARS, KINDS, Groups
from localoffer.schools.labels import PHASES

#: Schools on one part of a list: under 60 kilobytes on a first visit, styles and all.
PER_PART = 100

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SchoolGrouping:
    """Lists of one sort: the links to them, the title above, and the beginning of their addresses.

    Lists by phase, kind and need stand even while they are empty: their addresses stay.
    """

    key: str
    title: str
    links: tuple[Link, ...]

    @property
    def filled(self) -> tuple[Link, ...]:
        """The lists that have a school on them."""
        return tuple(link for link in self.links if link.count)


def school_groupings(groups: Groups, index: Index) -> tuple[SchoolGrouping, ...]:
    """Return every grouping, with the count of each list; that by the letters of names is first."""
    lists = index.offer.lists
    phases = [(name.replace(" ", "-"), words, "") for name, words in PHASES.items()]
    needs = [(key, one.name, one.description or "") for key, one in lists.needs.items()]
    places = _areas_then_towns(groups, index)
    letters = [(letter, letter.upper(), "") for letter in ("0-9", *ascii_lowercase)]
    kinds = [(key, title, sentence) for key, (title, sentence) in KINDS.items()]
    return (
        _grouping("names", "By first letter", letters, groups),
        _grouping("phases", "By phase", phases, groups),
        _grouping("", "By kind", kinds, groups),
        _grouping("needs", "By need", [row for row in needs if row[0] != ANY_NEED], groups),
        _grouping("places", "By place", places, groups),
        _grouping(EARLY_YEARS, "Nurseries and childminders by place", places, groups),
    )


def _grouping(
    key: str, title: str, choices: Sequence[tuple[str, str, str]], groups: Groups
) -> SchoolGrouping:
    start = f"{key}/" if key else ""
    links = [
        Link(f"{SCHOOLS.address}{start}{name}/", label, sentence, _count(start + name, groups))
        for name, label, sentence in choices
        if name
    ]
    stays = key in ("phases", "", "needs")
    return SchoolGrouping(key, title, tuple(link for link in links if link.count or stays))


def _areas_then_towns(groups: Groups, index: Index) -> list[tuple[str, str, str]]:
    """Return the places: the council's areas in its own order, then towns by name."""
    areas = index.offer.lists.areas
    places = sorted(groups.places.items(), key=lambda row: "" if row[0] in areas else row[1])
    return [(key, name, "") for key, name in places]


def _count(key: str, groups: Groups) -> int:
    return len(groups.rows.get(key, ()))


def schools_page(
    groupings: Sequence[SchoolGrouping], index: Index, *, from_register: bool
) -> SchoolsPage:
    """Return the first page of the directory."""
    letters, *others = groupings
    more = (*((COORDINATORS,) if index.offer.coordinators else ()), REPORTS)
    groups = [
        (grouping.title, grouping.filled)
        for grouping in others
        if grouping.filled and grouping.key != EARLY_YEARS
    ]
    return SchoolsPage(
        address=SCHOOLS.address,
        title=SCHOOLS.label,
        description="Find a school, nursery or college, and its report on special needs.",
        crumbs=(HOME,),
        total=len(index.offer.schools),
        letters=letters.links,
        groups=(*groups, ("More", more)),
        about_reports=about_reports(index),
        from_register=from_register,
    )


def page_without_schools(index: Index) -> SchoolsPage:
    """Return the first page of the directory while no school is in it: where else to look."""
    return SchoolsPage(
        address=SCHOOLS.address,
        title=SCHOOLS.label,
        description="We are still writing down schools, nurseries and colleges.",
        crumbs=(HOME,),
        listed=False,
        total=0,
        letters=(),
        groups=(),
        about_reports=about_reports(index),
        from_register=False,
    )


def about_reports(index: Index) -> Link | None:
    """Return the guide that says what a SEN information report is, where there is one."""
    return index.links.get("/guides/sen-information-reports/")


def school_list_pages(
    groupings: Sequence[SchoolGrouping], groups: Groups, *, from_register: bool
) -> Iterator[SchoolListPage]:
    """Yield every list in parts of ``PER_PART`` schools."""
    for grouping in groupings:
        for link in grouping.links:
            rows = groups.rows.get(link.address.removeprefix(SCHOOLS.address).rstrip("/"), ())
            chunks = parts_of_list(rows)
            parts = links_to_parts(link.address, len(chunks))
            for number, (part, chunk) in enumerate(zip(parts, chunks, strict=True), 1):
                suffix = f", part {number} of {len(parts)}" if len(parts) > 1 else ""
                heading = _heading(grouping, link)
                yield SchoolListPage(
                    address=part.address,
                    title=f"{heading}{suffix}",
                    description=f"{heading}{suffix}, with the state of their SEN reports.",
                    crumbs=(HOME, SCHOOLS),
                    heading=heading,
                    explanation=link.sentence,
                    total=len(rows),
                    rows=chunk,
                    part=number,
                    parts=parts if len(parts) > 1 else (),
                    letters=grouping.links if grouping.key == "names" else (),
                    **_others(grouping, link, groupings),  # type: ignore[arg-type]
                    from_register=from_register,
                )


def _heading(grouping: SchoolGrouping, link: Link) -> str:
    if grouping.key == "names":
        return f"{SCHOOLS.label}: {link.label}"
    if grouping.key == "places":
        return f"Schools and colleges in {link.label}"
    if grouping.key == EARLY_YEARS:
        return f"Nurseries, playgroups and childminders in {link.label}"
    return f"{link.label}: schools" if grouping.key == "needs" else link.label


def _others(
    grouping: SchoolGrouping, link: Link, groupings: Sequence[SchoolGrouping]
) -> dict[str, object]:
    """Return the fields with the links to like lists; for all early years, to those by place."""
    if grouping.key == "names":
        return {"others": (), "others_title": ""}
    if link.address == f"{SCHOOLS.address}{EARLY_YEARS}/":
        grouping = next(other for other in groupings if other.key == EARLY_YEARS)
    others = tuple(other for other in grouping.filled if other.address != link.address)
    return {"others": others, "others_title": grouping.title}


def parts_of_list(rows: Sequence[T]) -> list[tuple[T, ...]]:
    """Return rows in parts of ``PER_PART``; one part without any where there are none."""
    starts = range(0, len(rows), PER_PART)
    return [tuple(rows[start : start + PER_PART]) for start in starts] or [()]


def links_to_parts(address: str, count: int) -> tuple[Link, ...]:
    """Return links to the parts of a list; the first part has the list's own address."""
    others = (Link(f"{address}part-{number}/", str(number)) for number in range(2, count + 1))
    return (Link(address, "1"), *others)


def coordinators_page(index: Index) -> CoordinatorsPage:
    """Return the page; its rows stand in the order in which they count."""
    offer = index.offer
    contacts = offer.lists.contacts
    return CoordinatorsPage(
        address=COORDINATORS.address,
        title=COORDINATORS.label,
        description=COORDINATORS.sentence,
        crumbs=(HOME, SCHOOLS),
        rows=tuple(
            CoordinatorRow(rule.covers, contacts[rule.contact])
            for rule in offer.coordinators
            if rule.contact in contacts
        ),
        guide=index.links.get("/guides/find-your-ehc-coordinator/"),
    )
