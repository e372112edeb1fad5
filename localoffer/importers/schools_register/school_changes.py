"""What changed for parents between two imports of the register, in plain phrases."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from localoffer.importers.schools_register.school_kinds import NEEDS, code_of_need
from localoffer.importers.shared.existing_records import slug
from localoffer.importers.shared.import_result import ImportAction, ImportResult
from localoffer.importers.shared.last_import import PublishedRecord

_NAMED = 40

#: Fields, and the phrase for any change of them, in the order of the report.
_FIELDS = (
    (("url",), "changed website"),
    (("phone",), "changed phone number"),
    (("address_1", "address_2", "city", "postal_code"), "changed address"),
    (("minimum_age", "maximum_age"), "changed ages"),
    (("phases",), "changed phases"),
    (("trust",), "changed trust"),
    (("section_41",), "changed section 41 approval"),
    (("special_classes",), "changed special classes"),
    (("resourced_places", "unit_places"), "changed number of places"),
    (("authority", "in_area"), "changed council"),
)
_STATUS = {
    "closed": "closed",
    "closing": "to close",
    "opening": "not open yet",
    "open": "opened",
}
_ORDER = ("new", "closed", "joined another school", "to close", "opened", "renamed")


@dataclass(frozen=True, slots=True)
class SchoolChange:
    """One change at one school, as a phrase: "renamed", "gained an autism base"."""

    phrase: str
    school: str


def changes(
    steps: Iterable[tuple[ImportResult, PublishedRecord | None, PublishedRecord | None]],
) -> list[SchoolChange]:
    """Return the changes; ``steps`` are results with the last and the new version of a record."""
    return [
        SchoolChange(phrase, result.name)
        for result, last, new in steps
        for phrase in dict.fromkeys(_phrases(result, last, new))
    ]


def sentence(school_changes: Sequence[SchoolChange]) -> str:
    """Return the sentence that counts them: "2 new, 1 closed, 3 renamed."."""
    if not school_changes:
        return "Nothing changed for parents."
    counted = ", ".join(f"{len(names):,} {phrase}" for phrase, names in _grouped(school_changes))
    return f"What changed for parents: {counted}."


def listed(school_changes: Sequence[SchoolChange]) -> Iterator[str]:
    """Yield the paragraphs of a report that name the schools."""
    yield "## What changed for parents\n"
    if not school_changes:
        yield "Nothing changed for parents.\n"
    rows = []
    for phrase, names in _grouped(school_changes):
        others = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
        listed_names = "; ".join(name.replace("<", "&lt;") for name in names[:_NAMED])
        rows.append(f"- {len(names):,} {phrase}: {listed_names}{others}")
    if rows:
        yield "\n".join(rows) + "\n"


def _grouped(school_changes: Sequence[SchoolChange]) -> list[tuple[str, list[str]]]:
    groups: dict[str, list[str]] = {}
    for change in school_changes:
        groups.setdefault(change.phrase, []).append(change.school)
    first = {phrase: rank for rank, phrase in enumerate(_ORDER)}
    last = {phrase: len(_ORDER) + 1 + rank for rank, (_, phrase) in enumerate(_FIELDS)}
    ranks = {**first, **last}
    return sorted(groups.items(), key=lambda group: ranks.get(group[0], len(_ORDER)))


def _phrases(
    result: ImportResult, last: PublishedRecord | None, new: PublishedRecord | None
) -> Iterator[str]:
    if result.action is ImportAction.NEW:
        yield "new"
    if result.action is ImportAction.JOINED:
        yield "joined another school"
    if result.action is not ImportAction.UPDATED or new is None:
        return
    if last is None:
        yield "filled in from the register"
        return
    changed = set(result.changed)
    yield from _status(changed, last.values, new.values)
    if "name" in changed and slug(last.name) != slug(new.name):
        yield "renamed"
    if "kind" in changed:
        is_academy = "academy" in str(new.values.get("kind"))
        yield "became an academy" if is_academy else "changed type"
    yield from _provision(changed, last.values, new.values)
    for fields, phrase in _FIELDS:
        if changed & set(fields):
            no_website = phrase == "changed website" and not new.values.get("url")
            yield "no longer gives a website" if no_website else phrase


def _status(changed: set[str], last: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    if "status" not in changed:
        return
    status, last_status = str(new.get("status")), last.get("status")
    yield (
        "staying open"
        if (last_status, status) == ("closing", "open")
        else _STATUS.get(status, status)
    )


def _provision(changed: set[str], last: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    if not changed & {"special_provision", "register_needs"}:
        return
    before, after = (list(record.get("special_provision", [])) for record in (last, new))
    needs_before, needs_after = _needs(last), _needs(new)
    gained = [item for item in after if item not in before]
    lost = [item for item in before if item not in after]
    yield from (f"gained {_provision_name(item, needs_after)}" for item in gained)
    yield from (f"lost {_provision_name(item, needs_before)}" for item in lost)
    if gained or lost or set(needs_before) == set(needs_after):
        return
    if not after:
        yield "changed types of need"
    for need in [need for need in needs_after if need not in needs_before] if after else ():
        yield f"gained {_provision_name(after[0], [need])}"
    for need in [need for need in needs_before if need not in needs_after] if after else ():
        yield f"lost {_provision_name(after[0], [need])}"


def _needs(values: Mapping[str, Any]) -> list[str]:
    codes = (code_of_need(str(need)) for need in values.get("register_needs", []))
    return list(dict.fromkeys(NEEDS[code][2] for code in codes if code))


def _provision_name(provision: str, needs: Sequence[str]) -> str:
    """Return a provision in a parent's words: "an autism base", "a SEN unit"."""
    if not needs:
        return f"a {provision}"
    noun = "unit" if provision == "SEN unit" else "base"
    if len(needs) > 1:
        return f"a {noun} for {', '.join(needs[:-1])} and {needs[-1]}"
    article = "an" if needs[0][0] in "aeiou" else "a"
    return f"{article} {needs[0]} {noun}"
