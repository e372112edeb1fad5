"""Schools that closed and went on as others: which file goes on, and which leads to another.

The register gives a school a new URN when it becomes an academy, moves into another trust's
hands or is joined with another. Families still look for it under its old name and address.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher

from localoffer.importers.schools_register.register_rows import Register, RegisterRow
from localoffer.importers.schools_register.register_values import day_of, number_of
from localoffer.importers.schools_register.school_kinds import SPECIAL, kind_of_row
from localoffer.importers.schools_register.school_links import Links, followers
from localoffer.importers.schools_register.to_school import CLOSED, status_of
from localoffer.importers.shared.existing_records import ExistingRecords
from localoffer.importers.shared.last_import import PublishedRecord
from localoffer.importers.shared.notes import Notes

#: Words that change when a school becomes an academy and is still the same school.
_SMALL = re.compile(
    r"\b(?:the|a|of|and|school|academy|community|primary|foundation|voluntary|aided|controlled"
    r"|church|england|c of e|cofe|ce|rc|catholic|trust)\b|[^a-z0-9]+"
)
_ALIKE = 0.85
#: A school that follows another opens on the next day, or within a school year of it.
_DAYS_BETWEEN = 400
_OLDEST = 100


@dataclass(slots=True)
class Succession:
    """What became of the schools here that closed: all by URN, the old one first.

    ``goes_on``: the file of the old school is now the new one's. ``joins``: it leads to another
    file. ``split``: several schools followed, so that a person has to choose.
    """

    goes_on: dict[str, str] = field(default_factory=dict)
    joins: dict[str, str] = field(default_factory=dict)
    split: dict[str, Sequence[str]] = field(default_factory=dict)

    def old_of(self, new: str) -> str:
        """Return the URN whose file goes on as ``new``, or an empty text."""
        return next((old for old, other in self.goes_on.items() if other == new), "")


@dataclass(frozen=True, slots=True)
class Scene:
    """All that tells who followed whom."""

    register: Register
    folder: ExistingRecords
    known: Mapping[str, PublishedRecord]
    links: Links


def succession(scene: Scene) -> Succession:
    """Return what became of every school that has a file here and is closed now."""
    result = Succession()
    by_new: dict[str, list[str]] = defaultdict(list)
    for old in sorted(scene.folder.by_id):
        if not _ended(scene, old):
            continue
        found = _candidates(scene, old)
        if len(found) > 1:
            result.split[old] = found
        elif found:
            by_new[found[0]].append(old)
    for new, olds in by_new.items():
        heir = "" if new in scene.folder.by_id else _heir(scene, new, olds)
        if heir:
            result.goes_on[heir] = new
        result.joins |= {old: new for old in olds if old != heir}
    return result


def waiting(scene: Scene) -> set[str]:
    """Return schools that are not open yet and will follow one that still is.

    They get no page of their own: on the day they open, the other one's file goes on as theirs.
    """
    rows = scene.register.rows
    return {
        new
        for new, row in rows.items()
        if status_of(row) == "opening" and any(_will_follow(scene, old, new) for old in rows)
    }


def _will_follow(scene: Scene, old: str, new: str) -> bool:
    one, other = scene.register.rows[old], scene.register.rows[new]
    if old == new or status_of(one) not in ("open", "closing"):
        return False
    same = bool(one.establishment) and one.establishment == other.establishment
    return same or new in scene.links.get(old, ()) or _stands_where(one, other)


def _heir(scene: Scene, new: str, olds: Sequence[str]) -> str:
    """Return whose file goes on: the only one, or the one whose number the new school keeps."""
    if len(olds) == 1:
        return olds[0]
    same = [old for old in olds if _number(scene, old) == scene.register.rows[new].establishment]
    return same[0] if len(same) == 1 else ""


def _ended(scene: Scene, urn: str) -> bool:
    row = scene.register.rows.get(urn)
    return status_of(row) == CLOSED if row else urn in scene.known


def _candidates(scene: Scene, old: str) -> list[str]:
    """Return the schools that followed: as linked, else by number, else by place and name."""
    rows = scene.register.rows
    linked = [urn for urn in sorted(followers([old], scene.links)) if _runs(rows.get(urn))]
    if linked:
        return linked
    number = _number(scene, old)
    same = [urn for urn, row in rows.items() if number and row.establishment == number]
    found = [urn for urn in same if urn != old and _runs(rows[urn])]
    if found:
        return found
    return [urn for urn in _at_the_same_place(scene, old) if urn not in scene.folder.by_id]


def _runs(row: RegisterRow | None) -> bool:
    return row is not None and status_of(row) not in ("", CLOSED) and bool(kind_of_row(row)[0])


def _number(scene: Scene, urn: str) -> str:
    row = scene.register.rows.get(urn)
    return row.establishment if row else scene.known[urn].feed_id if urn in scene.known else ""


def _at_the_same_place(scene: Scene, old: str) -> Iterable[str]:
    row = scene.register.rows.get(old) or _remembered(scene.known[old])
    for urn, one in scene.register.rows.items():
        if urn != old and urn not in scene.known and _runs(one) and _follows(row, one):
            yield urn


def _remembered(known: PublishedRecord) -> RegisterRow:
    """Return what the register said last of a school that an extract of open ones leaves out."""
    said = known.values
    return RegisterRow(
        {
            "EstablishmentName": known.name,
            "Postcode": str(said.get("postal_code", "")),
            "TypeOfEstablishment (name)": str(said.get("type", "")),
            "StatutoryLowAge": str(said.get("minimum_age", "")),
            "StatutoryHighAge": str(said.get("maximum_age", "")),
        }
    )


def _follows(old: RegisterRow, new: RegisterRow) -> bool:
    return _stands_where(old, new) and _opened_then(old["CloseDate"], new["OpenDate"])


def _stands_where(old: RegisterRow, new: RegisterRow) -> bool:
    """Return whether ``new`` stands where ``old`` stood, with nearly its name."""
    place = _letters(old["Postcode"])
    if not place or place != _letters(new["Postcode"]):
        return False
    alike = SequenceMatcher(None, _core(old), _core(new)).ratio() >= _ALIKE
    special = [kind_of_row(row)[0] in SPECIAL for row in (old, new)]
    return alike and special[0] == special[1] and _share_ages(old, new)


def _share_ages(old: RegisterRow, new: RegisterRow) -> bool:
    """Return whether a child can be of an age for both schools; unknown ages may be any."""
    lows = [number_of(row["StatutoryLowAge"], "", Notes()) or 0 for row in (old, new)]
    highs = [number_of(row["StatutoryHighAge"], "", Notes()) or _OLDEST for row in (old, new)]
    return max(lows) < min(highs)


def _opened_then(closed: str, opened: str) -> bool:
    days = [day_of(text, "", Notes()) for text in (closed, opened)]
    if not all(days):
        return True
    return abs((date.fromisoformat(days[1]) - date.fromisoformat(days[0])).days) <= _DAYS_BETWEEN


def _core(row: RegisterRow) -> str:
    name = row["EstablishmentName"].lower().replace("'", "").replace("’", "")
    return " ".join(_SMALL.sub(" ", name).split())


def _letters(text: str) -> str:
    return re.sub(r"\s", "", text).upper()
