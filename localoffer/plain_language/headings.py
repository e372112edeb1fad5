"""Checks that a text's headings begin at ## (only the title is a #) and skip no level."""

from collections.abc import Iterable, Iterator

from localoffer.plain_language.blocks import Block
from localoffer.plain_language.lines import PieceKind
from localoffer.plain_language.warning_text import first_words, warning
from localoffer.problems import Problem

_TITLE = 1


def headings(blocks: Iterable[Block]) -> Iterator[Problem]:
    """Yield a warning for every heading at a wrong level or without words (WCAG 2.2, 1.3.1)."""
    above = _TITLE
    for block in blocks:
        if block.kind is not PieceKind.HEADING or block.field:
            continue
        if not block.text:
            yield warning(
                block, block.line, "This heading has no words.", "Write some, or delete it."
            )
            continue
        if block.level == _TITLE:
            yield _as_title(block)
        elif block.level > above + 1:
            yield _skips(block, above)
        above = max(block.level, _TITLE + 1)


def _as_title(block: Block) -> Problem:
    return warning(
        block,
        block.line,
        f"This heading is written as the page's title: {first_words(block.text)}.",
        "Begin it with ##.",
    )


def _skips(block: Block, above: int) -> Problem:
    before = f"the heading above it has {'#' * above}" if above > _TITLE else "it is the first"
    return warning(
        block,
        block.line,
        f"This heading skips a level: {first_words(block.text)} has {'#' * block.level}; {before}.",
        f"Begin it with {'#' * (above + 1)}.",
    )
