"""What is known of every document: kind, ages, status, filters, and what a result shows."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from string import ascii_lowercase
from typing import Any, get_args

from search.documents.document import SearchDocument, UrgentHelp
from search.engine.ages import NO_AGES
from search.engine.words import stems
from search.filters import SearchFilter
from search.index.telling_sentences import telling_sentences
from search.places.known_places import Places
from search.weights import FAMILIES, STATUSES

#: How many documents' results lie in one file. Neighbours are of a kind and are often found
#: together; more in one would save requests and cost a first search bytes that it does not show.
RESULTS_IN_FILE = 8

_FAMILIES = tuple(FAMILIES)
_STATUSES = tuple(STATUSES)
_URGENT_HELP = get_args(UrgentHelp)
_LETTERS = ascii_lowercase


def facts(documents: Sequence[SearchDocument], places: Places) -> dict[str, Any]:
    """Return the columns that the score needs, in the order of the documents, and the towns."""
    ages = [document.ages or (NO_AGES, NO_AGES) for document in documents]
    return {
        "documents": len(documents),
        "shown_together": RESULTS_IN_FILE,
        "families": "".join(_LETTERS[_FAMILIES.index(document.family)] for document in documents),
        "standings": "".join(str(_STATUSES.index(document.status)) for document in documents),
        "youngest": [low for low, _ in ages],
        "oldest": [high for _, high in ages],
        "urgent_help": "".join(
            str(_URGENT_HELP.index(document.urgent_help)) for document in documents
        ),
        "placed": "".join(str(int(_is_placed(document))) for document in documents),
        "towns": _towns(places),
    }


def _is_placed(document: SearchDocument) -> bool:
    return bool(document.postcodes) or document.of_a_place


def points(documents: Sequence[SearchDocument], places: Places) -> list[list[int]]:
    """Return each document's places: easting, northing, easting …, in units of 100 metres."""
    rows = []
    for document in documents:
        known = (places.point_of_postcode(postcode) for postcode in document.postcodes)
        rows.append([value for point in known if point for value in (point.e, point.n)])
    return rows


def _towns(places: Places) -> dict[str, list[list[str | int]]]:
    """Return towns by the first stem of their names: the rest, the name, easting, northing."""
    towns: dict[str, list[list[str | int]]] = {}
    for name, point in places.names.items():
        first, *rest = stems(name) or [""]
        if first:
            row: list[str | int] = [" ".join(rest), name.title(), point.e, point.n]
            towns.setdefault(first, []).append(row)
    return towns


def filter_rows(
    documents: Sequence[SearchDocument], filters: Sequence[SearchFilter]
) -> list[dict[str, Any]]:
    """Return each filter with those options that some document has, as gaps between numbers."""
    rows = []
    for search_filter in filters:
        gaps_by_value = _gaps_by_value(documents, search_filter.name)
        options = [
            {"value": option.value, "label": option.label, "said": option.phrase, "docs": gaps}
            for option in search_filter.options
            if (gaps := gaps_by_value.get(option.value))
        ]
        if options:
            rows.append(
                {"name": search_filter.name, "label": search_filter.label,
                 "kind": search_filter.kind, "first": search_filter.is_first,
                 "for_all": search_filter.for_all, "options": options}
            )  # fmt: skip
    return rows


def result_files(documents: Sequence[SearchDocument]) -> Iterator[list[list[str]]]:
    """Yield what results show of the documents, file by file."""
    for start in range(0, len(documents), RESULTS_IN_FILE):
        yield [_result_fields(document) for document in documents[start : start + RESULTS_IN_FILE]]


def _result_fields(document: SearchDocument) -> list[str]:
    text = document.result_text
    title = document.result_title or document.title
    row = [document.address, title, text.kind, document.summary]
    return [*row, text.ages, text.place, text.checked, text.notice, telling_sentences(document)]


def _gaps_by_value(documents: Sequence[SearchDocument], name: str) -> Mapping[str, list[int]]:
    gaps: dict[str, list[int]] = defaultdict(list)
    last: dict[str, int] = defaultdict(int)
    for number, document in enumerate(documents):
        for value in document.facets.get(name, ()):
            gaps[value].append(number - last[value])
            last[value] = number
    return gaps
