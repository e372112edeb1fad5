"""A feed's terms as kinds, topics, needs and areas of the council's lists."""

from collections.abc import Iterable
from typing import Any

from localoffer.importers.shared.council_lists import CouncilLists, normalised
from localoffer.importers.shared.notes import Notes
from localoffer.importers.shared.text import line


def areas_of(
    areas: Iterable[str], council: CouncilLists, notes: Notes
) -> tuple[list[str], list[str]]:
    """Return the ids of the areas named, and the names that are in no list."""
    ids: list[str] = []
    unknown: list[str] = []
    for text in map(line, areas):
        mapped = council.mapping.get(normalised(text))
        if normalised(text) in council.areas:
            ids.append(council.areas[normalised(text)])
        elif mapped and mapped.areas:
            ids += mapped.areas
        else:
            notes.lost("service_areas", "area that is not in lists/areas.yaml", text)
            unknown.append(text)
    return list(dict.fromkeys(ids)), unknown


def mapped_terms(texts: Iterable[str], council: CouncilLists) -> tuple[dict[str, Any], list[str]]:
    """Return kind, topics and needs as importing.yaml maps terms, and the terms it does not map."""
    terms = list(dict.fromkeys(filter(None, map(line, texts))))
    mapped = [
        council.mapping[normalised(term)] for term in terms if normalised(term) in council.mapping
    ]
    return {
        "kind": next((row.kind for row in mapped if row.kind), ""),
        "topics": list(dict.fromkeys(topic for row in mapped for topic in row.topics)),
        "needs": list(dict.fromkeys(need for row in mapped for need in row.needs)),
    }, [term for term in terms if normalised(term) not in council.mapping]
