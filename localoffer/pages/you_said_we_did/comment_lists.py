"""Lists of comments: all of them, and those of a status, theme, year, page or group of people."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from localoffer.model.annual_report import YearCounts
from localoffer.model.comment import Comment
from localoffer.offer import Entry
from localoffer.pages.index import Index
from localoffer.pages.navigation import HOME, SAID, TELL
from localoffer.pages.page import Link
from localoffer.pages.you_said_we_did.comment_rows import (
    Entries,
    choices_of,
    newest_first,
    told,
    values_of,
)
from localoffer.pages.you_said_we_did.contexts import (
    CommentFilter,
    CommentListPage,
    LeftOut,
    TellPage,
    YoungPage,
)
from localoffer.pages.you_said_we_did.labels import WITHHELD, YOUNG

#: A guide that many councils write; linked to where there is one.
_COMPLAIN = "/guides/complaints/"

#: Comments on one part of a list: what a phone can scroll and an old one can load.
PER_PART = 20

_TITLES = {"status": "What we do", "theme": "What it is about", "year": "Year", "from": "Who said"}
One = TypeVar("One")


@dataclass(frozen=True, slots=True)
class _List:
    address: str
    heading: str
    introduction: str
    entries: Entries


def said_lists(index: Index) -> Iterator[CommentListPage]:
    """Yield the list of all comments and that of each single value, in parts of ``PER_PART``."""
    entries, ways = newest_first(index.offer.comments), comment_filters(index)
    introduction = "What families and young people told us, and what we did about it."
    first, *rest = _parts(_List(SAID.address, SAID.label, introduction, entries), ways, index)
    yield replace(first, left_out=tuple(_left_out(index)), crumbs=(HOME,))
    yield from (replace(part, crumbs=(HOME,)) for part in rest)
    for way in ways:
        for choice in way.choices:
            value = choice.address.split("/")[3]
            those = _with(entries, way.name, value)
            heading = f"{SAID.label}: {choice.label}"
            yield from _parts(_List(choice.address, heading, "", those), ways, index)


def list_about(
    address: str, entries: Entries, ways: tuple[CommentFilter, ...], index: Index
) -> Iterator[CommentListPage]:
    """Yield the list of all that was said of one page."""
    heading = f"What people said about “{index.link(address).label}”"
    return _parts(_List(about(address), heading, "", entries), ways, index)


def about(address: str) -> str:
    """Return where all that was said of a page is listed."""
    return f"{SAID.address}about{address}"


def young_pages(index: Index) -> Iterator[YoungPage]:
    """Yield the list for young people: what they said, and what others said in short words."""
    entries = tuple(
        entry
        for entry in newest_first(index.offer.comments)
        if entry.record.who == "young person" or entry.record.in_short
    )
    addresses = _addresses(YOUNG.address, entries)
    for number, (link, chunk) in enumerate(zip(addresses, _chunks(entries), strict=True), 1):
        yield YoungPage(
            address=link.address,
            title=f"{YOUNG.label}{_suffix(number, addresses)}",
            description=f"What we heard and what we did, in short.{_suffix(number, addresses)}",
            crumbs=(HOME, SAID),
            rows=tuple(told(entry, index) for entry in chunk),
            part=number,
            parts=addresses,
        )


def comment_filters(index: Index) -> tuple[CommentFilter, ...]:
    """Return the ways to narrow the list, each with how many comments every choice leaves."""
    return tuple(
        CommentFilter(name, _TITLES[name], tuple(_choices(name, named, index)))
        for name, named in choices_of(index.offer).items()
    )


def _choices(way: str, named: Mapping[str, str], index: Index) -> Iterator[Link]:
    for key, words in named.items():
        count = len(_with(index.offer.comments, way, key))
        yield Link(f"{SAID.address}{way}/{key}/", words, count=count)


def _with(entries: Entries, way: str, value: str) -> Entries:
    return tuple(entry for entry in entries if value in values_of(entry.record)[way])


def _parts(one: _List, ways: tuple[CommentFilter, ...], index: Index) -> Iterator[CommentListPage]:
    addresses = _addresses(one.address, one.entries)
    for number, (link, chunk) in enumerate(zip(addresses, _chunks(one.entries), strict=True), 1):
        suffix = _suffix(number, addresses)
        yield CommentListPage(
            address=link.address,
            title=f"{one.heading}{suffix}",
            description=f"{one.introduction or one.heading}{suffix}",
            crumbs=(HOME, SAID),
            heading=one.heading,
            introduction=one.introduction,
            here=one.address,
            rows=tuple(told(entry, index) for entry in chunk),
            total=len(one.entries),
            part=number,
            parts=addresses,
            counts=next(way.choices for way in ways if way.name == "status"),
            ways=ways,
            left_out=(),
            whole=one.address == SAID.address,
        )


def _addresses(first: str, entries: Sequence[Entry[Comment]]) -> tuple[Link, ...]:
    numbers = range(2, len(_chunks(entries)) + 1)
    rest = (Link(f"{first}part-{number}/", str(number)) for number in numbers)
    return (Link(first, "1"), *rest)


def _chunks(rows: Sequence[One]) -> list[Sequence[One]]:
    return [rows[start : start + PER_PART] for start in range(0, len(rows), PER_PART)] or [()]


def _suffix(number: int, parts: Sequence[Link]) -> str:
    return f", part {number} of {len(parts)}" if len(parts) > 1 else ""


def _left_out(index: Index) -> Iterator[LeftOut]:
    """Yield what was left out, the newest year first; a year in which nothing was, not at all."""
    years = (entry.record for entry in index.offer.counts)
    for year in sorted(years, key=lambda year: year.begins, reverse=True):
        reasons = tuple(_reasons(year))
        if reasons:
            yield LeftOut(year.begins, year.ends, reasons)


def _reasons(year: YearCounts) -> Iterator[tuple[str, int | None]]:
    for count in year.withheld:
        if count.number != 0:
            yield WITHHELD.get(count.what, count.what), count.number
    if year.not_to_publish:
        yield "whose senders asked us not to publish them", year.not_to_publish


def tell_page(index: Index) -> TellPage:
    """Return the page with every way to tell us, and what happens then."""
    offer, links = index.offer, index.links
    site = offer.site
    return TellPage(
        address=TELL.address,
        title=TELL.label,
        description="Say what is missing, wrong or good: here, by phone, by post or in person.",
        crumbs=(HOME,),
        safety=offer.lists.contacts.get(site.feedback.safety or ""),
        crisis=links.get(f"/guides/{site.crisis}/") if site.crisis else None,
        complain=links.get(_COMPLAIN),
        answers=links.get(SAID.address),
    )
