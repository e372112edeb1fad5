"""Files for machines: the sitemap, robots.txt, the feed of what changed, the schools' table."""

from collections.abc import Iterable
from hashlib import blake2b
from xml.sax.saxutils import escape

from localoffer.offer import Offer
from localoffer.pages.page import Page
from localoffer.render.environment import Base
from localoffer.render.pages import File
from localoffer.render.school_table import ADDRESS as SCHOOL_TABLE
from localoffer.render.school_table import school_table

_NEWEST = 20


def machine_files(pages: Iterable[Page], offer: Offer, base: Base) -> list[File]:
    """Return the sitemap (sitemaps.org, 0.9), robots.txt, the feed (RFC 4287) and the table."""
    return [
        *_tables(offer, base),
        File("sitemap.xml", _sitemap(pages, base).encode()),
        File(
            "robots.txt",
            f"User-agent: *\nAllow: /\nSitemap: {base.absolute('/sitemap.xml')}\n".encode(),
        ),
        File("changes/feed.atom", _feed(offer, base).encode()),
        File(".nojekyll", b""),
    ]


def _tables(offer: Offer, base: Base) -> list[File]:
    if not offer.schools:
        return []
    return [File(SCHOOL_TABLE.removeprefix("/"), school_table(offer, base))]


def _sitemap(pages: Iterable[Page], base: Base) -> str:
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
    return f"<lastmod>{page.trust.checked}</lastmod>" if page.trust and page.trust.checked else ""


def _feed(offer: Offer, base: Base) -> str:
    changes = sorted(offer.changes, key=lambda change: change.day, reverse=True)[:_NEWEST]
    updated = changes[0].day if changes else offer.today
    here, self_address = base.absolute("/changes/"), base.absolute("/changes/feed.atom")
    entries = "".join(
        f"<entry><title>{escape(_shortened(change.summary))}</title>"
        f"<id>{escape(here)}#{_fingerprint(change.summary)}</id><updated>{change.day}T00:00:00Z</updated>"
        f'<link href="{escape(base.absolute(change.see or "/changes/"))}"/>'
        f"<summary>{escape(change.summary)}</summary></entry>\n"
        for change in changes
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<title>{escape(offer.site.title)}: what changed</title>\n<id>{escape(here)}</id>\n"
        f'<link href="{escape(here)}"/>\n<link rel="self" href="{escape(self_address)}"/>\n'
        f"<updated>{updated}T00:00:00Z</updated>\n<author><name>{escape(offer.site.council.name)}</name></author>\n"
        f"{entries}</feed>\n"
    )


def _shortened(text: str, letters: int = 80) -> str:
    line = " ".join(text.split())
    return line if len(line) <= letters else f"{line[:letters].rsplit(' ', 1)[0]}…"


def _fingerprint(text: str) -> str:
    return blake2b(text.encode(), digest_size=6).hexdigest()
