"""Splits blocks into sentences. A full stop in "e.g.", "St. Mary's" or 9.30am ends none."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from localoffer.plain_language.blocks import Block

_END = re.compile(r"[.!?…][\"'”’)\]]*+\s++")

#: Abbreviations whose full stop does not end a sentence.
_SHORT: Final = frozenset(
    {
        "e.g", "i.e", "eg", "ie", "viz", "vs", "cf", "approx", "dept", "st",
        "mr", "mrs", "ms", "mx", "dr", "prof", "rev", "hon",
    }
)  # fmt: skip
#: The same if a number follows ("no. 7 bus"); without a number, "no." is an answer.
_SHORT_BEFORE_NUMBERS: Final = frozenset(
    {
        "no", "nos", "para", "paras", "reg", "regs", "sch", "p", "pp", "s", "ss",
        "ch", "vol", "fig", "tel", "ext", "art",
    }
)  # fmt: skip
_LOOK_BACK = 12


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a block, its line in the file, and its words as written."""

    block: Block
    line: int
    text: str
    words: tuple[str, ...]


def sentences(blocks: Iterable[Block]) -> list[Sentence]:
    """Return the sentences of the blocks in order."""
    result = []
    for block in blocks:
        at, line = 0, block.line
        for start, end in _spans(block.text):
            line += block.text.count("\n", at, start)
            at = start
            words = tuple(block.text[start:end].split())
            if words:
                result.append(Sentence(block, line, " ".join(words), words))
    return result


def _spans(text: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    for match in _END.finditer(text):
        if match.end() < len(text) and _ends(text, start, match):
            spans.append((start, match.end()))
            start = match.end()
    spans.append((start, len(text)))
    return spans


def _ends(text: str, start: int, stop: re.Match[str]) -> bool:
    following = text[stop.end()]
    if following.islower():
        return False
    if text[stop.start()] != ".":
        return True
    before = text[max(start, stop.start() - _LOOK_BACK) : stop.start()].split()
    word = before[-1].lstrip("(\"'“‘[") if before else ""
    if word.lower() in _SHORT or (len(word) == 1 and word.isupper() and word != "I"):
        return False
    return not (following.isdigit() and word.lower() in _SHORT_BEFORE_NUMBERS)
