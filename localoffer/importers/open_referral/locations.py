"""Locations: addresses split up, postcodes corrected, masks kept, access only as the feed says."""

import re
from collections.abc import Iterable

from pydantic_core import PydanticCustomError

from localoffer.importers.open_referral.access_phrases import features_of
from localoffer.importers.open_referral.feed_service import FeedLocation
from localoffer.importers.shared.council_lists import CouncilLists
from localoffer.importers.shared.notes import Notes
from localoffer.importers.shared.text import cut, line, lines
from localoffer.model.fields import read_postcode

Location = dict[str, object]

_LINE = 200
_POSTCODE = re.compile(r"\b([A-Z]{1,2}[0-9OI][0-9A-Z]?\s*[0-9OI][A-Z]{2})\b", re.IGNORECASE)
_OUTWARD, _INWARD = 4, 3


def locations_of(
    feed: Iterable[FeedLocation], council: CouncilLists, notes: Notes
) -> list[Location]:
    """Return the locations that can be shown, with the access features of the council's list."""
    unique: list[Location] = []
    for location in (_location(item, council, notes) for item in feed if not item.virtual):
        if location and location in unique:
            notes.cleaned("locations", "place listed twice", location["name"])
        elif location:
            unique.append(location)
    return unique


def _location(feed: FeedLocation, council: CouncilLists, notes: Notes) -> Location:
    street, city, postcode = _address(feed, notes)
    if feed.masked:
        if street or _POSTCODE.search(feed.postcode):
            notes.lost("locations", "address that its publisher masks")
        street, postcode = [], ""
    name = _name(feed, street, city)
    if not name:
        notes.lost("locations", "place without a name or an address", feed.postcode)
        return {}
    location: Location = {"name": cut(name, _LINE)}
    location |= {f"address_{n}": cut(part, _LINE) for n, part in enumerate(street[:2], 1)}
    if city:
        location["city"] = cut(city, _LINE)
    if postcode:
        location["postal_code"] = postcode
    if not street or not postcode:
        if not feed.masked:
            notes.cleaned(
                "locations", "address without street or postcode: only the town is shown", name
            )
        location["hide_address"] = "yes"
    return location | _access_and_transport(feed, council)


def _name(feed: FeedLocation, street: list[str], city: str) -> str:
    """Return the location's name, or else the first part of its address."""
    name = line(feed.name)
    if feed.masked and re.search(r"\d", name):
        name = ""
    return (
        name
        or (street[0] if street else "")
        or city
        or ("" if not feed.masked else "Address on request")
    )


def _address(feed: FeedLocation, notes: Notes) -> tuple[list[str], str, str]:
    """Return street lines, town and postcode; an address that is one text is split up."""
    street = [
        part for text in feed.street for row in lines(text).split("\n") if (part := row.strip(" ,"))
    ]
    city, postcode_text = line(feed.city), line(feed.postcode)
    postcode = _postcode(postcode_text, notes) if postcode_text and not feed.masked else ""
    is_one_text = False
    for number, text in enumerate(street):
        match = _POSTCODE.search(text)
        if match and (corrected := _corrected(match[1])):
            postcode, is_one_text = postcode or corrected, True
            street[number] = " ".join(text.replace(match[1], " ").split()).strip(" ,")
            notes.cleaned("locations", "address taken apart", "" if feed.masked else text)
    parts = [part for text in street for part in map(str.strip, text.split(",")) if part]
    if not city and is_one_text and len(parts) > 1:
        county = line(feed.county).lower()
        parts = [part for part in parts if part.lower() != county]
        city = parts.pop()
    parts = [part for part in parts if part.lower() != city.lower()]
    return _on_two_lines(parts), city, postcode


def _on_two_lines(parts: list[str]) -> list[str]:
    """Return address parts on two lines: a bare house number stays with its street."""
    rows: list[str] = []
    for part in parts:
        if rows and re.fullmatch(r"\d+\w?", rows[-1]):
            rows[-1] = f"{rows[-1]} {part}"
        else:
            rows.append(part)
    return [rows[0], *([", ".join(rows[1:])] if rows[1:] else [])] if rows else []


def _postcode(text: str, notes: Notes) -> str:
    corrected = _corrected(text)
    if not corrected:
        notes.lost("locations", "postcode that cannot be one", text)
    elif corrected != text:
        notes.cleaned("locations", "postcode mended", text)
    return corrected


def _corrected(text: str) -> str:
    """Return a postcode in its usual form; letters typed for digits are corrected."""
    letters = re.sub(r"[^A-Z0-9]", "", text.upper())
    outward, inward = letters[:-_INWARD], letters[-_INWARD:]
    inward = inward[:1].translate(str.maketrans("OIL", "011")) + inward[1:].translate(
        str.maketrans("01", "OI")
    )
    area = re.sub(r"(?<=[A-Z])[O](?=$|[0-9O])", "0", outward)
    for candidate in (
        f"{outward} {inward}",
        f"{area} {inward}",
        f"{area.replace('I', '1')} {inward}",
    ):
        try:
            return read_postcode(candidate)
        except PydanticCustomError:
            continue
    return ""


def _access_and_transport(feed: FeedLocation, council: CouncilLists) -> Location:
    phrases = list(dict.fromkeys(phrase for text in feed.access if (phrase := line(text))))
    access = {id_: "yes" for phrase in phrases for id_ in features_of(phrase, council)}
    result: Location = {}
    if feed.transport and not feed.masked:
        result["transportation"] = lines(feed.transport)
    if access:
        result["access"] = access
    note = _sentences(
        [*phrases, *([lines(feed.description)] if feed.description and not feed.masked else [])]
    )
    return result | ({"access_note": note} if note else {})


def _sentences(texts: list[str]) -> str:
    short = [text for text in texts if not text.endswith((".", "!", "?"))]
    long = [text for text in texts if text.endswith((".", "!", "?"))]
    listed = f"{', '.join(short)}." if short else ""
    return " ".join(filter(None, (listed, *long)))
