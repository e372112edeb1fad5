"""A file as read: plain values, the line of every field, and the text below the header."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

#: The path to a field: its keys and positions, from the top of the file.
FieldPath = tuple[str | int, ...]


def dotted(path: FieldPath) -> str:
    """Return a path as people write it, counting from 1: ``locations.1.postal_code``.

    The number of a list file's row is left out: its line says which row it is.
    """
    path = path[1:] if path and isinstance(path[0], int) else path
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in path)


@dataclass(frozen=True, slots=True)
class Source:
    """One file (or one row of a list file) before it is checked.

    ``path`` is relative to the content folder; ``lines`` are line numbers by path;
    ``body`` is the Markdown below the header, which begins on ``body_line``.
    """

    path: str
    values: Mapping[str, Any]
    lines: Mapping[FieldPath, int]
    body: str = ""
    body_line: int = 0
    rows: tuple[Any, ...] = field(default=())

    def line_of(self, path: FieldPath) -> int:
        """Return the line of a field, or of the nearest field around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)
