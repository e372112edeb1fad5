"""What an import did with each record."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from localoffer.importers.shared.merge import Conflict
from localoffer.importers.shared.notes import Note


class Did(StrEnum):
    """What became of a record of the feed, or of a file that the feed no longer names."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    LEFT_OUT = "left out"
    GONE = "gone from the feed"
    UNTOUCHED = "not touched"
    JOINED = "joined another, to whose page its address leads"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one record. ``missing`` are the fields that a draft still lacks."""

    did: Did
    name: str
    id: str = ""
    path: str = ""
    why: str = ""
    changed: Sequence[str] = ()
    missing: Sequence[str] = ()
    conflicts: Sequence[Conflict] = ()
    kept: Sequence[str] = ()
    notes: Sequence[Note] = ()
    unread: Sequence[str] = ()
    unmapped: Sequence[str] = ()
