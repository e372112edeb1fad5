"""A file as read: plain values, the line of every field, and the text below the header."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

#: Where a field stands: its keys and positions, from the top of the file.
Place = tuple[str | int, ...]


def dotted(place: Place) -> str:
    """Return a place as a person says it, counting from 1: ``locations.1.postal_code``.

    The number of a list file's row is left out: its line says which row it is.
    """
    place = place[1:] if place and isinstance(place[0], int) else place
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in place)


@dataclass(frozen=True, slots=True)
class Source:
    """One file (or one row of a list file) before it is checked.

    ``path`` is relative to the content folder; ``lines`` maps places to line numbers;
    ``body`` is the Markdown below the header, which begins on ``body_line``.
    """

    path: str
    values: Mapping[str, Any]
    lines: Mapping[Place, int]
    body: str = ""
    body_line: int = 0
    rows: tuple[Any, ...] = field(default=())

    def line_of(self, place: Place) -> int:
        """Return the line of a field, or of the nearest field around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)
