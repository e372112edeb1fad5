"""What changed for parents between two imports of the register, in the words of a notice."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from localoffer.importers.schools_register.school_kinds import NEEDS, code_of_need
from localoffer.importers.shared.existing_records import slug
from localoffer.importers.shared.import_result import ImportAction, ImportResult
from localoffer.importers.shared.last_import import PublishedRecord

_NAMED = 40

#: Fields whose change is told in the same words, in the order of a notice.
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
    """One thing that changed for the parents of one school: "renamed", "gained an autism base"."""

    what: str
    school: str


def changes(
    done: Iterable[tuple[ImportResult, PublishedRecord | None, PublishedRecord | None]],
) -> list[SchoolChange]:
    """Return the changes, given what was done and what the register said last and says now."""
    return [
        SchoolChange(what, outcome.name)
        for outcome, old, new in done
        for what in dict.fromkeys(_of_school(outcome, old, new))
    ]


def sentence(found: Sequence[SchoolChange]) -> str:
    """Return the sentence that counts them: "2 new, 1 closed, 3 renamed."."""
    if not found:
        return "Nothing changed for parents."
    counted = ", ".join(f"{len(names):,} {what}" for what, names in _grouped(found))
    return f"What changed for parents: {counted}."


def listed(found: Sequence[SchoolChange]) -> Iterator[str]:
    """Yield the paragraphs of a report that name the schools."""
    yield "## What changed for parents\n"
    if not found:
        yield "Nothing changed for parents.\n"
    rows = []
    for what, names in _grouped(found):
        more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
        shown = "; ".join(name.replace("<", "&lt;") for name in names[:_NAMED])
        rows.append(f"- {len(names):,} {what}: {shown}{more}")
    if rows:
        yield "\n".join(rows) + "\n"


def _grouped(found: Sequence[SchoolChange]) -> list[tuple[str, list[str]]]:
    groups: dict[str, list[str]] = {}
    for change in found:
        groups.setdefault(change.what, []).append(change.school)
    first = {what: at for at, what in enumerate(_ORDER)}
    last = {what: len(_ORDER) + 1 + at for at, (_, what) in enumerate(_FIELDS)}
    ranks = {**first, **last}
    return sorted(groups.items(), key=lambda one: ranks.get(one[0], len(_ORDER)))


def _of_school(
    outcome: ImportResult, old: PublishedRecord | None, new: PublishedRecord | None
) -> Iterator[str]:
    if outcome.did is ImportAction.NEW:
        yield "new"
    if outcome.did is ImportAction.JOINED:
        yield "joined another school"
    if outcome.did is not ImportAction.UPDATED or new is None:
        return
    if old is None:
        yield "filled in from the register"
        return
    changed = set(outcome.changed)
    yield from _status(changed, old.values, new.values)
    if "name" in changed and slug(old.name) != slug(new.name):
        yield "renamed"
    if "kind" in changed:
        is_academy = "academy" in str(new.values.get("kind"))
        yield "became an academy" if is_academy else "changed type"
    yield from _provision(changed, old.values, new.values)
    for fields, what in _FIELDS:
        if changed & set(fields):
            gone = what == "changed website" and not new.values.get("url")
            yield "no longer gives a website" if gone else what


def _status(changed: set[str], old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    if "status" not in changed:
        return
    status, was = str(new.get("status")), old.get("status")
    yield "staying open" if (was, status) == ("closing", "open") else _STATUS.get(status, status)


def _provision(changed: set[str], old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    if not changed & {"special_provision", "register_needs"}:
        return
    before, after = (list(one.get("special_provision", [])) for one in (old, new))
    were, are = _needs(old), _needs(new)
    gained = [one for one in after if one not in before]
    lost = [one for one in before if one not in after]
    yield from (f"gained {_called(one, are)}" for one in gained)
    yield from (f"lost {_called(one, were)}" for one in lost)
    if gained or lost or set(were) == set(are):
        return
    if not after:
        yield "changed types of need"
    for need in [one for one in are if one not in were] if after else ():
        yield f"gained {_called(after[0], [need])}"
    for need in [one for one in were if one not in are] if after else ():
        yield f"lost {_called(after[0], [need])}"


def _needs(values: Mapping[str, Any]) -> list[str]:
    codes = (code_of_need(str(one)) for one in values.get("register_needs", []))
    return list(dict.fromkeys(NEEDS[code][2] for code in codes if code))


def _called(provision: str, needs: Sequence[str]) -> str:
    """Return a provision in a parent's words: "an autism base", "a SEN unit"."""
    if not needs:
        return f"a {provision}"
    noun = "unit" if provision == "SEN unit" else "base"
    if len(needs) > 1:
        return f"a {noun} for {', '.join(needs[:-1])} and {needs[-1]}"
    article = "an" if needs[0][0] in "aeiou" else "a"
    return f"{article} {needs[0]} {noun}"
