"""The comments of a year as its report tells them: by theme, what changed, what could not."""

from collections.abc import Iterable, Iterator
from datetime import date

from localoffer.model.comment import Comment
from localoffer.model.review import Cannot, NextAction, Review
from localoffer.offer import Entry, Offer
from localoffer.pages.fixed import SAID
from localoffer.pages.index import Index
from localoffer.pages.page import Link
from localoffer.pages.review.values import Answered, Changed, Promise, Refused, ThemeTold
from localoffer.pages.said.words import STATUSES, title_of

#: Of a theme so many answers are told; the rest stand under "You said, we did".
_SHOWN = 5

_BECAME = {
    "planned": "Planned",
    "doing": "We are doing it",
    "done": "Done",
    "late": "Late",
    "dropped": "We are not doing it",
}


def comments_between(offer: Offer, begins: date, ends: date) -> tuple[Entry[Comment], ...]:
    """Return the comments that were said in the months from one day to another."""
    first, last = f"{begins:%Y-%m}", f"{ends:%Y-%m}"
    return tuple(one for one in offer.comments if first <= one.record.said <= last)


def link_to(entry: Entry[Comment]) -> Link:
    """Return the link to a comment's own page."""
    return Link(entry.address, title_of(entry.record))


def themes_told(comments: Iterable[Entry[Comment]], index: Index) -> Iterator[ThemeTold]:
    """Yield each theme with its comments; one with several themes stands under its first."""
    by_theme: dict[str, list[Entry[Comment]]] = {key: [] for key in index.offer.lists.themes}
    for entry in comments:
        by_theme.setdefault(entry.record.themes[0], []).append(entry)
    for key, entries in by_theme.items():
        if entries:
            theme = index.offer.lists.themes.get(key)
            more = index.links.get(f"{SAID.address}theme/{key}/", SAID)
            told = tuple(_answered(entry) for entry in entries[:_SHOWN])
            name = theme.name if theme else key
            yield ThemeTold(f"theme-{key}", name, told, more if len(entries) > _SHOWN else None)


def _answered(entry: Entry[Comment]) -> Answered:
    comment = entry.record
    answer = comment.answer or "We have not answered yet. We are listening."
    return Answered(comment.you_said, answer, STATUSES[comment.status], _numbered(entry))


def _numbered(entry: Entry[Comment]) -> Link:
    """Return the link to a comment that stands whole beside it: by its number."""
    return Link(entry.address, f"Comment {entry.slug}")


def changed_by(comments: Iterable[Entry[Comment]], index: Index) -> Iterator[Changed]:
    """Yield what was done because of a comment, and the page that changed."""
    for entry in comments:
        comment = entry.record
        if comment.status == "done":
            what = comment.action.what if comment.action else comment.answer or ""
            see = index.link(comment.changed) if comment.changed else None
            yield Changed(title_of(comment), what, see, link_to(entry))


def refused(review: Review, comments: Iterable[Entry[Comment]]) -> Iterator[Refused]:
    """Yield what could not change: as the report says it, then comment by comment."""
    yield from (Refused(one, None) for one in review.cannot)
    for entry in comments:
        if entry.record.status == "cannot":
            asked = Cannot(what=entry.record.you_said, why=entry.record.why_not or "")
            yield Refused(asked, _numbered(entry))


def promises(actions: Iterable[NextAction], index: Index) -> Iterator[Promise]:
    """Yield what was promised, the soonest first, and what became of it."""
    comments = {one.slug: link_to(one) for one in index.offer.comments}
    for action in sorted(actions, key=lambda one: one.by):
        yield Promise(
            action.what,
            index.offer.lists.contacts.get(action.owner),
            action.by,
            _BECAME[action.status],
            action.outcome or "",
            tuple(comments[slug] for slug in action.comments if slug in comments),
        )
