"""Where two texts differ, word by word, so that a person can read both and choose."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

from localoffer.importers.shared.report_markdown import literal

#: Words that are shown of a text where it is longer, and words before its first difference.
_MOST_WORDS, _WORDS_BEFORE = 150, 30

#: Words of a middle part that are compared one by one; a longer one differs as a whole.
_MOST_COMPARED = 1_500


class TextDifference(NamedTuple):
    """Two texts as Markdown, with the words in bold that only one of them has."""

    current: str
    incoming: str


def text_difference(current: str, incoming: str) -> TextDifference:
    """Return both texts, whole or around their first difference."""
    ours, theirs = current.split(), incoming.split()
    start = _same(ours, theirs)
    end = _same(ours[start:][::-1], theirs[start:][::-1])
    middle = ours[start : len(ours) - end], theirs[start : len(theirs) - end]
    marks = _marks(*middle)
    return TextDifference(
        *(_shown(words, start, marked) for words, marked in zip((ours, theirs), marks, strict=True))
    )


def _same(one: list[str], other: list[str]) -> int:
    """Return how many words are the same at the start of both."""
    pairs = zip(one, other, strict=False)
    return next(
        (number for number, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other))
    )


def _marks(ours: list[str], theirs: list[str]) -> tuple[list[bool], list[bool]]:
    """Return for each word of the two middle parts whether only this one has it."""
    marks = [True] * len(ours), [True] * len(theirs)
    if max(len(ours), len(theirs)) > _MOST_COMPARED:
        return marks
    for block in SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks():
        for number in range(block.size):
            marks[0][block.a + number] = marks[1][block.b + number] = False
    return marks


def _shown(words: list[str], start: int, marked: list[bool]) -> str:
    """Return the words as Markdown; ``marked`` is about those from ``start`` on."""
    first = 0 if len(words) <= _MOST_WORDS else max(0, start - _WORDS_BEFORE)
    last = min(len(words), first + _MOST_WORDS)
    parts = [
        f"**{literal(word)}**" if _is_marked(number - start, marked) else literal(word)
        for number, word in enumerate(words[first:last], first)
    ]
    before = f"… ({first:,} words before) " if first else ""
    after = f" … ({len(words) - last:,} words after)" if last < len(words) else ""
    return f"{before}{re.sub(r'[*]{2} [*]{2}', ' ', ' '.join(parts))}{after}"


def _is_marked(number: int, marked: list[bool]) -> bool:
    return 0 <= number < len(marked) and marked[number]
