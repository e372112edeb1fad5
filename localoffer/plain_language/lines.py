"""Lines of Markdown gathered into pieces: paragraphs, headings, bullets and cells of tables."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class PieceKind(StrEnum):
    """What a piece is; each bullet and each cell is a piece of its own."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    BULLET = "bullet"
    CELL = "cell"


@dataclass(slots=True)
class MarkdownPiece:
    """Some Markdown without its block marks. ``line`` counts from 0; only headings have a level."""

    line: int
    kind: PieceKind
    text: str
    level: int = 0


_BULLET = re.compile(r"(?:[-*+]|\d{1,9}[.)])(?:\s+|$)")
_DEFINITION = re.compile(r"\[[^\[\]]+\]:")
_RULE = re.compile(r"[|:\-\s]+|={3,}|\*{3,}|_{3,}")


def split(text: str) -> Iterator[MarkdownPiece]:
    """Yield the pieces of a text in order; code and horizontal rules are left out."""
    gatherer = _Gatherer()
    for number, line in enumerate(text.split("\n")):
        yield from gatherer.take(number, line)
    yield from gatherer.close()


class _Gatherer:
    """Takes one line after another; holds the piece that is still open and what surrounds it."""

    def __init__(self) -> None:
        self.open: list[str] = []
        self.line, self.kind = 0, PieceKind.PARAGRAPH
        self.fence = ""
        self.in_table = self.in_list = False

    def take(self, number: int, line: str) -> Iterator[MarkdownPiece]:
        bare = line.strip()
        if bare.startswith(">"):
            bare = bare.lstrip("> \t")
        if self.fence:
            self.fence = "" if bare.startswith(self.fence) else self.fence
        elif not bare:
            yield from self.close()
            self.in_table = False
        elif bare.startswith(("```", "~~~")):
            yield from self.close()
            self.fence = bare[:3]
        elif bare[0] == "#":
            yield from self.close()
            words = bare.lstrip("#")
            yield MarkdownPiece(
                number, PieceKind.HEADING, words.strip("# \t"), min(len(bare) - len(words), 6)
            )
        elif bare[0] in "|:-=*_" and _RULE.fullmatch(bare):
            yield from self._rule(bare)
        elif bare[0] == "|" or (self.in_table and "|" in bare):
            yield from self.close()
            self.in_table = True
            yield from _cells(number, bare)
        elif not (bare[0] == "[" and _DEFINITION.match(bare)):
            yield from self._words(number, line, bare)

    def close(self) -> Iterator[MarkdownPiece]:
        if self.open:
            yield MarkdownPiece(self.line, self.kind, "\n".join(self.open))
            self.open = []

    def _rule(self, bare: str) -> Iterator[MarkdownPiece]:
        """Take a line of marks: it underlines a heading, begins a table, or separates pieces."""
        above, self.open = self.open, []
        if above and "|" in bare:
            self.in_table = True
            yield from _cells(self.line, "\n".join(above))
        elif len(above) == 1 and self.kind is PieceKind.PARAGRAPH and bare[0] in "=-":
            yield MarkdownPiece(self.line, PieceKind.HEADING, above[0], 1 if bare[0] == "=" else 2)
        elif above:
            yield MarkdownPiece(self.line, self.kind, "\n".join(above))

    def _words(self, number: int, line: str, bare: str) -> Iterator[MarkdownPiece]:
        bullet = _BULLET.match(bare)
        indented = line.startswith(("    ", "\t"))
        if bullet:
            yield from self.close()
            self.line, self.kind, self.open = number, PieceKind.BULLET, [bare[bullet.end() :]]
            self.in_list = True
        elif self.open:
            self.open.append(bare)
        elif self.in_list or not indented:
            self.line, self.kind, self.open = number, PieceKind.PARAGRAPH, [bare]
            self.in_list = self.in_list and indented


def _cells(line: int, row: str) -> Iterator[MarkdownPiece]:
    for cell in row.split("|"):
        if cell.strip():
            yield MarkdownPiece(line, PieceKind.CELL, cell.strip())
