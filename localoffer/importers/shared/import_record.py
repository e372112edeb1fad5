"""One record of a feed or register, with the fields that its file here would have."""

from dataclasses import dataclass
from typing import Any

from localoffer.importers.shared.feed_term import FeedTerm
from localoffer.importers.shared.notes import Notes

_ENDED = ("inactive", "defunct", "closed")


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """A record before it is merged with its file; ``id`` is the one by which the file is found.

    Values are as the reader of the content gives them: text, lists and mappings of text.
    ``feed_id`` is the publisher's own id. ``qualifier`` tells it from others of its name: who
    runs it, or the town it is in. ``unmapped`` are the feed's terms that importing.yaml does not
    map, ``unread`` the fields that have no place here. ``filtered`` is why a row of importing.yaml
    keeps it out, or empty.
    """

    id: str
    feed_id: str
    name: str
    values: dict[str, Any]
    body: str
    notes: Notes
    unmapped: tuple[FeedTerm, ...] = ()
    unread: tuple[str, ...] = ()
    qualifier: str = ""
    filtered: str = ""

    @property
    def ended(self) -> bool:
        """Whether its publisher says that it no longer runs."""
        return self.values.get("status") in _ENDED
