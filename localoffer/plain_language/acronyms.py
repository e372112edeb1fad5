"""Checks that an acronym is explained where it is first used, or linked to the glossary."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from localoffer.plain_language.blocks import Block
from localoffer.plain_language.lines import PieceKind
from localoffer.plain_language.reading_age import spoken_syllables
from localoffer.plain_language.warning_text import warning
from localoffer.plain_language.word_lists import letters
from localoffer.problems import Problem

#: Two capitals or more (SEN, SENCo, DfE, OTs, OT's), not part of a code, an address or "R&B".
_LETTERS = re.compile(
    r"(?<![\w@/.&'’-])([A-Z](?>(?:[a-z]?[A-Z]){1,9})o?)(?:['’]?s)?(?![\w@&/]|[-–]?\d|\.\w|-[a-z]*\d)"
)
_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_NUMBERED = re.compile(
    r"(?:Part|Parts|Schedule|Chapter|Section|Level|Type|Stage|Phase|Book|Henry|Edward|George)\s+$"
)

#: "occupational therapy (OT)", "(EHC plan)", "(also called an EHCP)".
_BEFORE = re.compile(
    r"\w[\"'”’]?\s*\((?:(?:also|often|sometimes|or)\s+)*(?:(?:known|called|written|shortened)\s+)?"
    r"(?:(?:as|to|or|an?|the)\s+)*[\"'“‘]?$"
)
_CLOSES = re.compile(r"[\"'”’]?(?:\s+(?!or\b|and\b|if\b|for\b|to\b)[a-z]+){0,3}[\"'”’]?\s*[),;]")
#: "OT (occupational therapy)", "EHC plan (education, health and care plan)", "OT means …".
_AFTER = re.compile(
    r"[\"'”’]?(?:\s+[a-z]+){0,3}[\"'”’]?,?\s*(?:\([^\W\d](?=[^()]*[^\W\d]{3})[^()]*+\)"
    r"|[-–—:]\s+[a-z]+\s+[a-z]+|(?:means|mean|stands for|stand for|is short for|are short for)\b)"
)
#: "…, or OT for short", "we call this the EHCP", "occupational therapists, or OTs,".
_NAMED = re.compile(
    r"(?:,\s+or|called|known as|shortened to|short form is|call (?:it|this|them|these))\s+"
    r"(?:an?\s+|the\s+)?[\"'“‘]?$"
)
_WINDOW = 90
#: Unknown capitals of at least this length are taken for the name of a town or club.
_NAME = 7
_PARTS = re.compile(r"[/#.-]")
#: Fields that are too short to spell an acronym out: the text below them may explain it.
_TITLES: Final = frozenset({"name", "title", "summary", "who"})


@dataclass(frozen=True, slots=True)
class _Use:
    """A use of an acronym in the block that is number ``order`` of the page."""

    letters: str
    block: Block
    order: int
    start: int
    may_be_explained_later: bool
    explained: bool


def acronyms(blocks: Iterable[Block]) -> Iterator[Problem]:
    """Yield a warning for every acronym whose first use on the page does not explain it.

    A heading, title or summary may use one that the text below explains. An explanation later in
    the same paragraph is near enough.
    """
    first_uses: dict[str, _Use] = {}
    explanations: dict[str, _Use] = {}
    for use in _uses(blocks):
        first = first_uses.get(use.letters)
        if not first or (first.may_be_explained_later and not use.may_be_explained_later):
            first_uses[use.letters] = use
        if use.explained:
            explanations.setdefault(use.letters, use)
    for name, use in first_uses.items():
        explanation = explanations.get(name)
        if not explanation or not (use.may_be_explained_later or explanation.order <= use.order):
            yield _problem(use, explanation)


def _uses(blocks: Iterable[Block]) -> Iterator[_Use]:
    for order, block in enumerate(blocks):
        matches = list(_LETTERS.finditer(block.text))
        if not matches or (block.text.isupper() and len(matches) > 1):
            continue
        is_title = block.kind is PieceKind.HEADING or block.field in _TITLES
        linked = _linked(block)
        lower_text = block.text.lower()
        for match in matches:
            name = match[1]
            if _needs_explaining(name, block.text, match.start()):
                clear = name in linked or _is_spelt_out(name, lower_text)
                explained = clear or _explains(block.text, *match.span())
                yield _Use(name, block, order, match.start(), is_title, explained)


def _linked(block: Block) -> set[str]:
    """Return the acronyms that have a link to the glossary or to a page about them."""
    return {
        match[1]
        for link in block.links
        for match in _LETTERS.finditer(link.words)
        if "/glossary/" in link.target or match[1].lower() in _PARTS.split(link.target.lower())
    }


def _is_spelt_out(name: str, text: str) -> bool:
    words = letters().stands_for.get(name)
    return words is not None and words.lower() in text


def _needs_explaining(name: str, text: str, start: int) -> bool:
    if name in letters().everyday or _is_shouted_word(name):
        return False
    if _ROMAN.fullmatch(name):
        return name == "VI" and not _NUMBERED.search(text[max(start - 12, 0) : start])
    return True


@lru_cache(maxsize=4096)
def _is_shouted_word(name: str) -> bool:
    """Return whether capitals are an ordinary word written in capitals, or a long name.

    A word has fewer syllables than letters; an acronym that is spelt out has no fewer.
    """
    known = letters()
    if name in known.words_too or name in known.stands_for:
        return False
    return len(name) >= _NAME or 0 < spoken_syllables(name.lower()) < len(name)


def _explains(text: str, start: int, end: int) -> bool:
    before, after = text[max(start - _WINDOW, 0) : start], text[end : end + _WINDOW]
    opened = _BEFORE.search(before)
    if opened and _CLOSES.match(after):
        return True
    return bool(_AFTER.match(after) or _NAMED.search(before))


def _problem(use: _Use, explanation: _Use | None) -> Problem:
    known, name = letters(), use.letters
    message = f'"{name}" is not explained on this page.'
    if explanation:
        message = f'"{name}" is used here before line {explanation.block.line}, which explains it.'
    words = known.stands_for.get(name)
    first = known.first_use.get(name) or (words and f"{words} ({name})")
    first = f'"{first}"' if first else f"the words in full, then ({name}),"
    return warning(
        use.block,
        use.block.line + use.block.text.count("\n", 0, use.start),
        message,
        f"Write {first} where it first stands, or link it to the glossary.",
    )
