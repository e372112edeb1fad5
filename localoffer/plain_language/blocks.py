"""Markdown as blocks of words, each with its line: what a reader sees, without the marks.

Code, HTML tags, pictures, link targets and the pipes of tables are left out. This is not a
second Markdown renderer: it only has to know which words belong together, and where they are.
"""

from dataclasses import dataclass
from functools import lru_cache

from localoffer.plain_language.inline import MarkdownLink, read_words, targets, without_html
from localoffer.plain_language.language import is_english
from localoffer.plain_language.lines import PieceKind, split
from localoffer.plain_language.passage import Passage


@dataclass(frozen=True, slots=True)
class Block:
    """Words that belong together, and the line on which they begin.

    ``level`` is the number of # of a heading, otherwise 0; ``text`` keeps its line ends.
    """

    path: str
    field: str
    line: int
    kind: PieceKind
    level: int
    text: str
    links: tuple[MarkdownLink, ...]
    english: bool


@lru_cache(maxsize=64)
def blocks(passage: Passage) -> tuple[Block, ...]:
    """Return the blocks of a passage in order, with their lines in the file.

    The last results are kept, since several checks need the blocks of the same page.
    """
    text = without_html(passage.text)
    known = targets(text)
    english = is_english(text)
    result = []
    for piece in split(text):
        line = passage.line + piece.line
        words, links = read_words(piece.text, line, known)
        place = (passage.path, passage.field, line, piece.kind, piece.level)
        result.append(Block(*place, words, links, english and is_english(words)))
    return tuple(result)
