"""The comments of a year as its report tells them: by theme, what changed, what could not."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from localoffer.model.annual_report import Cannot, NextAction, Review
from localoffer.model.comment import Comment
from localoffer.offer import Entry, Offer
from localoffer.pages.annual_report.contexts import (
    Answered,
    AnswersPage,
    Changed,
    Promise,
    RefusedRequest,
    ThemeCounted,
    ThemeTold,
)
from localoffer.pages.index import Index
from localoffer.pages.navigation import ANNUAL_REPORTS, HOME, YOU_SAID_WE_DID
from localoffer.pages.page import Link
from localoffer.pages.you_said_we_did.labels import STATUSES

#: The page's address, below that of its report.
ANSWERS = "comments/"

#: Of a theme so many answers are told, of changes and refusals so many: the rest stand under
#: "You said, we did". A page that came by an old phone has to stay light.
_SHOWN = 4
_TOLD = 8

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


def _by_theme(
    comments: Iterable[Entry[Comment]], offer: Offer
) -> Iterator[tuple[str, str, list[Entry[Comment]]]]:
    """Yield each theme's id, name and comments; one with several stands under its first."""
    themes = offer.lists.themes
    found: dict[str, list[Entry[Comment]]] = {key: [] for key in themes}
    for entry in comments:
        found.setdefault(entry.record.themes[0], []).append(entry)
    for key, entries in found.items():
        if entries:
            yield key, themes[key].name if key in themes else key, entries


def themes_counted(
    comments: Iterable[Entry[Comment]], page: Link, offer: Offer
) -> Iterator[ThemeCounted]:
    """Yield each theme with how its published comments stand; its link leads into ``page``."""
    for key, name, entries in _by_theme(comments, offer):
        stand = Counter(entry.record.status for entry in entries)
        link = Link(f"{page.address}#{key}", name)
        begun = stand["doing"] + stand["planned"]
        yield ThemeCounted(link, len(entries), stand["done"], begun, stand["cannot"])


def answers_page(entry: Entry[Review], index: Index) -> AnswersPage:
    """Return the comments of the year of a report, with their answers."""
    report = Link(entry.address, entry.record.title)
    comments = comments_between(index.offer, entry.record.begins, entry.record.ends)
    return AnswersPage(
        address=f"{entry.address}{ANSWERS}",
        title=f"{entry.record.title}: comments and answers",
        description="What people said about the Local Offer in this year, and our answers.",
        crumbs=(HOME, ANNUAL_REPORTS, report),
        themes=tuple(_told(comments, index)),
        report=report,
    )


def _told(comments: Iterable[Entry[Comment]], index: Index) -> Iterator[ThemeTold]:
    for key, name, entries in _by_theme(comments, index.offer):
        more = index.links.get(f"{YOU_SAID_WE_DID.address}theme/{key}/", YOU_SAID_WE_DID)
        told = tuple(_answered(entry) for entry in entries[:_SHOWN])
        yield ThemeTold(key, name, told, more if len(entries) > _SHOWN else None)


def _answered(entry: Entry[Comment]) -> Answered:
    comment = entry.record
    answer = comment.answer or "We have not answered yet. We are listening."
    return Answered(comment.you_said, answer, STATUSES[comment.status], _numbered(entry))


def _numbered(entry: Entry[Comment]) -> Link:
    """Return the link to a comment that stands whole beside it: by its number."""
    return Link(entry.address, f"Comment {entry.slug}")


def changed_by(comments: Iterable[Entry[Comment]], index: Index) -> Iterator[Changed]:
    """Yield what was done because of a comment, and the page that changed."""
    done = (entry for entry in comments if entry.record.status == "done")
    for entry in islice(done, _TOLD):
        comment = entry.record
        what = comment.action.what if comment.action else comment.answer or ""
        see = index.link(comment.changed) if comment.changed else None
        said = comment.in_short.said if comment.in_short else comment.you_said
        yield Changed(said, what, see, _numbered(entry))


def refused(review: Review, comments: Iterable[Entry[Comment]]) -> Iterator[RefusedRequest]:
    """Yield what could not change: as the report says it, then comment by comment."""
    yield from (RefusedRequest(one, None) for one in review.cannot)
    told = (entry for entry in comments if entry.record.status == "cannot")
    for entry in islice(told, _TOLD):
        asked = Cannot(what=entry.record.you_said, why=entry.record.why_not or "")
        yield RefusedRequest(asked, _numbered(entry))


def promises(actions: Iterable[NextAction], index: Index) -> Iterator[Promise]:
    """Yield what was promised, the soonest first, and what became of it."""
    comments = {one.slug: _numbered(one) for one in index.offer.comments}
    for action in sorted(actions, key=lambda one: one.by):
        yield Promise(
            action.what,
            index.offer.lists.contacts.get(action.owner),
            action.by,
            _BECAME[action.status],
            action.outcome or "",
            tuple(comments[slug] for slug in action.comments if slug in comments),
        )
