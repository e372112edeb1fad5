"""An author's text as search reads it, and short lines for results."""

import html
import re
from collections.abc import Iterable, Mapping
from datetime import date

from localoffer.model.lists import ListRow
from localoffer.model.parts import Location
from localoffer.offer import RenderedText

_TAG = re.compile(r'<[^<>"](?>(?:[^<>"]|"[^"]*")*)>')


def body_of(text: RenderedText, *more: str | None) -> str:
    """Return an author's text without its tags, and other text of the record after it."""
    plain = html.unescape(_TAG.sub(" ", text.html))
    return "\n".join([plain, *(part for part in more if part)])


def headings_of(text: RenderedText) -> tuple[str, ...]:
    """Return the words of a text's headings."""
    return tuple(heading.text for heading in text.headings)


def labels_of(ids: Iterable[str], choices: Mapping[str, ListRow]) -> tuple[str, ...]:
    """Return the names of chosen rows of a list."""
    return tuple(choices[id_].name for id_ in ids if id_ in choices)


def postcodes_of(locations: Iterable[Location]) -> tuple[str, ...]:
    """Return the postcodes of places, without those whose address is hidden."""
    return tuple(
        place.postal_code for place in locations if place.postal_code and not place.hide_address
    )


def checked_text(day: date | None) -> str:
    """Return when a page was last checked, as "Last checked 3 November 2026"."""
    return f"Last checked {day.day} {day:%B %Y}" if day else "Not checked yet"
