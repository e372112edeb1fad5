"""A report as runs of text, whatever kind of file it came from."""

from dataclasses import dataclass
from typing import Literal

#: Whether a file has text. "locked" and "unreadable" are for PDFs.
Text = Literal["yes", "no", "not known", "locked", "unreadable"]


@dataclass(frozen=True, slots=True)
class TextRun:
    """Text that belongs together. ``level`` is 1 to 6 for a heading and 0 for a paragraph."""

    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class TextDocument:
    """The runs of a report in order. ``title`` is what a browser's tab would show."""

    text: Text
    runs: tuple[TextRun, ...] = ()
    title: str = ""

    @property
    def words(self) -> int:
        """How many words it has."""
        return sum(len(run.text.split()) for run in self.runs)
