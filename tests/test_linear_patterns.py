"""Every regular expression takes time in proportion to its text, however hostile.

Times grow in proportion where a text of eight times the length takes some eight times as long; with
its square, 64 times. No length of time is asserted: a ratio is the same on a slow machine. It is
processor time of this thread, the best of several, and whoever is suspected is timed again, longer.
"""

import re
import time
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from typing import Any

from tests.support.hostile_text import hostile_parts
from tests.support.patterns import FoundPattern, all_patterns

#: Eight times the letters: 8 in proportion, 64 with the square.
_TIMES, _TOO_MUCH = 8, 24

#: Letters of the shorter text. A repetition of up to 300 is no growth, so the last are longer.
_LENGTHS = (150, 300, 2_400)

#: Texts so short that no expression needs the time of ``_HOPELESS`` for one, unless its time
#: doubles with each letter: such a one would never come back from a longer text.
_SHORTEST = (24, 160)

#: Whoever takes so long, in seconds, and more than in proportion, is not timed again.
_HOPELESS = 0.05

sre_constants: Any = import_module("re._constants")
sre_parser: Any = import_module("re._parser")

#: What stands for one letter in a parsed expression.
_SINGLE = (
    sre_constants.LITERAL, sre_constants.NOT_LITERAL, sre_constants.IN, sre_constants.ANY,
)  # fmt: skip


def test_no_regular_expression_takes_more_than_its_texts_length() -> None:
    slow = [words for pattern in all_patterns() if (words := _slowness(pattern))]
    assert slow == []


def test_the_search_for_slow_expressions_finds_those_that_were_found_before() -> None:
    known = (
        r"\{\s*limits?\b[\s:]*([^{}\n]*?)\s*\}",
        r"\(limit\s+([^()]*?)\s*\)\s*$",
        r"\s+$",
        r"(?:a+)+b",
        r"<[^>]*class=x[^>]*>",
        r"\[[^\]]*\]\(",
    )
    for text in known:
        found = FoundPattern(re.compile(text), [text], {"search"})
        assert _slowness(found), text
    for text in (r"(?<!\s)\s++$", r"\[[^\[\]]*\]\(", r"a{1,64}+b"):
        assert not _slowness(FoundPattern(re.compile(text), [text], {"search"})), text


def test_no_group_is_repeated_possessively() -> None:
    """Before Python 3.11.5, and so on Debian 12, such a group takes too much (gh-106052)."""
    groups = [found.places for found in all_patterns() if _repeats_a_group(found.pattern)]
    assert groups == []
    assert _repeats_a_group(re.compile(r"<(?:[^<>]|x)*+>"))
    assert not _repeats_a_group(re.compile(r"<(?>(?:[^<>]|x)*)[a-z]++\s?+>"))


def test_every_expression_of_the_packages_is_looked_at() -> None:
    places = " ".join(place for pattern in all_patterns() for place in pattern.places)
    for place in (
        "localoffer/check/limit_words.py: _IN_TEXT",
        "localoffer/personal_data.py: _FINDERS",
        "localoffer/markdown.py:",
        "feedback/forms/parse_post.py: _CONTROLS",
        "search/engine/words.py",
        "host/edited_preview.py: _MAIN",
    ):
        assert place in places
    assert len(all_patterns()) > 500


def _repeats_a_group(pattern: re.Pattern[Any]) -> bool:
    """Return whether a possessive quantifier stands behind more than one letter or class."""
    text = (
        pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    )
    parts = [*sre_parser.parse(text, pattern.flags & ~re.DEBUG)]
    while parts:
        operation, value = parts.pop()
        if operation is sre_constants.POSSESSIVE_REPEAT:
            inner = value[2]
            if len(inner) != 1 or inner[0][0] not in _SINGLE:
                return True
        parts += _parts_in(value)
    return False


def _parts_in(value: Any) -> Iterator[Any]:
    """Yield the operations of an expression that stand inside the value of one of them."""
    if isinstance(value, sre_parser.SubPattern):
        yield from value
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _parts_in(one)


def _slowness(found: FoundPattern) -> str:
    """Return where a pattern stands and the text it is slow on; empty where none is."""
    for begin, repeated, end in hostile_parts(found.pattern):
        if _is_slow(found, partial(_hostile_text, begin, repeated, end)):
            return f"{found.places[0]}: {begin[:30]!r} + {repeated[:30]!r} * n + {end[:30]!r}"
    return ""


def _is_slow(found: FoundPattern, text_of: Callable[[int], str]) -> bool:
    """Return whether the time for a text of eight times the length is more than in proportion."""
    if any(_time(found, text_of(letters)) > _HOPELESS for letters in _SHORTEST):
        return True
    for length in _LENGTHS:
        for _ in range(3):
            long = _time(found, text_of(length * _TIMES))
            if long < _time(found, text_of(length)) * _TOO_MUCH:
                return False
            if long > _HOPELESS:
                break
        if long > _HOPELESS:
            break
    return True


def _hostile_text(begin: str, repeated: str, end: str, letters: int) -> str:
    return begin + repeated * (letters // len(repeated) + 1) + end


def _time(found: FoundPattern, text: str) -> float:
    """Return the seconds of this thread that a pattern takes for a text, the best of two."""
    pattern: re.Pattern[Any] = found.pattern
    typed = text.encode("latin-1", "replace") if isinstance(pattern.pattern, bytes) else text
    times: list[float] = []
    while len(times) < 2 and not (times and times[0] > _HOPELESS):
        began = time.thread_time()
        if found.is_anchored:
            pattern.fullmatch(typed)
        else:
            sum(1 for _ in pattern.finditer(typed))
        times.append(time.thread_time() - began)
    return max(min(times), 1e-7)
