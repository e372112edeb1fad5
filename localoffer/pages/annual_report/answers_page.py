"""The comments of a year in its report: by theme, what changed, what could not change."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from localoffer.model.annual_report import Cannot, NextAction, Review
from localoffer.model.comment import Comment
from localoffer.offer import Entry, Offer
from localoffer.pages.annual_report.contexts import (
    AnsweredComment,
    AnswersPage,
    ChangeMade,
    Promise,
    RefusedRequest,
    ThemeComments,
    ThemeCounts,
)
from localoffer.pages.index import Index
from localoffer.pages.navigation import ANNUAL_REPORTS, HOME, YOU_SAID_WE_DID
from localoffer.pages.page import Link
from localoffer.pages.you_said_we_did.labels import STATUSES

#: The page's address, below that of its report.
ANSWERS = "comments/"

#: The most comments of one theme, and the most changes or refusals, on a page: the rest stand
#: under "You said, we did". A page on an old phone has to stay light.
_COMMENTS_OF_THEME = 4
_MOST_ROWS = 8

_PROMISE_STATUSES = {
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
    by_theme: dict[str, list[Entry[Comment]]] = {key: [] for key in themes}
    for entry in comments:
        by_theme.setdefault(entry.record.themes[0], []).append(entry)
    for key, entries in by_theme.items():
        if entries:
            yield key, themes[key].name if key in themes else key, entries


def theme_counts(
    comments: Iterable[Entry[Comment]], page: Link, offer: Offer
) -> Iterator[ThemeCounts]:
    """Yield each theme with how its published comments stand; its link leads into ``page``."""
    for key, name, entries in _by_theme(comments, offer):
        statuses = Counter(entry.record.status for entry in entries)
        link = Link(f"{page.address}#{key}", name)
        under_way = statuses["doing"] + statuses["planned"]
        yield ThemeCounts(link, len(entries), statuses["done"], under_way, statuses["cannot"])


def answers_page(entry: Entry[Review], index: Index) -> AnswersPage:
    """Return the comments of the year of a report, with their answers."""
    report = Link(entry.address, entry.record.title)
    comments = comments_between(index.offer, entry.record.begins, entry.record.ends)
    return AnswersPage(
        address=f"{entry.address}{ANSWERS}",
        title=f"{entry.record.title}: comments and answers",
        description="What people said about the Local Offer in this year, and our answers.",
        crumbs=(HOME, ANNUAL_REPORTS, report),
        themes=tuple(_theme_comments(comments, index)),
        report=report,
    )


def _theme_comments(comments: Iterable[Entry[Comment]], index: Index) -> Iterator[ThemeComments]:
    for key, name, entries in _by_theme(comments, index.offer):
        more = index.links.get(f"{YOU_SAID_WE_DID.address}theme/{key}/", YOU_SAID_WE_DID)
        comments_of_theme = tuple(
            _answered_comment(entry) for entry in entries[:_COMMENTS_OF_THEME]
        )
        yield ThemeComments(
            key, name, comments_of_theme, more if len(entries) > _COMMENTS_OF_THEME else None
        )


def _answered_comment(entry: Entry[Comment]) -> AnsweredComment:
    comment = entry.record
    answer = comment.answer or "We have not answered yet. We are listening."
    return AnsweredComment(comment.you_said, answer, STATUSES[comment.status], _comment_link(entry))


def _comment_link(entry: Entry[Comment]) -> Link:
    """Return the link to a comment that stands whole beside it: by its number."""
    return Link(entry.address, f"Comment {entry.slug}")


def changes_made(comments: Iterable[Entry[Comment]], index: Index) -> Iterator[ChangeMade]:
    """Yield what was done because of a comment, and the page that changed."""
    done = (entry for entry in comments if entry.record.status == "done")
    for entry in islice(done, _MOST_ROWS):
        comment = entry.record
        what = comment.action.what if comment.action else comment.answer or ""
        see = index.link(comment.changed) if comment.changed else None
        because = comment.in_short.said if comment.in_short else comment.you_said
        yield ChangeMade(because, what, see, _comment_link(entry))


def refused_requests(
    review: Review, comments: Iterable[Entry[Comment]]
) -> Iterator[RefusedRequest]:
    """Yield what could not change: as the report says it, then comment by comment."""
    yield from (RefusedRequest(one, None) for one in review.cannot)
    could_not = (entry for entry in comments if entry.record.status == "cannot")
    for entry in islice(could_not, _MOST_ROWS):
        request = Cannot(what=entry.record.you_said, why=entry.record.why_not or "")
        yield RefusedRequest(request, _comment_link(entry))


def promises(actions: Iterable[NextAction], index: Index) -> Iterator[Promise]:
    """Yield what was promised, the soonest first, and what became of it."""
    comments = {one.slug: _comment_link(one) for one in index.offer.comments}
    for action in sorted(actions, key=lambda one: one.by):
        yield Promise(
            action.what,
            index.offer.lists.contacts.get(action.owner),
            action.by,
            _PROMISE_STATUSES[action.status],
            action.outcome or "",
            tuple(comments[slug] for slug in action.comments if slug in comments),
        )
