"""The pages that are new, changed, moved or gone between two versions of the content."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from localoffer.compare.block_changes import TextChange, text_changes
from localoffer.compare.changed_content import ChangedContent
from localoffer.compare.page_blocks import PageWords
from localoffer.compare.page_reading import PageReader, Wanted, read_pages
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

    ``leads_to`` is where its address leads now, or empty. ``is_lost`` says that whoever has its
    address finds nothing; parts of long lists come and go, and are not meant.
    """

    page: PageTitle
    leads_to: str
    is_lost: bool


@dataclass(frozen=True, slots=True)
class ChangedPage:
    """A page whose own text says something else now.

    ``old_address`` is that of before where it has moved, else empty. ``also_on`` is the number of
    other pages on which one of its changes is seen too.
    """

    page: PageTitle
    old_address: str
    changes: tuple[TextChange, ...]
    also_on: int = 0


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


def page_changes(old: PageReader, new: PageReader, content: ChangedContent) -> PageChanges:
    """Return the differences between the pages of two versions.

    ``content`` says whose own files differ.
    """
    before, now = _without_redirects(old.pages), _without_redirects(new.pages)
    gone = [_gone(page, new.pages) for address, page in before.items() if address not in now]
    moved = {
        one.leads_to: one.page.address
        for one in gone
        if one.leads_to in now and one.leads_to not in before
    }
    all_differ = old.shared != new.shared
    pairs = [
        (address, address)
        for address in now.keys() & before.keys()
        if all_differ or old.digests[address] != new.digests[address]
    ]
    pairs += [(origin, address) for address, origin in moved.items()]
    pairs.sort()
    found = _changes_of(pairs, old, new)
    return _sorted_out(
        found,
        _Moves(
            tuple(NewPage(_title(p), p.description) for a, p in now.items() if a not in before),
            tuple(gone),
            {address: origin for origin, address in pairs if origin != address},
        ),
        new.pages,
        content.addresses,
    )


@dataclass(frozen=True, slots=True)
class _Moves:
    """Pages that are new or gone, and the old address of each that has moved."""

    new: tuple[NewPage, ...]
    gone: tuple[GonePage, ...]
    origins: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Found:
    """The changes of each page's own words by its address, and of what surrounds all pages."""

    own: Mapping[str, tuple[TextChange, ...]]
    around: tuple[TextChange, ...]


def _changes_of(pairs: Sequence[tuple[str, str]], old: PageReader, new: PageReader) -> _Found:
    wanted: list[Wanted] = [(old, origin) for origin, _ in pairs]
    wanted += [(new, address) for _, address in pairs]
    words = read_pages(wanted)
    before, now = words[: len(pairs)], words[len(pairs) :]
    own = {
        address: text_changes(was.own, becomes.own)
        for (_, address), was, becomes in zip(pairs, before, now, strict=True)
    }
    homes = [
        (was, becomes)
        for (_, address), was, becomes in zip(pairs, before, now, strict=True)
        if address == _HOME
    ]
    return _Found(own, _around(homes))


def _around(homes: Iterable[tuple[PageWords, PageWords]]) -> tuple[TextChange, ...]:
    return tuple(
        change for was, becomes in homes for change in text_changes(was.around, becomes.around)
    )


def _sorted_out(
    found: _Found, moves: _Moves, pages: Mapping[str, Page], own: frozenset[str]
) -> PageChanges:
    by_itself = {
        address: changes
        for address, changes in found.own.items()
        if changes and (address in own or address in moves.origins)
    }
    told = {change.words for changes in by_itself.values() for change in changes}
    anything_told = bool(by_itself or moves.new or moves.gone)
    shared: dict[TextChange, list[PageTitle]] = defaultdict(list)
    also: dict[tuple[str, str], int] = defaultdict(int)
    lists = 0
    for address, changes in found.own.items():
        if address in by_itself:
            continue
        for change in changes:
            also[change.words] += change.words in told
        rest = [change for change in changes if change.words not in told]
        if anything_told and pages[address].kind in _LISTS:
            lists += bool(rest or changes)
            continue
        for change in rest:
            shared[change].append(_title(pages[address]))
    return PageChanges(
        new=tuple(sorted(moves.new, key=lambda one: one.page)),
        gone=tuple(sorted(moves.gone, key=lambda one: (not one.is_lost, one.page))),
        changed=tuple(
            ChangedPage(
                _title(pages[address]),
                moves.origins.get(address, ""),
                changes,
                max((also[change.words] for change in changes), default=0),
            )
            for address, changes in sorted(by_itself.items())
        ),
        shared=tuple(
            SharedChange(change, tuple(titles))
            for change, titles in sorted(shared.items(), key=lambda row: (-len(row[1]), row[0]))
        ),
        around=found.around,
        lists=lists,
        unseen=tuple(
            _title(pages[address])
            for address, changes in found.own.items()
            if not changes and address in own
        ),
    )


def _without_redirects(pages: Mapping[str, Page]) -> dict[str, Page]:
    return {address: page for address, page in pages.items() if not isinstance(page, RedirectPage)}


def _gone(page: Page, now: Mapping[str, Page]) -> GonePage:
    instead = now.get(page.address)
    leads_to = instead.new if isinstance(instead, RedirectPage) else ""
    is_lost = not instead and page.listed and not is_part_of_list(page.address)
    return GonePage(_title(page), leads_to, is_lost)


def _title(page: Page) -> PageTitle:
    return PageTitle(page.address, page.title)
