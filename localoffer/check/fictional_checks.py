"""What belongs to an example alone: drama numbers, example.org, the example council's own names.

Who copies a page from the example changes the words and forgets a number. A family that rings it
reaches nobody.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from localoffer.problems import Problem, quoted
from localoffer.read.front_matter import split
from localoffer.read.register import read_register
from localoffer.read.source import FieldPath, Source, dotted
from localoffer.read.yaml_parser import parse

#: Where a British telephone number may begin, and the number as people write it: 0, +44 or 0044,
#: then nine or ten digits with at most three other signs between two of them.
_PHONE = re.compile(
    r"(?<![0-9])(?=(\(?(?:\+44|0044|0)(?:[\s()./\u2010-\u2015-]{0,3}[0-9]){9,10}(?![0-9])))"
)

#: The host of a web or e-mail address.
_HOST = re.compile(r"(?<=[@/])[\w-]+(?:\.[\w-]+)+")

#: A street may be named after any place: Sandmere Road is in London too.
_STREET = (
    r"(?! (?:avenue|close|court|crescent|drive|gardens|grove|house|lane|mews|park|place|road"
    r"|street|terrace|walk|way)\b)"
)

_URN_LENGTH = 6


def fictional_problems(path: str, text: str) -> Iterator[Problem]:
    """Yield an error for everything fictional that a council's own file gives to its readers.

    A comment in YAML is on nobody's page, so what stands there is left alone.
    """
    if not any(_in_text(text)) and "urn:" not in text:
        return
    is_yaml = path.endswith(".yaml")
    parts = (text, "", 1) if is_yaml else split(text, path)
    if isinstance(parts, Problem):
        return
    header, body, body_line = parts
    parsed = parse(header, path, first_line=1 if is_yaml else 2)
    source = Source(path, {}, parsed.lines)
    for place, value in _values(parsed.values):
        for message, fix in (*_in_text(value), *_in_urn(value, place)):
            yield Problem(path, source.line_of(place), dotted(place), message, fix)
    for number, line in enumerate(body.splitlines(), body_line):
        for message, fix in _in_text(line):
            yield Problem(path, number, "", message, fix)


def _values(value: Any, place: FieldPath = ()) -> Iterator[tuple[FieldPath, str]]:
    """Yield every text among the values of a file, with its place."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _values(inner, (*place, str(name)))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _values(inner, (*place, number))


def _in_text(text: str) -> Iterator[tuple[str, str]]:
    """Yield a sentence on everything fictional in a text, and what to write instead."""
    yield from _phones(text)
    yield from _hosts(text)
    for match in _known()["postcode"].finditer(text):
        yield _told(match[0], "a postcode that the Royal Mail does not have", "postcode")
    small = text.casefold()
    if any(name in small for name in _known()["names"]):
        for match in _known()["name"].finditer(text):
            yield _told(match[0], "a name of the example council", "name")


def _phones(text: str) -> Iterator[tuple[str, str]]:
    end = 0
    for match in _PHONE.finditer(text):
        if match.start() >= end and _dialled(match[1].lstrip("(")).startswith(_known()["phones"]):
            end = match.end(1)
            yield _told(match[1], "a number for drama, which nobody has", "number")


def _hosts(text: str) -> Iterator[tuple[str, str]]:
    for match in _HOST.finditer(text):
        host = match[0].lower()
        if host in _known()["hosts"] or host.endswith(_known()["endings"]):
            yield _told(match[0], "an address for examples, where nobody answers", "address")


def _in_urn(value: str, place: FieldPath) -> Iterator[tuple[str, str]]:
    """Yield a sentence on a register number of the example."""
    is_urn = place[-1:] == ("urn",) and len(value) == _URN_LENGTH
    if is_urn and value.startswith(_known()["urns"]):
        yield _told(value, "a number of the example, not of the register of schools", "number")


def _told(words: str, what: str, noun: str) -> tuple[str, str]:
    return f"{quoted(words)} is {what}.", f"Write the real {noun}, or take it out."


def _dialled(number: str) -> str:
    """Return the digits of a number as they are dialled in this country: 01632960123."""
    digits = re.sub(r"[^0-9]", "", number)
    abroad = "0044" if number.startswith("00") else "44" if number.startswith("+") else ""
    return f"0{digits.removeprefix(abroad).lstrip('0')}"


@cache
def _known() -> dict[str, Any]:
    """Return the list of what is fictional, ready to be looked for."""
    rows = read_register(__file__, "fictional.yaml")
    names, areas = ("|".join(map(re.escape, rows[key])) for key in ("names", "postcode_areas"))
    return {
        "phones": tuple(_dialled(row) for row in rows["phones"]),
        "hosts": frozenset(rows["hosts"]),
        "endings": tuple(f".{ending}" for ending in (*rows["hosts"], *rows["endings"])),
        "postcode": re.compile(rf"\b(?:{areas})[0-9]{{1,2}} ?[0-9][A-Z]{{2}}\b"),
        "names": tuple(name.casefold() for name in rows["names"]),
        "name": re.compile(rf"(?<!\w)(?:{names})(?!\w){_STREET}", re.IGNORECASE),
        "urns": tuple(rows["urns"]),
    }
