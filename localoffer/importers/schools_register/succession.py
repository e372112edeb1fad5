"""Schools that closed and their successors: which file continues, and which leads to another.

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
from localoffer.importers.schools_register.school_links import Links, all_successors
from localoffer.importers.schools_register.to_school import CLOSED, status_of
from localoffer.importers.shared.existing_records import ExistingRecords
from localoffer.importers.shared.last_import import PublishedRecord
from localoffer.importers.shared.notes import Notes

#: Words that may change when a school becomes an academy, though it is still the same school.
_IGNORED_WORDS = re.compile(
    r"\b(?:the|a|of|and|school|academy|community|primary|foundation|voluntary|aided|controlled"
    r"|church|england|c of e|cofe|ce|rc|catholic|trust)\b|[^a-z0-9]+"
)
_SIMILAR = 0.85
#: A successor opens the day after its predecessor closes, or within about a school year.
_DAYS_BETWEEN = 400
_OLDEST = 100


@dataclass(slots=True)
class Succession:
    """The successors of schools that have a file here and closed, by the predecessor's URN.

    ``continued``: the file is the successor's from now on. ``merged``: its address leads to the
    file of the successor. ``split``: there are several, so that a person has to choose.
    """

    continued: dict[str, str] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)
    split: dict[str, Sequence[str]] = field(default_factory=dict)

    def predecessor_of(self, urn: str) -> str:
        """Return the URN whose file continues as that of ``urn``, or an empty text."""
        return next((old for old, new in self.continued.items() if new == urn), "")


@dataclass(frozen=True, slots=True)
class SuccessionEvidence:
    """All by which the successor of a school is found."""

    register: Register
    existing: ExistingRecords
    last_records: Mapping[str, PublishedRecord]
    links: Links


def succession(evidence: SuccessionEvidence) -> Succession:
    """Return the successions of all schools that have a file here and are closed now."""
    result = Succession()
    predecessors: dict[str, list[str]] = defaultdict(list)
    for old in sorted(evidence.existing.by_id):
        if not _is_closed(evidence, old):
            continue
        successors = _successors(evidence, old)
        if len(successors) > 1:
            result.split[old] = successors
        elif successors:
            predecessors[successors[0]].append(old)
    for new, olds in predecessors.items():
        main = "" if new in evidence.existing.by_id else _main_predecessor(evidence, new, olds)
        if main:
            result.continued[main] = new
        result.merged |= {old: new for old in olds if old != main}
    return result


def not_open_yet(evidence: SuccessionEvidence) -> set[str]:
    """Return the URNs of schools that will open as the successor of one that is still open.

    They get no page of their own: when they open, the predecessor's file continues as theirs.
    """
    rows = evidence.register.rows
    return {
        new
        for new, row in rows.items()
        if status_of(row) == "opening" and any(_will_succeed(evidence, old, new) for old in rows)
    }


def _will_succeed(evidence: SuccessionEvidence, old: str, new: str) -> bool:
    old_row, new_row = evidence.register.rows[old], evidence.register.rows[new]
    if old == new or status_of(old_row) not in ("open", "closing"):
        return False
    number = old_row.establishment
    same_number = bool(number) and number == new_row.establishment
    return same_number or new in evidence.links.get(old, ()) or _is_same_place(old_row, new_row)


def _main_predecessor(evidence: SuccessionEvidence, new: str, olds: Sequence[str]) -> str:
    """Return whose file continues: the only one, or the one whose number the successor keeps."""
    if len(olds) == 1:
        return olds[0]
    number = evidence.register.rows[new].establishment
    same_number = [old for old in olds if _number(evidence, old) == number]
    return same_number[0] if len(same_number) == 1 else ""


def _is_closed(evidence: SuccessionEvidence, urn: str) -> bool:
    row = evidence.register.rows.get(urn)
    return status_of(row) == CLOSED if row else urn in evidence.last_records


def _successors(evidence: SuccessionEvidence, old: str) -> list[str]:
    """Return the successors of a school: as linked, else by number, else by place and name."""
    rows = evidence.register.rows
    linked = [
        urn for urn in sorted(all_successors([old], evidence.links)) if _is_running(rows.get(urn))
    ]
    if linked:
        return linked
    number = _number(evidence, old)
    same_number = [urn for urn, row in rows.items() if number and row.establishment == number]
    running = [urn for urn in same_number if urn != old and _is_running(rows[urn])]
    if running:
        return running
    return [urn for urn in _at_the_same_place(evidence, old) if urn not in evidence.existing.by_id]


def _is_running(row: RegisterRow | None) -> bool:
    return row is not None and status_of(row) not in ("", CLOSED) and bool(kind_of_row(row)[0])


def _number(evidence: SuccessionEvidence, urn: str) -> str:
    row = evidence.register.rows.get(urn)
    return (
        row.establishment
        if row
        else evidence.last_records[urn].feed_id
        if urn in evidence.last_records
        else ""
    )


def _at_the_same_place(evidence: SuccessionEvidence, old: str) -> Iterable[str]:
    row = evidence.register.rows.get(old) or _row_of(evidence.last_records[old])
    for urn, candidate in evidence.register.rows.items():
        is_new = urn != old and urn not in evidence.last_records
        if is_new and _is_running(candidate) and _succeeds(row, candidate):
            yield urn


def _row_of(record: PublishedRecord) -> RegisterRow:
    """Return what the register said last of a school that an extract of open ones leaves out."""
    values = record.values
    return RegisterRow(
        {
            "EstablishmentName": record.name,
            "Postcode": str(values.get("postal_code", "")),
            "TypeOfEstablishment (name)": str(values.get("type", "")),
            "StatutoryLowAge": str(values.get("minimum_age", "")),
            "StatutoryHighAge": str(values.get("maximum_age", "")),
        }
    )


def _succeeds(old: RegisterRow, new: RegisterRow) -> bool:
    return _is_same_place(old, new) and _opened_after(old["CloseDate"], new["OpenDate"])


def _is_same_place(old: RegisterRow, new: RegisterRow) -> bool:
    """Return whether ``new`` is at the postcode of ``old``, under nearly the same name."""
    postcode = _compact(old["Postcode"])
    if not postcode or postcode != _compact(new["Postcode"]):
        return False
    similar = SequenceMatcher(None, _core(old), _core(new)).ratio() >= _SIMILAR
    special = [kind_of_row(row)[0] in SPECIAL for row in (old, new)]
    return similar and special[0] == special[1] and _share_ages(old, new)


def _share_ages(old: RegisterRow, new: RegisterRow) -> bool:
    """Return whether a child can be of an age for both schools; unknown ages may be any."""
    lows = [number_of(row["StatutoryLowAge"], "", Notes()) or 0 for row in (old, new)]
    highs = [number_of(row["StatutoryHighAge"], "", Notes()) or _OLDEST for row in (old, new)]
    return max(lows) < min(highs)


def _opened_after(closed: str, opened: str) -> bool:
    days = [day_of(text, "", Notes()) for text in (closed, opened)]
    if not all(days):
        return True
    return abs((date.fromisoformat(days[1]) - date.fromisoformat(days[0])).days) <= _DAYS_BETWEEN


def _core(row: RegisterRow) -> str:
    name = row["EstablishmentName"].lower().replace("'", "").replace("’", "")
    return " ".join(_IGNORED_WORDS.sub(" ", name).split())


def _compact(text: str) -> str:
    return re.sub(r"\s", "", text).upper()
