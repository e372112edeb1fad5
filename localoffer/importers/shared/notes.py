"""Notes on what was cleaned or left out of a feed's values, so that nothing is lost in silence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_LENGTH = 160


@dataclass(frozen=True, slots=True)
class Note:
    """One value that was cleaned, or left out if ``lost``, or that a person has to look at.

    ``kind`` is the phrase under which such notes are counted ("age that says nothing");
    ``original`` is the feed's own value, shortened.
    """

    field: str
    kind: str
    original: str = ""
    lost: bool = False
    to_check: bool = False


class Notes:
    """The notes on one record, in the order in which they were made; each is kept once."""

    def __init__(self) -> None:
        self._notes: dict[Note, None] = {}

    def __iter__(self) -> Iterator[Note]:
        return iter(self._notes)

    def take(self, notes: Iterable[Note]) -> None:
        """Add notes that were made elsewhere."""
        self._notes.update(dict.fromkeys(notes))

    def cleaned(self, field: str, kind: str, original: object = "") -> None:
        """Note that a value was changed."""
        self._notes[Note(field, kind, shortened(original))] = None

    def to_check(self, field: str, kind: str, original: object = "") -> None:
        """Note that a person has to look at a value, which stays as it is."""
        self._notes[Note(field, kind, shortened(original), to_check=True)] = None

    def lost(self, field: str, kind: str, original: object = "") -> None:
        """Note that a value, or a part of it, was left out."""
        self._notes[Note(field, kind, shortened(original), lost=True)] = None


def shortened(value: object, length: int = _LENGTH) -> str:
    """Return a value as one short line for a report."""
    text = " ".join(str(value).encode("utf-8", "replace").decode().split())
    text = "".join(letter for letter in text if letter.isprintable())
    return text if len(text) <= length else f"{text[:length].rstrip()}…"
