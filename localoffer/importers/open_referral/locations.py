"""Places: addresses taken apart, postcodes mended, masks kept, access only as said."""

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from pydantic_core import PydanticCustomError

from localoffer.importers.open_referral.feed_service import FeedLocation
from localoffer.importers.shared.notes import Notes
from localoffer.importers.shared.text import cut, line, lines
from localoffer.model.fields import read_postcode

Place = dict[str, object]

_LINE = 200
_POSTCODE = re.compile(r"\b([A-Z]{1,2}[0-9OI][0-9A-Z]?\s*[0-9OI][A-Z]{2})\b", re.IGNORECASE)
_OUTWARD, _INWARD = 4, 3

#: Words that plainly say what a building has; anything vaguer ("partial wheelchair access",
#: "wheelchair accessible entrance", "changing facilities") is told in words and claims nothing.
_PLAIN = {
    "step-free": "step-free access|step free access|step-free|step free|level access throughout"
    "|full wheelchair access|fully wheelchair accessible|step-free throughout",
    "accessible-toilet": "accessible toilet|accessible toilets|accessible toilet facilities"
    "|disabled toilet|disabled toilets|disabled toilet facilities"
    "|wheelchair accessible toilet|accessible wc",
    "changing-places": "changing places|changing places toilet|changing places facility",
    "hoist": "hoist|hoist available|ceiling hoist|pool hoist",
    "lift": "lift|lift access|lift available|lifts",
    "hearing-loop": "hearing loop|hearing loops|induction loop|hearing loop system|induction loops",
    "bsl": "bsl interpreter|bsl|british sign language|bsl interpreters|sign language interpreter",
    "blue-badge-parking": "blue badge parking|disabled parking|accessible parking"
    "|accessible parking spaces"
    "|disabled parking spaces|disabled parking bays|accessible parking bays",
    "public-transport": "bus stop nearby|near a bus stop|near bus stop|close to public transport",
    "quiet-space": "quiet space|quiet room|quiet area",
    "changing-bench": "changing bench|adult changing bench|adult changing table",
    "wide-doors": "wide doors|wide doorways",
}
_MEANS = {words: feature for feature, said in _PLAIN.items() for words in said.split("|")}


def locations_of(
    feed: Iterable[FeedLocation], features: AbstractSet[str], notes: Notes
) -> list[Place]:
    """Return the places that can be shown; ``features`` are the council's own access features."""
    made = [_place(one, features, notes) for one in feed if not one.virtual]
    once: list[Place] = []
    for place in made:
        if place and place in once:
            notes.cleaned("locations", "place listed twice", place["name"])
        elif place:
            once.append(place)
    return once


def _place(feed: FeedLocation, features: AbstractSet[str], notes: Notes) -> Place:
    street, city, postcode = _address(feed, notes)
    if feed.masked:
        if street or _POSTCODE.search(feed.postcode):
            notes.lost("locations", "address that its publisher masks")
        street, postcode = [], ""
    name = _name(feed, street, city)
    if not name:
        notes.lost("locations", "place without a name or an address", feed.postcode)
        return {}
    place: Place = {"name": cut(name, _LINE)}
    place |= {f"address_{n}": cut(one, _LINE) for n, one in enumerate(street[:2], 1)}
    if city:
        place["city"] = cut(city, _LINE)
    if postcode:
        place["postal_code"] = postcode
    if not street or not postcode:
        if not feed.masked:
            notes.cleaned(
                "locations", "address without street or postcode: only the town is shown", name
            )
        place["hide_address"] = "yes"
    return place | _around(feed, features)


def _name(feed: FeedLocation, street: list[str], city: str) -> str:
    """Return the place's name, or what stands first in its address."""
    named = line(feed.name)
    if feed.masked and re.search(r"\d", named):
        named = ""
    return (
        named
        or (street[0] if street else "")
        or city
        or ("" if not feed.masked else "Address on request")
    )


def _address(feed: FeedLocation, notes: Notes) -> tuple[list[str], str, str]:
    """Return street lines, town and postcode; an address in one text is taken apart."""
    street = [
        part for text in feed.street for row in lines(text).split("\n") if (part := row.strip(" ,"))
    ]
    city, said = line(feed.city), line(feed.postcode)
    postcode = _postcode(said, notes) if said and not feed.masked else ""
    in_one_text = False
    for number, text in enumerate(street):
        match = _POSTCODE.search(text)
        if match and (found := _mended(match[1])):
            postcode, in_one_text = postcode or found, True
            street[number] = " ".join(text.replace(match[1], " ").split()).strip(" ,")
            notes.cleaned("locations", "address taken apart", "" if feed.masked else text)
    parts = [part for text in street for part in map(str.strip, text.split(",")) if part]
    if not city and in_one_text and len(parts) > 1:
        county = line(feed.county).lower()
        parts = [part for part in parts if part.lower() != county]
        city = parts.pop()
    parts = [part for part in parts if part.lower() != city.lower()]
    return _in_two(parts), city, postcode


def _in_two(parts: list[str]) -> list[str]:
    """Return address parts on two lines: a bare house number stays with its street."""
    rows: list[str] = []
    for part in parts:
        if rows and re.fullmatch(r"\d+\w?", rows[-1]):
            rows[-1] = f"{rows[-1]} {part}"
        else:
            rows.append(part)
    return [rows[0], *([", ".join(rows[1:])] if rows[1:] else [])] if rows else []


def _postcode(text: str, notes: Notes) -> str:
    found = _mended(text)
    if not found:
        notes.lost("locations", "postcode that cannot be one", text)
    elif found != text:
        notes.cleaned("locations", "postcode mended", text)
    return found


def _mended(text: str) -> str:
    """Return a postcode in its usual form; letters typed for digits are mended."""
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


def _around(feed: FeedLocation, features: AbstractSet[str]) -> Place:
    said = [words for text in feed.access if (words := line(text))]
    said = list(dict.fromkeys(said))
    access = {
        _MEANS[words.lower().rstrip(".")]: "yes"
        for words in said
        if _MEANS.get(words.lower().rstrip(".")) in features
    }
    around: Place = {}
    if feed.transport and not feed.masked:
        around["transportation"] = lines(feed.transport)
    if access:
        around["access"] = access
    note = _sentences(
        [*said, *([lines(feed.description)] if feed.description and not feed.masked else [])]
    )
    return around | ({"access_note": note} if note else {})


def _sentences(texts: list[str]) -> str:
    short = [text for text in texts if not text.endswith((".", "!", "?"))]
    long = [text for text in texts if text.endswith((".", "!", "?"))]
    listed = f"{', '.join(short)}." if short else ""
    return " ".join(filter(None, (listed, *long)))
