"""Lists of comments: all of them, and matches of a status, theme, year, page or group of people."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from localoffer.model.annual_report import YearCounts
from localoffer.model.comment import Comment
from localoffer.offer import Entry
from localoffer.pages.index import Index
from localoffer.pages.navigation import HOME, YOU_SAID_WE_DID
from localoffer.pages.page import Link
from localoffer.pages.you_said_we_did.comment_rows import (
    Entries,
    comment_summary,
    filter_choices,
    filter_values,
    newest_first,
)
from localoffer.pages.you_said_we_did.contexts import (
    CommentFilter,
    CommentListPage,
    LeftOut,
    YoungPeoplePage,
)
from localoffer.pages.you_said_we_did.labels import WITHHELD, YOUNG_PEOPLE

#: Comments on one part of a list: what a phone can scroll and an old one can load.
PER_PART = 20

_TITLES = {"status": "What we do", "theme": "What it is about", "year": "Year", "from": "Who said"}
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _CommentList:
    address: str
    heading: str
    introduction: str
    entries: Entries


def comment_list_pages(index: Index) -> Iterator[CommentListPage]:
    """Yield the list of all comments and that of each single value, in parts of ``PER_PART``."""
    entries, filters = newest_first(index.offer.comments), comment_filters(index)
    introduction = "What families and young people told us, and what we did about it."
    every = _CommentList(YOU_SAID_WE_DID.address, YOU_SAID_WE_DID.label, introduction, entries)
    first, *rest = _parts(every, filters, index)
    yield replace(first, left_out=tuple(_left_out(index)), crumbs=(HOME,))
    yield from (replace(part, crumbs=(HOME,)) for part in rest)
    for one in filters:
        for choice in one.choices:
            value = choice.address.split("/")[3]
            matches = _with(entries, one.name, value)
            heading = f"{YOU_SAID_WE_DID.label}: {choice.label}"
            yield from _parts(_CommentList(choice.address, heading, "", matches), filters, index)


def page_comment_list(
    address: str, entries: Entries, filters: tuple[CommentFilter, ...], index: Index
) -> Iterator[CommentListPage]:
    """Yield the list of the comments about the page at ``address``, in parts of ``PER_PART``."""
    heading = f"What people said about “{index.link(address).label}”"
    return _parts(_CommentList(page_list_address(address), heading, "", entries), filters, index)


def page_list_address(address: str) -> str:
    """Return the address of the list of the comments about a page."""
    return f"{YOU_SAID_WE_DID.address}about{address}"


def young_people_pages(index: Index) -> Iterator[YoungPeoplePage]:
    """Yield the list for young people: what they said, and what others said in short words."""
    entries = tuple(
        entry
        for entry in newest_first(index.offer.comments)
        if entry.record.who == "young person" or entry.record.in_short
    )
    addresses = _addresses(YOUNG_PEOPLE.address, entries)
    for number, (link, chunk) in enumerate(zip(addresses, _chunks(entries), strict=True), 1):
        yield YoungPeoplePage(
            address=link.address,
            title=f"{YOUNG_PEOPLE.label}{_suffix(number, addresses)}",
            description=f"What we heard and what we did, in short.{_suffix(number, addresses)}",
            crumbs=(HOME, YOU_SAID_WE_DID),
            rows=tuple(comment_summary(entry, index) for entry in chunk),
            part=number,
            parts=addresses,
        )


def comment_filters(index: Index) -> tuple[CommentFilter, ...]:
    """Return the filters of the list, each with how many comments every choice leaves."""
    return tuple(
        CommentFilter(name, _TITLES[name], tuple(_choices(name, choices, index)))
        for name, choices in filter_choices(index.offer).items()
    )


def _choices(by: str, choices: Mapping[str, str], index: Index) -> Iterator[Link]:
    for key, words in choices.items():
        count = len(_with(index.offer.comments, by, key))
        yield Link(f"{YOU_SAID_WE_DID.address}{by}/{key}/", words, count=count)


def _with(entries: Entries, by: str, value: str) -> Entries:
    return tuple(entry for entry in entries if value in filter_values(entry.record)[by])


def _parts(
    comments: _CommentList, filters: tuple[CommentFilter, ...], index: Index
) -> Iterator[CommentListPage]:
    addresses = _addresses(comments.address, comments.entries)
    for number, (link, chunk) in enumerate(
        zip(addresses, _chunks(comments.entries), strict=True), 1
    ):
        suffix = _suffix(number, addresses)
        yield CommentListPage(
            address=link.address,
            title=f"{comments.heading}{suffix}",
            description=f"{comments.introduction or comments.heading}{suffix}",
            crumbs=(HOME, YOU_SAID_WE_DID),
            heading=comments.heading,
            introduction=comments.introduction,
            list_address=comments.address,
            rows=tuple(comment_summary(entry, index) for entry in chunk),
            total=len(comments.entries),
            part=number,
            parts=addresses,
            statuses=next(one.choices for one in filters if one.name == "status"),
            filters=filters,
            left_out=(),
            is_unfiltered=comments.address == YOU_SAID_WE_DID.address,
        )


def _addresses(first: str, entries: Sequence[Entry[Comment]]) -> tuple[Link, ...]:
    numbers = range(2, len(_chunks(entries)) + 1)
    rest = (Link(f"{first}part-{number}/", str(number)) for number in numbers)
    return (Link(first, "1"), *rest)


def _chunks(rows: Sequence[T]) -> list[Sequence[T]]:
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
    if year.publish_not_said:
        yield "whose senders did not say that we may publish them", year.publish_not_said
