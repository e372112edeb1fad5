"""Searches that a person watches whose first result is another now."""

from dataclasses import dataclass

from localoffer.compare.content_version import ContentVersion
from localoffer.extension import FirstResultChange, FirstResultChanges, SearchedOffer
from localoffer.offer import Offer
from localoffer.read.layers import is_national


@dataclass(frozen=True, slots=True)
class SearchChanges:
    """The searches whose first result differs, and how many were asked of whose list."""

    changed: tuple[FirstResultChange, ...]
    own: int
    national: int


def search_changes(
    old: ContentVersion, new: ContentVersion, offers: tuple[Offer, Offer], ask: FirstResultChanges
) -> SearchChanges:
    """Return what became of the searches that the new version's lists watch.

    ``offers`` are those of the two versions; ``ask`` asks the search of both.
    """
    rows = [(path, row) for path, _, row in new.checked.assembly.rows("watched-search")]
    own = [words for path, row in rows if not is_national(path) for words in row.words]
    national = [words for path, row in rows if is_national(path) for words in row.words]
    before, now = offers
    state = new.task.state
    if not rows or state is None:
        return SearchChanges((), 0, 0)
    changed = ask(
        SearchedOffer(old.task.content, before),
        SearchedOffer(new.task.content, now),
        state,
        [*own, *national],
    )
    return SearchChanges(changed, len(own), len(national))
