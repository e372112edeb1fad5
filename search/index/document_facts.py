"""What is known of every document: kind, ages, standing, filters, and what a result shows."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from string import ascii_lowercase
from typing import Any

from search.documents.document import SearchDocument
from search.engine.ages import NO_AGES
from search.engine.words import stems
from search.filters import SearchFilter
from search.places.known_places import Places
from search.weights import FAMILIES, STANDINGS

#: Results that lie in one file: few enough that ten results are soon fetched.
SHOWN_TOGETHER = 1

_FAMILIES = tuple(FAMILIES)
_STANDINGS = tuple(STANDINGS)
_LETTERS = ascii_lowercase


def facts(documents: Sequence[SearchDocument], places: Places) -> dict[str, Any]:
    """Return the columns that the score needs, in the order of the documents, and the towns."""
    ages = [document.ages or (NO_AGES, NO_AGES) for document in documents]
    return {
        "documents": len(documents),
        "shown_together": SHOWN_TOGETHER,
        "families": "".join(_LETTERS[_FAMILIES.index(document.family)] for document in documents),
        "standings": "".join(str(_STANDINGS.index(document.standing)) for document in documents),
        "youngest": [low for low, _ in ages],
        "oldest": [high for _, high in ages],
        "placed": "".join(str(int(_is_placed(document))) for document in documents),
        "towns": _towns(places),
    }


def _is_placed(document: SearchDocument) -> bool:
    return bool(document.postcodes) or document.of_a_place


def points(documents: Sequence[SearchDocument], places: Places) -> list[list[int]]:
    """Return where each document happens: eastings and northings by turns, in 100 metres."""
    found = []
    for document in documents:
        known = (places.point_of_postcode(postcode) for postcode in document.postcodes)
        found.append([value for point in known if point for value in (point.e, point.n)])
    return found


def _towns(places: Places) -> dict[str, list[list[str | int]]]:
    """Return towns by the first stem of their names: the rest, the name, easting, northing."""
    found: dict[str, list[list[str | int]]] = {}
    for name, point in places.names.items():
        first, *rest = stems(name) or [""]
        if first:
            row: list[str | int] = [" ".join(rest), name.title(), point.e, point.n]
            found.setdefault(first, []).append(row)
    return found


def filter_rows(
    documents: Sequence[SearchDocument], filters: Sequence[SearchFilter]
) -> list[dict[str, Any]]:
    """Return each filter with those options that some document has, as gaps between numbers."""
    rows = []
    for one in filters:
        having = _having(documents, one.name)
        options = [
            {"value": option.value, "label": option.label, "said": option.phrase, "docs": gaps}
            for option in one.options
            if (gaps := having.get(option.value))
        ]
        if options:
            rows.append(
                {"name": one.name, "label": one.label, "kind": one.kind, "first": one.is_first,
                 "options": options}
            )  # fmt: skip
    return rows


def shown_groups(documents: Sequence[SearchDocument]) -> Iterator[list[list[str]]]:
    """Yield what results show, a few documents at a time."""
    for start in range(0, len(documents), SHOWN_TOGETHER):
        yield [_shown(document) for document in documents[start : start + SHOWN_TOGETHER]]


def _shown(document: SearchDocument) -> list[str]:
    shown = document.shown
    row = [document.address, document.title, shown.kind, document.summary]
    return [*row, shown.ages, shown.place, shown.checked, shown.notice]


def _having(documents: Sequence[SearchDocument], name: str) -> Mapping[str, list[int]]:
    gaps: dict[str, list[int]] = defaultdict(list)
    last: dict[str, int] = defaultdict(int)
    for number, document in enumerate(documents):
        for value in document.facets.get(name, ()):
            gaps[value].append(number - last[value])
            last[value] = number
    return gaps
