"""One record of a feed or register, as it would stand here."""

from dataclasses import dataclass
from typing import Any

from localoffer.importers.shared.notes import Notes

_ENDED = ("inactive", "defunct", "closed")


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """What a record would hold here; ``id`` is the one by which its file is found.

    Values are as the reader of the content gives them: text, lists and mappings of text.
    ``feed_id`` is the publisher's own id. ``apart`` tells it from others of its name: who runs
    it, or the town it lies in.
    """

    id: str
    feed_id: str
    name: str
    values: dict[str, Any]
    body: str
    notes: Notes
    unmapped: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    apart: str = ""

    @property
    def ended(self) -> bool:
        """Whether its publisher says that it no longer runs."""
        return self.values.get("status") in _ENDED
