"""Files for machines: the sitemap, robots.txt, the feed of what changed, the schools' table."""

from collections.abc import Iterable
from hashlib import blake2b
from xml.sax.saxutils import escape

from localoffer.offer import Offer
from localoffer.pages.page import Page
from localoffer.render.atom import Feed, FeedEntry, atom
from localoffer.render.comment_data import comment_files
from localoffer.render.environment import SiteBase
from localoffer.render.page_file import File
from localoffer.render.school_table import ADDRESS as SCHOOL_TABLE
from localoffer.render.school_table import school_table

_NEWEST = 20


def machine_files(pages: Iterable[Page], offer: Offer, base: SiteBase) -> list[File]:
    """Return the sitemap (sitemaps.org, 0.9), robots.txt, the feed (RFC 4287) and the table."""
    return [
        *_tables(offer, base),
        *comment_files(offer, base),
        File("sitemap.xml", _sitemap(pages, base).encode()),
        File("robots.txt", _robots(offer, base).encode()),
        File("changes/feed.atom", _feed(offer, base)),
        File(".nojekyll", b""),
    ]


def _robots(offer: Offer, base: SiteBase) -> str:
    """Return what robots may read: all but the forms, which they would fill in."""
    forms = offer.site.feedback.address or ""
    closed = f"Disallow: {base.to(forms)}\n" if forms.startswith("/") else ""
    return f"User-agent: *\nAllow: /\n{closed}Sitemap: {base.absolute('/sitemap.xml')}\n"


def _tables(offer: Offer, base: SiteBase) -> list[File]:
    if not offer.schools:
        return []
    return [File(SCHOOL_TABLE.removeprefix("/"), school_table(offer, base))]


def _sitemap(pages: Iterable[Page], base: SiteBase) -> str:
    rows = "".join(
        f"<url><loc>{escape(base.absolute(page.address))}</loc>{_modified(page)}</url>\n"
        for page in pages
        if page.listed
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'
    )


def _modified(page: Page) -> str:
    assured = page.assurance and page.assurance.assured_date
    return f"<lastmod>{assured}</lastmod>" if assured else ""


def _feed(offer: Offer, base: SiteBase) -> bytes:
    changes = sorted(offer.changes, key=lambda change: change.day, reverse=True)[:_NEWEST]
    here = base.absolute("/changes/")
    feed = Feed(
        f"{offer.site.title}: what changed",
        offer.site.council.name,
        here,
        base.absolute("/changes/feed.atom"),
        changes[0].day if changes else offer.today,
    )
    entries = (
        FeedEntry(
            f"{here}#{_fingerprint(change.summary)}",
            _shortened(change.summary),
            change.day,
            base.absolute(change.see or "/changes/"),
            change.summary,
        )
        for change in changes
    )
    return atom(feed, entries)


def _shortened(text: str, letters: int = 80) -> str:
    line = " ".join(text.split())
    return line if len(line) <= letters else f"{line[:letters].rsplit(' ', 1)[0]}…"


def _fingerprint(text: str) -> str:
    return blake2b(text.encode(), digest_size=6).hexdigest()
