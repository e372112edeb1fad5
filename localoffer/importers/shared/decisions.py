"""What a person decided, or not yet, on fields that changed both here and in the feed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any, Final

from localoffer.importers.shared.import_result import ImportResult
from localoffer.importers.shared.last_import import PublishedRecord
from localoffer.importers.shared.merge import BODY, MergeConflict, MergeResult

#: Decides on every field of every file.
_ALL = "all"


def field_name(field: str) -> str:
    """Return a field's name as a person writes it on the command line."""
    return "text" if field == BODY else field


@dataclass(frozen=True, slots=True)
class Decisions:
    """Fields whose value here is kept for good, and those that become the feed's.

    A name is that of a file (``otter-club``), of one field in it (``otter-club:summary``,
    ``otter-club:text``), or ``all``.
    """

    keep: frozenset[str] = frozenset()
    take: frozenset[str] = frozenset()

    def settled(self, path: str, merged: MergeResult) -> MergeResult:
        """Return the merge of the file at ``path`` without the conflicts that are decided."""
        open_conflicts, kept, taken = list[MergeConflict](), list[str](), dict[str, Any]()
        for conflict in merged.conflicts:
            names = set(_names(path, conflict.field))
            if names & self.take:
                taken[conflict.field] = conflict.incoming
            elif names & self.keep:
                kept.append(conflict.field)
            else:
                open_conflicts.append(conflict)
        taken_fields = tuple(taken)
        body = taken.pop(BODY, merged.body)
        return replace(
            merged,
            changes={**merged.changes, **taken},
            body=body,
            conflicts=tuple(open_conflicts),
            kept_edits=(*merged.kept_edits, *kept),
            decided=(*taken_fields, *kept),
        )

    def without_effect(self, results: Iterable[ImportResult]) -> tuple[str, ...]:
        """Return a sentence on each name that decided nothing in any of the results."""
        known = {
            name
            for result in results
            for field in result.decided
            for name in _names(result.path, field)
        }
        return tuple(
            f"{option} {name}: nothing of that name changed on both sides."
            for option, names in (("--keep", self.keep), ("--take", self.take))
            for name in sorted(names - known)
        )


def decisions(keep: Iterable[str] | None, take: Iterable[str] | None) -> Decisions:
    """Return the decisions that a command names."""
    return Decisions(*(frozenset(name.removesuffix(".md") for name in names or ())
                       for names in (keep, take)))  # fmt: skip


NO_DECISIONS: Final = Decisions()


def _names(path: str, field: str) -> Iterator[str]:
    stem = PurePath(path).stem
    yield from (_ALL, stem, f"{stem}:{field_name(field)}")


def undecided(
    incoming: PublishedRecord, base: PublishedRecord | None, conflicts: Iterable[MergeConflict]
) -> PublishedRecord:
    """Return the record to remember while nobody has decided on its conflicts.

    Their fields stay as both sides had them last, so that the next import tells of them again.
    """
    values, body = dict(incoming.values), incoming.body
    for name in (conflict.field for conflict in conflicts):
        if name == BODY:
            body = base.body if base else ""
        elif base and name in base.values:
            values[name] = base.values[name]
        else:
            values.pop(name, None)
    return replace(incoming, values=values, body=body)
