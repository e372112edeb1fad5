"""A comment as a row and as a page; comments in order, and the values they are filtered by."""

from collections.abc import Iterable, Iterator, Mapping

from localoffer.model.comment import Comment
from localoffer.offer import Entry, Offer
from localoffer.pages.index import Index
from localoffer.pages.navigation import HOME, YOU_SAID_WE_DID
from localoffer.pages.page import Link
from localoffer.pages.you_said_we_did.contexts import CommentPage, CommentSummary
from localoffer.pages.you_said_we_did.labels import (
    MATTERS,
    ROLES,
    SIGNS,
    STATUSES,
    WAYS,
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


def comment_page(entry: Entry[Comment], index: Index) -> CommentPage:
    """Return the page of one comment."""
    comment, summary = entry.record, comment_summary(entry, index)
    return CommentPage(
        address=entry.address,
        title=summary.title,
        description=f"{summary.who} said this. {summary.status}.",
        crumbs=(HOME, YOU_SAID_WE_DID),
        summary=summary,
        matter=MATTERS[comment.matter],
        way=WAYS[comment.how],
    )


def comment_summary(entry: Entry[Comment], index: Index) -> CommentSummary:
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
            yield Link(f"{YOU_SAID_WE_DID.address}theme/{theme}/", known.name)


def _page(address: str | None, index: Index) -> Link | None:
    """Return a page of this site in its own words."""
    if not address:
        return None
    link = index.link(address)
    return link if link.label != link.address else Link(address, "a page of this site")


def filter_values(comment: Comment) -> dict[str, tuple[str, ...]]:
    """Return a comment's value of every filter, as addresses have it."""
    return {
        "status": (comment.status,),
        "theme": comment.themes,
        "year": (comment.said[:4],),
        "from": (ROLES[comment.who][0],),
    }


def filter_choices(offer: Offer) -> dict[str, Mapping[str, str]]:
    """Return every filter with the values that have comments, each with its words."""
    used = [filter_values(entry.record) for entry in offer.comments]
    years = sorted({year for values in used for year in values["year"]}, reverse=True)
    known: dict[str, Mapping[str, str]] = {
        "status": STATUSES,
        "theme": {key: theme.name for key, theme in offer.lists.themes.items()},
        "year": {year: year for year in years},
        "from": {slug: title for slug, title, _, _ in ROLES.values()},
    }
    return {
        name: {
            key: words for key, words in choices.items() if any(key in one[name] for one in used)
        }
        for name, choices in known.items()
    }
