"""What a feed says of the organisation that runs a service, below the service's own text."""

import re

from localoffer.importers.html.to_markdown import as_heading, to_markdown, to_plain_text
from localoffer.importers.open_referral.feed_service import FeedProvider
from localoffer.importers.shared.notes import Notes
from localoffer.importers.shared.text import line
from localoffer.importers.shared.web_address import as_link

#: Words of so many letters carry a meaning; so many that the service's text lacks say more.
_WORD = re.compile(r"[^\W\d_]{4,}")
_FEWEST_NEW_WORDS = 8


def provider_section(provider: FeedProvider, description: str, url: str, notes: Notes) -> str:
    """Return a section on the organisation; empty where it says no more than ``description``.

    ``description`` is the service's own text as Markdown, ``url`` its own web address. Where the
    organisation has another one, the section ends with it.
    """
    text = to_markdown(provider.text, notes, top=3) if provider.text.strip() else ""
    link = as_link(provider.url)
    website = link if link.rstrip("/") != url.rstrip("/") else ""
    if text and description and len(_words(text) - _words(description)) < _FEWEST_NEW_WORDS:
        kind = "organisation's description that says no more than the service's"
        notes.lost("organization.description", kind, to_plain_text(text))
        text = ""
    if not text:
        if website:
            notes.lost("organization.url", "organisation's website, beside the service's", website)
        return ""
    name = as_heading(line(provider.name) or "the organisation")
    address = website.replace("(", "%28").replace(")", "%29")
    more = f"\n\n[The website of {name}]({address})" if website else ""
    return f"## About {name}\n\n{text}{more}"


def _words(markdown: str) -> set[str]:
    return set(_WORD.findall(to_plain_text(markdown).casefold()))
