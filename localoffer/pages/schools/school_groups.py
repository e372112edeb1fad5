"""Which lists a school stands on: by name, phase, need, place, and by what kind of place it is."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from localoffer.markdown import slug_of
from localoffer.model.school import School
from localoffer.offer import Offer
from localoffer.pages.index import first_letter
from localoffer.pages.schools.contexts import SchoolRow
from localoffer.pages.schools.school_rows import school_row, shared_names
from localoffer.schools.facts import INDEPENDENT, NeedWords, is_special
from localoffer.schools.known_school import KnownSchool

EARLY_YEARS = "early-years"

#: The lists of a kind of place: the key in the address, the title, the sentence below it.
KINDS = {
    "bases": (
        "Schools with a base or unit",
        "Ordinary schools with a room, staff and places for children with certain needs.",
    ),
    "special": (
        "Special schools",
        "Schools only for children with special needs. Most children need an EHC plan to get in.",
    ),
    "independent": (
        "Independent schools",
        "Schools that the state does not run. A council may pay for a place through an EHC plan.",
    ),
    "out-of-area": (
        "Outside our area",
        "Schools in other councils’ areas that families here use.",
    ),
    "colleges": (
        "Colleges",
        "Where young people learn after 16, with special colleges among them.",
    ),
    EARLY_YEARS: (
        "Nurseries, playgroups and childminders",
        "Places for under fives that are not schools. For nursery schools, choose by phase.",
    ),
}


@dataclass(frozen=True, slots=True)
class Groups:
    """The rows of every list by the end of its address (``phases/primary``), and place names."""

    rows: Mapping[str, tuple[SchoolRow, ...]]
    places: Mapping[str, str]


def make_groups(schools: Sequence[KnownSchool], offer: Offer, words: NeedWords) -> Groups:
    """Return every list; the schools come in the order of their names."""
    rows: dict[str, list[SchoolRow]] = defaultdict(list)
    places: dict[str, str] = {key: area.name for key, area in offer.lists.areas.items()}
    shared = shared_names(schools)
    for known in schools:
        row = school_row(known, shared, offer.lists.needs)
        place = place_of(known.school)
        places.setdefault(place, known.school.city or "")
        for key in _keys(known.school, place, words):
            rows[key].append(row)
    return Groups({key: tuple(group) for key, group in rows.items()}, places)


def place_of(school: School) -> str:
    """Return the id of the area a school lies in, or its town as an id; empty for neither."""
    return school.area or _id_of_town(school.city or "")


@cache
def _id_of_town(town: str) -> str:
    return slug_of(town)


def has_base(school: School) -> bool:
    """Return whether a school has a base or unit that we or the register know of."""
    special_classes = school.special_classes == "yes" and not is_special(school)
    return bool(school.bases or school.special_provision) or special_classes


def _keys(school: School, place: str, words: NeedWords) -> Iterator[str]:
    """Yield the ends of the addresses of its lists. A closed school is found by name alone."""
    yield f"names/{first_letter(school.name).lower()}"
    if school.status == "closed":
        return
    if school.kind == "early years setting":
        yield EARLY_YEARS
        if place:
            yield f"{EARLY_YEARS}/{place}"
    else:
        yield from (f"phases/{phase.replace(' ', '-')}" for phase in school.phases)
        if place:
            yield f"places/{place}"
    yield from (f"needs/{need}" for need in words.needs_of(school))
    yield from _kinds(school)


def _kinds(school: School) -> Iterator[str]:
    belongs = {
        "bases": has_base(school),
        "special": is_special(school),
        "independent": school.kind in INDEPENDENT,
        "out-of-area": not school.in_area,
        "colleges": school.kind in ("college", "special college"),
    }
    return (key for key, does in belongs.items() if does)
