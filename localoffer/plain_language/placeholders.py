"""Finds text that somebody meant to replace. It stops a build: families would read it."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from localoffer.plain_language.passage import Passage
from localoffer.problems import Problem

_WHOSE: Final = "council|service|school|team|local|contact"
_THINGS: Final = (
    "name|text|date|link|url|phone|telephone|phone number|number|email|address|details|title"
    "|description|logo|image|photo|picture|council"
)

#: For each kind of placeholder, a string in lower case that is quick to look for, and the pattern
#: that it has to match.
_SIGNS: Final = tuple(
    (sign, re.compile(pattern))
    for sign, pattern in (
        ("lorem", r"(?i:\blorem\b(?:\s+ipsum)?)"),
        ("todo", r"\bTODO\b"),
        ("fixme", r"\bFIXME\b"),
        ("{{", r"\{\{[^{}\n]{0,40}(?:\}\})?"),
        ("{%", r"\{%[^{}\n]{0,40}(?:%\})?"),
        ("<%", r"<%[^<>\n]{0,40}(?:%>)?"),
        ("${", r"\$\{[^{}\n]{0,40}\}?"),
        ("{limit", r"\{\s*limits?\b[^{}\n]{0,40}\}?"),
        ("xxxx", r"(?i:(?<!\w)x{4,}+(?!\w))"),
        ("tbc", r"(?i:\btbc\b)"),
        ("tba", r"\bTBA\b"),
        ("tbd", r"(?i:\btbd\b)"),
        ("insert ", rf"(?i:(?<!\[)\binsert (?:(?:your|{_WHOSE}) )?(?:{_THINGS}|here)\b)"),
        ("text here", r"(?i:\b(?:your|add|enter|some) text here\b)"),
        ("placeholder", r"(?i:\bplaceholder(?: text)?\b)"),
        ("[", rf"(?i:\[(?:(?:insert|add|enter|the|your|{_WHOSE}) )*(?:{_THINGS})\](?![(\[:]))"),
        ("#ref!", r"#REF!"),
        ("#value!", r"#VALUE!"),
        ("asdf", r"(?i:\basdf\w*)"),
    )
)
_TRIAL = re.compile(r"(?i:\W*test(?:ing|s)?(?>(?:\W+(?:test(?:ing)?|page|\d+))*)\W*)")
_SHORT = 40


def placeholders(passages: Iterable[Passage]) -> Iterator[Problem]:
    """Yield an error for every placeholder left in the text."""
    for passage in passages:
        small = passage.text.lower()
        for sign, pattern in _SIGNS:
            if sign in small:
                yield from _matches(passage, pattern)
        if len(small) < _SHORT and "test" in small and _TRIAL.fullmatch(small):
            yield _problem(passage, passage.line, passage.text.strip())


def _matches(passage: Passage, pattern: re.Pattern[str]) -> Iterator[Problem]:
    at, line = 0, passage.line
    for match in pattern.finditer(passage.text):
        line += passage.text.count("\n", at, match.start())
        at = match.start()
        yield _problem(passage, line, match[0])


def _problem(passage: Passage, line: int, words: str) -> Problem:
    return Problem(
        passage.path,
        line,
        passage.field,
        f'This looks like text that was meant to be replaced: "{words[:60]}".',
        "Write what families need to know here, or delete it.",
    )
