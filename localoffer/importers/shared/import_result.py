"""What an import did with each record."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from localoffer.importers.shared.feed_term import FeedTerm
from localoffer.importers.shared.merge import MergeConflict
from localoffer.importers.shared.notes import Note


class ImportAction(StrEnum):
    """What an import did with a record of the feed, or a file whose record the feed lost."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    LEFT_OUT = "left out"
    FILTERED = "kept out by rows of importing.yaml"
    DELETED = "kept out by rows of importing.yaml, and their files deleted"
    GONE = "gone from the feed"
    UNTOUCHED = "not touched"
    JOINED = "joined another, to whose page its address leads"


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of one record, and why.

    ``changed`` and ``kept_edits`` are fields that the import changed, and that it left as people
    edited them; ``missing`` are the fields that a draft, or what is published with gaps, still
    lacks; ``decided`` are those that had changed on both sides, and on which a person decided now.
    """

    action: ImportAction
    name: str
    id: str = ""
    path: str = ""
    reason: str = ""
    changed: Sequence[str] = ()
    missing: Sequence[str] = ()
    is_draft: bool = True
    conflicts: Sequence[MergeConflict] = ()
    kept_edits: Sequence[str] = ()
    decided: Sequence[str] = ()
    notes: Sequence[Note] = ()
    unread: Sequence[str] = ()
    unmapped: Sequence[FeedTerm] = ()
