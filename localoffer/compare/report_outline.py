"""What a report is made of: parts with rows, whose words are kept apart from how they are shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from localoffer.compare.word_changes import Span


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """A row of a report, with rows below it."""

    spans: tuple[Span, ...]
    rows: tuple["ComparisonRow", ...] = ()


@dataclass(frozen=True, slots=True)
class ComparisonPart:
    """A part of a report: its heading, a sentence on it, and its rows.

    ``left_out`` is how many more rows there are, which the report is too short for.
    """

    heading: str
    sentence: str = ""
    rows: tuple[ComparisonRow, ...] = ()
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class ComparisonReport:
    """A whole report: its heading, the sentences at its top, and its parts."""

    heading: str
    sentences: tuple[str, ...]
    parts: tuple[ComparisonPart, ...]


@dataclass(frozen=True, slots=True)
class ReportLimits:
    """How much a report tells.

    ``pages`` changed pages with ``changes`` changes each, ``letters`` of a text, and ``rows`` of
    every other list.
    """

    pages: int
    changes: int
    letters: int
    rows: int


#: A summary has one megabyte on GitHub; this comes to half of it at the most.
SHORT = ReportLimits(pages=25, changes=12, letters=600, rows=30)

#: A page to open in a browser may be longer, and still opens on an old phone.
LONG = ReportLimits(pages=100, changes=30, letters=3000, rows=300)


def row(*words: str | Span, below: Iterable[ComparisonRow] = ()) -> ComparisonRow:
    """Return a row of words; plain text needs no span."""
    spans = (Span(one) if isinstance(one, str) else one for one in words)
    return ComparisonRow(tuple(span for span in spans if span.text), tuple(below))


def part_of(
    heading: str, rows: Sequence[ComparisonRow], most: int, sentence: str = ""
) -> ComparisonPart:
    """Return a part with as many rows as it may have."""
    return ComparisonPart(heading, sentence, tuple(rows[:most]), max(len(rows) - most, 0))


def strong(text: str) -> Span:
    """Return words that stand out."""
    return Span(text, "strong")


def code(text: str) -> Span:
    """Return an address or the name of a file."""
    return Span(text, "code")


#: What could be mistaken for something else, or cannot be seen.
_REPLACED = "\ufffd"
_KEPT = "\u200c\u200d"


def visible(text: str) -> str:
    """Return text on one line, with a mark in place of every character that cannot be seen."""
    line = " ".join(text.split())
    return "".join(
        letter if letter.isprintable() or letter in _KEPT else _REPLACED for letter in line
    )
