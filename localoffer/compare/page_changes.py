"""The pages that are new, changed, moved or gone between two versions of the content."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from localoffer.compare.block_changes import TextChange, text_changes
from localoffer.compare.changed_content import ChangedContent
from localoffer.compare.page_reading import PageReader, read_pages
from localoffer.pages.contexts import RedirectPage
from localoffer.pages.page import Page, is_part_of_list

#: Kinds of page that list what other pages say.
_LISTS = frozenset(
    (
        "topic", "browse", "a-z", "links", "search", "schools", "school-list", "school-reports",
        "school-reports-list", "provision", "provision-area", "provision-list", "provision-grid",
        "said", "said-young", "home",
    )
)  # fmt: skip

_HOME = "/"


@dataclass(frozen=True, slots=True, order=True)
class PageTitle:
    """A page by its address and its title."""

    address: str
    title: str


@dataclass(frozen=True, slots=True)
class NewPage:
    """A page that was not there before, and the sentence that describes it."""

    page: PageTitle
    summary: str


@dataclass(frozen=True, slots=True)
class GonePage:
    """A page that is no longer there.

    ``leads_to`` is where its address leads now, if the page has moved, or empty. ``is_lost`` says
    that whoever has its address finds nothing; parts of long lists come and go, and are not meant.
    """

    page: PageTitle
    leads_to: str
    is_lost: bool


@dataclass(frozen=True, slots=True)
class ChangedPage:
    """A page whose own text says something else now.

    ``old_address`` is that of before where it has moved, else empty. ``also_on`` is the number of
    other pages on which one of its changes is seen too. ``now`` says whose text it has become.
    """

    page: PageTitle
    old_address: str
    changes: tuple[TextChange, ...]
    also_on: int = 0
    now: Literal["", "national", "own"] = ""


@dataclass(frozen=True, slots=True)
class SharedChange:
    """A change that pages show whose own text is as it was, and these pages."""

    change: TextChange
    pages: tuple[PageTitle, ...]


@dataclass(frozen=True, slots=True)
class PageChanges:
    """All that differs between the pages of two versions.

    ``around`` are the changes of what surrounds every page, ``lists`` the number of lists that
    show the changes of other pages, and ``unseen`` the pages that differ, but not in their words.
    """

    new: tuple[NewPage, ...] = ()
    gone: tuple[GonePage, ...] = ()
    changed: tuple[ChangedPage, ...] = ()
    shared: tuple[SharedChange, ...] = ()
    around: tuple[TextChange, ...] = ()
    lists: int = 0
    unseen: tuple[PageTitle, ...] = ()

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses of all pages of the new version that are new or say something else."""
        shared = (page.address for one in self.shared for page in one.pages)
        own = [one.page.address for one in self.new] + [one.page.address for one in self.changed]
        return tuple(sorted({*own, *shared}))


@dataclass(frozen=True, slots=True)
class _Pair:
    """A page of both versions, and what it says now that it did not say before.

    ``origin`` is its address before, ``around`` what surrounds it, and ``is_own`` says that its
    own text is not as it was.
    """

    origin: str
    page: Page
    changes: tuple[TextChange, ...]
    around: tuple[TextChange, ...]
    is_own: bool

    @property
    def is_told(self) -> bool:
        """Whether its own text says something else."""
        return bool(self.changes) and self.is_own


def page_changes(old: PageReader, new: PageReader, content: ChangedContent) -> PageChanges:
    """Return the differences between the pages of two versions.

    ``content`` says whose own files differ.
    """
    before, now = _without_redirects(old.pages), _without_redirects(new.pages)
    gone = [_gone(page, new.pages) for address, page in before.items() if address not in now]
    added = {address: page for address, page in sorted(now.items()) if address not in before}
    moved = {one.leads_to: one.page.address for one in gone if one.leads_to in added}
    origins = {**_differing(old, new, now.keys() & before.keys()), **moved}
    pairs = _pairs(dict(sorted(origins.items())), old, new, content.addresses)
    own, others = [one for one in pairs if one.is_told], [one for one in pairs if not one.is_told]
    told = {change.words for pair in own for change in pair.changes}
    quiet = _LISTS if told or added or gone else frozenset()
    cards = frozenset((*(one.title for one in added.values()), *(one.page.title for one in gone)))
    appeared = [page for address, page in added.items() if address not in moved]
    return PageChanges(
        new=tuple(NewPage(_title(page), page.description) for page in appeared),
        gone=tuple(sorted(gone, key=lambda one: (not one.is_lost, one.page))),
        changed=tuple(_changed(pair, others, content) for pair in own),
        shared=_shared([pair for pair in others if pair.page.kind not in quiet], told, cards),
        around=next((pair.around for pair in pairs if pair.page.address == _HOME), ()),
        lists=sum(bool(pair.changes) and pair.page.kind in quiet for pair in others),
        unseen=tuple(_title(pair.page) for pair in others if pair.is_own),
    )


def _differing(old: PageReader, new: PageReader, addresses: Iterable[str]) -> dict[str, str]:
    """Return those of the addresses whose pages can differ, each with itself."""
    all_differ = old.shared != new.shared
    return {
        address: address
        for address in addresses
        if all_differ or old.digests[address] != new.digests[address]
    }


def _pairs(
    origins: Mapping[str, str], old: PageReader, new: PageReader, own: frozenset[str]
) -> list[_Pair]:
    """Return the pages of these addresses, with the address of each before."""
    was = [(old, origin) for origin in origins.values()]
    becomes = [(new, address) for address in origins]
    words = read_pages([*was, *becomes])
    read = zip(origins.items(), words[: len(was)], words[len(was) :], strict=True)
    return [
        _Pair(
            origin,
            new.pages[address],
            text_changes(before.own, now.own),
            text_changes(before.around, now.around),
            is_own=address in own or address != origin,
        )
        for (address, origin), before, now in read
    ]


def _changed(pair: _Pair, others: Sequence[_Pair], content: ChangedContent) -> ChangedPage:
    words = {change.words for change in pair.changes}
    seen = sum(any(change.words in words for change in other.changes) for other in others)
    moved_from = pair.origin if pair.origin != pair.page.address else ""
    address = pair.page.address
    now: Literal["", "national", "own"] = "own" if address in content.now_own else ""
    if address in content.now_national:
        now = "national"
    return ChangedPage(_title(pair.page), moved_from, pair.changes, seen, now)


def _shared(
    pairs: Sequence[_Pair], told: Container[tuple[str, str]], cards: frozenset[str]
) -> tuple[SharedChange, ...]:
    """Return the changes of these pages that are not told of another, most seen first.

    ``cards`` are the titles of pages that are new or gone: their cards come and go with them.
    """
    pages: dict[TextChange, list[PageTitle]] = defaultdict(list)
    for pair in pairs:
        for change in pair.changes:
            is_card = cards & {change.label, *change.words} and not all(change.words)
            if change.words not in told and not is_card:
                pages[change].append(_title(pair.page))
    rows = sorted(pages.items(), key=lambda one: (-len(one[1]), one[0]))
    return tuple(SharedChange(change, tuple(titles)) for change, titles in rows)


def _without_redirects(pages: Mapping[str, Page]) -> dict[str, Page]:
    return {address: page for address, page in pages.items() if not isinstance(page, RedirectPage)}


def _gone(page: Page, now: Mapping[str, Page]) -> GonePage:
    instead = now.get(page.address)
    leads_to = instead.new if isinstance(instead, RedirectPage) else ""
    is_lost = not instead and page.listed and not is_part_of_list(page.address)
    return GonePage(_title(page), leads_to, is_lost)


def _title(page: Page) -> PageTitle:
    return PageTitle(page.address, page.title)
