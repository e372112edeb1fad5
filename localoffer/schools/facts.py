"""Facts about a school that its record implies: the duty to report, its needs, its coordinator.

The duty to publish a SEN information report (Children and Families Act 2014, section 69; SI
2014/1530, regulation 51, number read second-hand) lies on maintained schools, maintained nursery
schools and Academy schools, and not on a special school established in a hospital. Other places
may publish one, and many do.
"""

from collections.abc import Iterable, Mapping

from localoffer.model.lists import Need
from localoffer.model.school import CoordinatorRule, School, SchoolKind

_YEAR = 12
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

#: What each month of a year says: of the second year, and of those after it.
_SECOND_YEAR = (*["over a year"] * 6, *["about a year and a half"] * 6)

_LATER_YEAR = (
    *["over {} years"] * 6,
    *["about {} and a half years"] * 3,
    *["nearly {next} years"] * 3,
)

EXPECTED: frozenset[SchoolKind] = frozenset(
    {"nursery school", "maintained school", "academy", "special school", "special academy"}
)

SPECIAL: frozenset[SchoolKind] = frozenset(
    {
        "special school",
        "special academy",
        "non-maintained special school",
        "independent special school",
        "special college",
    }
)

INDEPENDENT: frozenset[SchoolKind] = frozenset({"independent school", "independent special school"})


def report_expected(school: School) -> bool:
    """Return whether the law asks this school, which is open, for a SEN information report."""
    is_open = school.status in ("open", "closing")
    return school.kind in EXPECTED and not school.hospital and is_open


def is_counted(school: School) -> bool:
    """Return whether the council counts this school's report: it is expected, and in its area."""
    return report_expected(school) and school.in_area


def is_special(school: School) -> bool:
    """Return whether the school is for pupils with special needs alone."""
    return school.kind in SPECIAL


class NeedWords:
    """The council's needs by the words that people use for them, short forms among them.

    The register writes "ASD - Autistic Spectrum Disorder": the part before the dash is looked
    up among ``also_called``.
    """

    def __init__(self, needs: Iterable[Need]) -> None:
        self._ids: Mapping[str, str] = {
            words.casefold(): need.id
            for need in needs
            for words in (need.id, need.name, *need.also_called)
        }

    def needs_of(self, school: School) -> tuple[str, ...]:
        """Return the ids of the needs: those of its own record first, then the register's."""
        own_needs = [*school.needs, *(need for base in school.bases for need in base.needs)]
        return tuple(dict.fromkeys([*own_needs, *self._from_register(school)]))

    def _from_register(self, school: School) -> Iterable[str]:
        for words in school.register_needs:
            short, _, long = words.partition(" - ")
            need = self._ids.get(short.strip().casefold()) or self._ids.get(long.casefold())
            if need:
                yield need


def coordinator_of(slug: str, school: School, rules: Iterable[CoordinatorRule]) -> str | None:
    """Return the id of the contact: the school's own, or that of the first rule that fits."""
    if school.coordinator:
        return school.coordinator
    return next((rule.contact for rule in rules if _fits(slug, school, rule)), None)


def _fits(slug: str, school: School, rule: CoordinatorRule) -> bool:
    return (
        (not rule.schools or slug in rule.schools)
        and (not rule.areas or school.area in rule.areas)
        and (not rule.phases or bool(set(rule.phases) & set(school.phases)))
        and (not rule.kinds or school.kind in rule.kinds)
        and (rule.outside is None or rule.outside is not school.in_area)
    )


def age_in_words(months: int) -> str:
    """Return whole months in words that go before "ago": "nearly three years".

    Under a year they stay months; over ten years is the most that is said.
    """
    years, rest = divmod(months, _YEAR)
    if not years:
        return {0: "less than a month", 1: "a month"}.get(months, f"{months} months")
    if years == 1:
        return _SECOND_YEAR[rest]
    if years >= len(_NUMBERS) - 1:
        return f"over {_NUMBERS[-1]} years"
    return _LATER_YEAR[rest].format(_NUMBERS[years], next=_NUMBERS[years + 1])
