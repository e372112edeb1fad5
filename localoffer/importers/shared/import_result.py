"""What an import did with each record."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from localoffer.importers.shared.merge import MergeConflict
from localoffer.importers.shared.notes import Note


class ImportAction(StrEnum):
    """What became of a record of the feed, or of a file that the feed no longer names."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    LEFT_OUT = "left out"
    GONE = "gone from the feed"
    UNTOUCHED = "not touched"
    JOINED = "joined another, to whose page its address leads"


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of one record. ``missing`` are the fields that a draft still lacks."""

    did: ImportAction
    name: str
    id: str = ""
    path: str = ""
    why: str = ""
    changed: Sequence[str] = ()
    missing: Sequence[str] = ()
    conflicts: Sequence[MergeConflict] = ()
    kept: Sequence[str] = ()
    notes: Sequence[Note] = ()
    unread: Sequence[str] = ()
    unmapped: Sequence[str] = ()
