r"""Texts that a regular expression is slow on if any text is: made from the expression itself.

A backtracking engine takes more than linear time where something repeats and what follows does not
fit: at every start (``\s+$`` on many spaces), or in many ways (``(a+)+b``). So for each repetition
in a pattern there is its beginning, then what repeats, then a letter that ends it.
"""

import importlib
import re
from collections.abc import Iterator
from typing import Any

_parser: Any = importlib.import_module("re._parser")

#: One of every kind that patterns tell apart, and some that close what another opens.
_POOL = " a1A\n\t-_.,:;/@#&%+='\"!?*|(){}[]<>£é’"

#: A repetition of fewer is bounded: it costs a constant.
_MANY = 60

_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")


def hostile_parts(pattern: re.Pattern[Any]) -> Iterator[tuple[str, str, str]]:
    """Yield beginnings, what to repeat behind them, and ends, for a pattern."""
    parsed = _parser.parse(_text(pattern.pattern), pattern.flags & ~re.DEBUG)
    seen = dict.fromkeys(_parts(list(parsed), "", pattern.flags))
    whole = _witness(list(parsed))
    for letter in " a1\n":
        seen[("", letter, "\0")] = None
    seen[("", whole or "a", "\0")] = None
    yield from seen


def _text(pattern: str | bytes) -> str:
    return pattern if isinstance(pattern, str) else pattern.decode("latin-1")


def _parts(items: list[Any], before: str, flags: int) -> Iterator[tuple[str, str, str]]:
    """Yield the parts for every repetition in a sequence, however deep."""
    for number, (code, value) in enumerate(items):
        name = str(code)
        if name in _REPEATS:
            _, most, body = value
            if most is _parser.MAXREPEAT or most > _MANY:
                yield from _around(before, list(body), items[number + 1 :])
            yield from _parts(list(body), before, flags)
        else:
            for inner in _inner(name, value):
                yield from _parts(inner, before, flags)
        if before:
            yield ("", before, "\0")
        before += _witness([(code, value)])


def _around(before: str, body: list[Any], after: list[Any]) -> Iterator[tuple[str, str, str]]:
    rest = _witness(after)
    for pump in _pumps(body):
        yield (before, pump, "\0")
        yield (before, pump, "\n")
        yield ("", before + pump, "\0")
        if rest:
            yield (before, pump, rest[:-1] + "\0")
            yield ("", before + pump + rest[:-1], "\0")


def _pumps(body: list[Any]) -> list[str]:
    """Return what the body of a repetition matches: a letter of each kind that it takes."""
    if len(body) == 1 and str(body[0][0]) in ("IN", "ANY", "NOT_LITERAL", "LITERAL"):
        letters = [letter for letter in _POOL if _takes(body[0], letter)]
        return letters[:4] + letters[-1:] or [_witness(body)]
    inner = [_witness(part) for item in body for part in _inner(str(item[0]), item[1])]
    return list(dict.fromkeys(text for text in [_witness(body), *inner] if text))


def _inner(name: str, value: Any) -> list[list[Any]]:
    """Return the sequences inside an item."""
    if name == "SUBPATTERN":
        return [list(value[3])]
    if name == "BRANCH":
        return [list(branch) for branch in value[1]]
    if name in ("ASSERT", "ASSERT_NOT"):
        return [list(value[1])]
    if name == "ATOMIC_GROUP":
        return [list(value)]
    if name in _REPEATS:
        return [list(value[2])]
    return []


def _witness(items: list[Any]) -> str:
    """Return a short text that a sequence matches, but for what looks around."""
    return "".join(_witness_of(str(code), value) for code, value in items)


def _witness_of(name: str, value: Any) -> str:
    if name == "LITERAL":
        return str(chr(value))
    if name in ("IN", "ANY", "NOT_LITERAL"):
        usual = [letter for letter in "a1" + _POOL if _takes((name, value), letter)]
        return usual[0] if usual else _first(value)
    if name in _REPEATS:
        return _witness(list(value[2])) * int(min(value[0], 300))
    if name in ("SUBPATTERN", "BRANCH", "ATOMIC_GROUP"):
        return _witness(_inner(name, value)[0])
    return ""


def _first(value: Any) -> str:
    """Return a letter of a set that has none of the usual ones."""
    for code, member in value:
        if str(code) in ("RANGE", "LITERAL"):
            return chr(member[0] if str(code) == "RANGE" else member)
        if str(code) == "NEGATE":
            return "\u4e00"
    return "a"


def _takes(item: tuple[Any, Any], letter: str) -> bool:
    name, value = str(item[0]), item[1]
    if name == "LITERAL":
        return chr(value) == letter
    if name == "NOT_LITERAL":
        return chr(value) != letter
    if name == "ANY":
        return letter != "\n"
    negated = str(value[0][0]) == "NEGATE"
    return negated != any(_is_member(str(code), one, letter) for code, one in value)


_CATEGORIES = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}


def _is_member(name: str, value: Any, letter: str) -> bool:
    if name == "LITERAL":
        return chr(value) == letter
    if name == "RANGE":
        return bool(value[0] <= ord(letter) <= value[1])
    if name == "CATEGORY":
        kind = str(value).removeprefix("CATEGORY_")
        is_in = re.fullmatch(_CATEGORIES[kind.removeprefix("NOT_")], letter) is not None
        return is_in != kind.startswith("NOT_")
    return False
