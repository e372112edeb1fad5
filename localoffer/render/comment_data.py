"""Comments for machines: the feed, and the rows that the script filters."""

import json
from datetime import date

from localoffer.model.comment import Comment
from localoffer.offer import Entry, Offer
from localoffer.pages.navigation import YOU_SAID_WE_DID
from localoffer.pages.you_said_we_did.comment_rows import filter_values, newest_first
from localoffer.pages.you_said_we_did.labels import STATUSES, month_text, title_of, who_text
from localoffer.render.atom import Feed, FeedEntry, atom
from localoffer.render.environment import SiteBase
from localoffer.render.page_file import File

FEED = "/you-said-we-did/feed.atom"
ROWS = "/you-said-we-did/comments.json"

_NEWEST = 20


def comment_files(offer: Offer, base: SiteBase) -> list[File]:
    """Return the feed and the rows, or nothing where no comment is published."""
    if not offer.comments:
        return []
    return [
        File(FEED.removeprefix("/"), _feed(offer, base)),
        File(ROWS.removeprefix("/"), _rows(offer)),
    ]


def _feed(offer: Offer, base: SiteBase) -> bytes:
    """Return the feed: a comment comes again when it is answered or done."""
    entries = sorted(offer.comments, key=lambda one: (_day(one.record), one.slug), reverse=True)
    newest = entries[:_NEWEST]
    feed = Feed(
        f"{offer.site.title}: {YOU_SAID_WE_DID.label}",
        offer.site.council.name,
        base.absolute(YOU_SAID_WE_DID.address),
        base.absolute(FEED),
        _day(newest[0].record),
    )
    return atom(feed, (_feed_entry(entry, base) for entry in newest))


def _feed_entry(entry: Entry[Comment], base: SiteBase) -> FeedEntry:
    comment, address = entry.record, base.absolute(entry.address)
    summary = f"{STATUSES[comment.status]}. You said: {comment.you_said}"
    if comment.answer:
        summary += f" We said: {comment.answer}"
    return FeedEntry(address, title_of(comment), _day(comment), address, " ".join(summary.split()))


def _day(comment: Comment) -> date:
    done = comment.action.done if comment.action else None
    return max(day for day in (comment.signed_off, comment.answered, done) if day)


def _rows(offer: Offer) -> bytes:
    """Return a row for each comment, as scripts/you_said_we_did/choose.js reads it."""
    least = offer.site.feedback.least_shown
    rows = []
    for entry in newest_first(offer.comments):
        comment, values = entry.record, filter_values(entry.record)
        facts = (
            f"{STATUSES[comment.status]}. {who_text(comment, least)}, {month_text(comment.said)}"
        )
        fixed = (*values["status"], *values["year"], *values["from"])
        rows.append([entry.slug, title_of(comment), *fixed, facts, comment.themes])
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()
