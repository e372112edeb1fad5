"""Values as YAML that a person reviews: short facts on their line, longer words as a block below.

In a block, whatever was written is text and nothing else (yaml.org/spec/1.2.2, block scalars):
no letter in it can begin a list, a tag or a comment. Longer lines are folded.
"""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from textwrap import wrap
from typing import Any

from localoffer.write.yaml_header import field_of

_WIDTH = 100
_INDENT = 2

#: What cannot be printed, ends a line for some readers only, or turns round what follows it.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


def unprintable(text: str) -> int | None:
    """Return the code of the first letter that a file of text may not hold, or None."""
    found = _UNPRINTABLE.search(text)
    return ord(found[0]) if found else None


def yaml_of(values: Mapping[str, Any]) -> str:
    """Return a record as YAML, its fields in the order given."""
    return "".join(_fields(values, 0))


def _fields(values: Mapping[str, Any], margin: int) -> Iterable[str]:
    for name, value in values.items():
        if isinstance(value, Mapping):
            yield f"{' ' * margin}{name}:\n"
            yield from _fields(value, margin + _INDENT)
        elif _is_nested(value):
            yield f"{' ' * margin}{name}:\n"
            yield from (_row(one, margin + _INDENT) for one in value)
        elif isinstance(value, str) and _is_long(name, value, margin):
            yield f"{' ' * margin}{name}: {_block(value, margin + _INDENT)}\n"
        else:
            rows = field_of(name, _as_words(value)).splitlines()
            yield "".join(f"{' ' * margin}{row}\n" for row in rows)


def _is_nested(value: Any) -> bool:
    """Return whether it is a list of rows that hold lists themselves."""
    return isinstance(value, list | tuple) and any(
        isinstance(inner, list | tuple | Mapping)
        for row in value
        if isinstance(row, Mapping)
        for inner in row.values()
    )


def _row(row: Mapping[str, Any], margin: int) -> str:
    text = "".join(_fields(row, margin + _INDENT))
    return f"{' ' * margin}- {text[margin + _INDENT :]}"


def _is_long(name: str, text: str, margin: int) -> bool:
    return "\n" in text or margin + len(name) + len(": ") + len(text) > _WIDTH


def _as_words(value: Any) -> Any:
    """Return a value whose facts are words: numbers, days, yes and no."""
    if isinstance(value, str | date | int):
        return str(value)
    if isinstance(value, Mapping):
        return {name: _as_words(inner) for name, inner in value.items()}
    return [_as_words(one) for one in value]


def _block(text: str, margin: int) -> str:
    lines = text.split("\n")
    if any(line[:1] in (" ", "\t") for line in lines) or not lines[0] or not lines[-1]:
        return json.dumps(text, ensure_ascii=False)
    if "\t" in text or "  " in text or any(line.endswith(" ") for line in lines):
        return "|-\n" + _indented(lines, margin)
    return ">-\n" + _indented(_folded(text, _WIDTH - margin), margin)


def _folded(text: str, width: int) -> Iterable[str]:
    """Yield the lines of a folded block: each line end of the text is one line more in it."""
    for piece in re.split(r"(\n+)", text):
        if piece.startswith("\n"):
            yield from [""] * len(piece)
        else:
            yield from wrap(piece, width, break_long_words=False, break_on_hyphens=False)


def _indented(lines: Iterable[str], margin: int) -> str:
    return "\n".join(f"{' ' * margin}{line}" if line else "" for line in lines)
