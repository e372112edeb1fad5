"""Comments turned round: in order, picked by one value, each with all that is shown of it."""

from collections.abc import Iterable, Iterator, Mapping

from localoffer.model.comment import Comment
from localoffer.offer import Entry, Offer
from localoffer.pages.index import Index
from localoffer.pages.navigation import SAID
from localoffer.pages.page import Link
from localoffer.pages.you_said_we_did.contexts import CommentSummary
from localoffer.pages.you_said_we_did.labels import (
    ROLES,
    SIGNS,
    STATUSES,
    month_text,
    title_of,
    who_text,
)

Entries = tuple[Entry[Comment], ...]


def newest_first(entries: Iterable[Entry[Comment]]) -> Entries:
    """Return comments by the month in which they were said, the newest and the last sent first."""
    return tuple(sorted(entries, key=_when, reverse=True))


def _when(entry: Entry[Comment]) -> tuple[str, int, str]:
    return entry.record.said, len(entry.slug), entry.slug


def told(entry: Entry[Comment], index: Index) -> CommentSummary:
    """Return a comment with all that is shown of it."""
    comment, offer = entry.record, index.offer
    title, action = title_of(comment), comment.action
    owner = offer.lists.contacts.get(action.owner) if action else None
    return CommentSummary(
        entry,
        title,
        title == " ".join(comment.you_said.split()),
        STATUSES[comment.status],
        SIGNS[comment.status],
        month_text(comment.said),
        who_text(comment, offer.site.feedback.least_shown),
        tuple(theme_links(comment, offer)),
        _page(comment.about, index),
        _page(comment.changed, index),
        owner.role if owner else "",
        bool(action and action.by and not action.done and action.by < offer.today),
    )


def theme_links(comment: Comment, offer: Offer) -> Iterator[Link]:
    """Yield the list of each theme of a comment."""
    for theme in comment.themes:
        known = offer.lists.themes.get(theme)
        if known:
            yield Link(f"{SAID.address}theme/{theme}/", known.name)


def _page(address: str | None, index: Index) -> Link | None:
    """Return a page of this site in its own words."""
    if not address:
        return None
    link = index.link(address)
    return link if link.label != link.address else Link(address, "a page of this site")


def values_of(comment: Comment) -> dict[str, tuple[str, ...]]:
    """Return by what a comment is found: its values in addresses, by way."""
    return {
        "status": (comment.status,),
        "theme": comment.themes,
        "year": (comment.said[:4],),
        "from": (ROLES[comment.who][0],),
    }


def choices_of(offer: Offer) -> dict[str, Mapping[str, str]]:
    """Return the ways to narrow the list: every value that has comments, and its words."""
    used = [values_of(entry.record) for entry in offer.comments]
    years = sorted({year for values in used for year in values["year"]}, reverse=True)
    known: dict[str, Mapping[str, str]] = {
        "status": STATUSES,
        "theme": {key: theme.name for key, theme in offer.lists.themes.items()},
        "year": {year: year for year in years},
        "from": {slug: title for slug, title, _, _ in ROLES.values()},
    }
    return {
        way: {key: words for key, words in named.items() if any(key in one[way] for one in used)}
        for way, named in known.items()
    }
