"""Which EHC coordinator looks after a school."""

from collections.abc import Iterable

from localoffer.model.school import CoordinatorRule, School


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
