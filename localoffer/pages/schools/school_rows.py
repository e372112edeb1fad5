"""A school as one row of a list, and which names a list needs more than the name for."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from localoffer.model.lists import Need
from localoffer.model.school import ResourcedProvision, School
from localoffer.pages.schools.contexts import SchoolRow
from localoffer.schools.known_school import KnownSchool
from localoffer.schools.labels import SIGNS, kind_and_town, report_text


def shared_names(schools: Iterable[KnownSchool]) -> frozenset[str]:
    """Return the names that more than one school has: a link in them alone would not tell."""
    counts = Counter(known.school.name for known in schools)
    return frozenset(name for name, count in counts.items() if count > 1)


def school_row(known: KnownSchool, shared: frozenset[str], needs: Mapping[str, Need]) -> SchoolRow:
    """Return the row of a school."""
    school = known.school
    return SchoolRow(
        known.entry.address,
        school.name,
        kind_and_town(school),
        report_text(school, known.report_status),
        SIGNS[known.report_status.state],
        tuple(_notes(school, needs)),
        shared=school.name in shared,
    )


def _notes(school: School, needs: Mapping[str, Need]) -> Iterator[str]:
    if school.status == "closing":
        yield "Going to close"
    if not school.in_area:
        yield "Outside our area"
    yield from (_base(base, needs) for base in school.bases)
    if not school.bases:
        yield from (f"Has a {_inside(kind)}" for kind in school.special_provision)


def _base(base: ResourcedProvision, needs: Mapping[str, Need]) -> str:
    names = ", ".join(_in_a_sentence(needs[need].name) for need in base.needs if need in needs)
    return f"Base: {base.name} ({names})" if names else f"Base: {base.name}"


def _in_a_sentence(name: str) -> str:
    """Return a name with a small first letter, unless it is of capitals alone (ADHD)."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def _inside(kind: str) -> str:
    return {"SEN unit": "unit for special needs"}.get(kind, kind)
