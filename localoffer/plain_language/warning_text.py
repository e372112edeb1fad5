"""The warnings of the plain-language checks, and how they quote a text."""

from localoffer.plain_language.blocks import Block
from localoffer.problems import Level, Problem

_FIRST_WORDS = 6
_LONGEST = 70


def warning(block: Block, line: int, message: str, fix: str) -> Problem:
    """Return a warning about a line of a block."""
    return Problem(block.path, line, block.field, message, fix, Level.WARNING)


def first_words(text: str) -> str:
    """Return the first words of a sentence in quotation marks: "When you have asked us…"."""
    words = text.split(None, _FIRST_WORDS)
    beginning = " ".join(words[:_FIRST_WORDS])
    shorter = beginning[:_LONGEST]
    whole = len(words) <= _FIRST_WORDS and shorter == beginning
    return f'"{shorter}"' if whole else f'"{shorter.rstrip(",;:")}…"'
