"""A council's own words for the menu, the footer and the pages of a fixed address."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from types import SimpleNamespace
from typing import Any

from localoffer.pages import navigation
from localoffer.pages.page import Link, Page


@cache
def _links() -> Mapping[str, tuple[Link, ...]]:
    """Return the links of the navigation by their name there."""
    named = {name: value for name, value in vars(navigation).items() if name.isupper()}
    return {
        name: value if isinstance(value, tuple) else (value,)
        for name, value in named.items()
        if isinstance(value, Link)
        or (isinstance(value, tuple) and all(isinstance(one, Link) for one in value))
    }


@cache
def words_of_ours() -> frozenset[str]:
    """Return every word that a council may have another one for."""
    return frozenset(link.label for links in _links().values() for link in links)


def relabelled(links: Iterable[Link], words: Mapping[str, str]) -> tuple[Link, ...]:
    """Return links with the council's own words."""
    return tuple(replace(link, label=words.get(link.label, link.label)) for link in links)


def own_navigation(words: Mapping[str, str]) -> Any:
    """Return ``navigation`` as templates see it, with the council's own words."""
    if not words:
        return navigation
    named = {name: relabelled(links, words) for name, links in _links().items()}
    lists = {name for name in named if isinstance(getattr(navigation, name), tuple)}
    return SimpleNamespace(
        **{name: links if name in lists else links[0] for name, links in named.items()}
    )


def with_own_words(pages: Iterable[Page], words: Mapping[str, str]) -> Iterator[Page]:
    """Yield the pages, those of a fixed address with the council's own word as their title."""
    fixed = {link.address: link.label for links in _links().values() for link in links}
    for page in pages:
        if not words:
            yield page
            continue
        is_fixed = page.address in fixed and page.title in words
        title = words[page.title] if is_fixed else page.title
        yield replace(page, title=title, crumbs=relabelled(page.crumbs, words))
