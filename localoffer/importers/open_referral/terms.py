"""What a feed's words mean here: kinds, topics, needs and areas, as the council's lists say."""

from collections.abc import Iterable
from typing import Any

from localoffer.importers.shared.council_lists import CouncilLists, normalised
from localoffer.importers.shared.notes import Notes
from localoffer.importers.shared.text import line


def areas_of(
    areas: Iterable[str], council: CouncilLists, notes: Notes
) -> tuple[list[str], list[str]]:
    """Return our ids of the areas named, and the names that are none of ours."""
    found: list[str] = []
    unknown: list[str] = []
    for text in map(line, areas):
        mapped = council.mapping.get(normalised(text))
        if normalised(text) in council.areas:
            found.append(council.areas[normalised(text)])
        elif mapped and mapped.areas:
            found += mapped.areas
        else:
            notes.lost("service_areas", "area that is not in lists/areas.yaml", text)
            unknown.append(text)
    return list(dict.fromkeys(found)), unknown


def meaning_of(words: Iterable[str], council: CouncilLists) -> tuple[dict[str, Any], list[str]]:
    """Return kind, topics and needs as importing.yaml maps terms, and the terms it does not."""
    terms = list(dict.fromkeys(filter(None, map(line, words))))
    mapped = [
        council.mapping[normalised(term)] for term in terms if normalised(term) in council.mapping
    ]
    return {
        "kind": next((one.kind for one in mapped if one.kind), ""),
        "topics": list(dict.fromkeys(topic for one in mapped for topic in one.topics)),
        "needs": list(dict.fromkeys(need for one in mapped for need in one.needs)),
    }, [term for term in terms if normalised(term) not in council.mapping]
