"""Feeds that people follow in a reader (Atom, RFC 4287)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One thing in a feed; ``id`` is its own for ever, ``link`` a whole web address."""

    id: str
    title: str
    day: date
    link: str
    summary: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed; ``page`` is the page that says the same, ``own`` the feed's own address."""

    title: str
    author: str
    page: str
    own: str
    updated: date


def atom(feed: Feed, entries: Iterable[FeedEntry]) -> bytes:
    """Return a feed as XML."""
    rows = "".join(
        f"<entry><title>{escape(one.title)}</title><id>{escape(one.id)}</id>"
        f'<updated>{one.day}T00:00:00Z</updated><link href="{escape(one.link)}"/>'
        f"<summary>{escape(one.summary)}</summary></entry>\n"
        for one in entries
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<title>{escape(feed.title)}</title>\n<id>{escape(feed.page)}</id>\n"
        f'<link href="{escape(feed.page)}"/>\n<link rel="self" href="{escape(feed.own)}"/>\n'
        f"<updated>{feed.updated}T00:00:00Z</updated>\n"
        f"<author><name>{escape(feed.author)}</name></author>\n{rows}</feed>\n"
    ).encode()
