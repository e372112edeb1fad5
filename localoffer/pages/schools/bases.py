"""Bases and units: what we know of each, and in sentences what the register alone knows."""

from collections.abc import Iterator

from localoffer.model.school import School
from localoffer.pages.index import Index
from localoffer.pages.schools.contexts import BaseShown
from localoffer.schools.facts import is_special

_NAMES = {"resourced provision": "resourced provision", "SEN unit": "a unit for special needs"}


def bases_of(school: School, index: Index) -> tuple[BaseShown, ...]:
    """Return the bases that we know of."""
    needs = index.offer.lists.needs
    return tuple(
        BaseShown(
            base,
            tuple(needs[need] for need in base.needs if need in needs),
            index.links.get(f"/services/{base.service}/") if base.service else None,
        )
        for base in school.bases
    )


def register_says(school: School) -> tuple[str, ...]:
    """Return what the register says of bases, where we know nothing of our own."""
    return () if school.bases else tuple(_sentences(school))


def _sentences(school: School) -> Iterator[str]:
    places = {
        "resourced provision": school.resourced_places,
        "SEN unit": school.unit_places,
    }
    for kind in school.special_provision:
        count = places[kind]
        known = f" with {count} {'place' if count == 1 else 'places'}" if count else ""
        yield f"The national register says it has {_NAMES[kind]}{known}."
    if school.special_classes == "yes" and not school.special_provision and not is_special(school):
        yield "The national register says it has special classes."
