"""How a text stands in YAML: plain where YAML reads it as itself, else quoted, or as a block.

Our reader takes every value as text (docs/decisions/0001), so ``9:30``, ``NO`` and ``007`` may
stand plain. In a block, whatever was written is text and nothing else (yaml.org/spec/1.2.2,
block scalars): no letter in it can begin a list, a tag or a comment.
"""

import json
import re
from collections.abc import Iterable
from textwrap import wrap

from localoffer.read.pasted_signs import between_curly_quotes

#: Letters on a line, the indent included.
WIDTH = 100

#: Text that YAML reads as itself: a letter first, no ": ", no " #", no control.
_PLAIN = re.compile(r"[\w£€“‘(/+][^\n]*")
_UNSAFE = re.compile(r":(?:\s|$)|\s#|[\x00-\x1f\x7f-\x9f]|\s$")
_UNSAFE_IN_FLOW = re.compile(r"[\[\]{},]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_NULLS = ("null", "~", "")

#: What cannot be printed, ends a line for some readers only, or turns round what follows it.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


def unprintable(text: str) -> int | None:
    """Return the code of the first letter that a file of text may not hold, or None."""
    match = _UNPRINTABLE.search(text)
    return ord(match[0]) if match else None


def inline(text: str, *, in_flow: bool = False) -> str:
    """Return text on one line, in quotes only if needed.

    ``in_flow`` is whether it stands between brackets, where commas and brackets need quotes too.
    """
    plain = (
        _PLAIN.fullmatch(text)
        and not _UNSAFE.search(text)
        and not (in_flow and _UNSAFE_IN_FLOW.search(text))
        and text.lower() not in _NULLS
        and not between_curly_quotes(text)
    )
    return text if plain else quoted(text)


def quoted(text: str) -> str:
    """Return text in double quotes: a JSON string is YAML, too (yaml.org/spec/1.2.2, 1.2)."""
    return json.dumps(text, ensure_ascii=False)


def inline_or_literal(text: str, indent: int) -> str:
    """Return text of several lines as a block of these lines, where a block can hold them."""
    lines = text.split("\n")
    fits = all(line == line.strip() and not _CONTROL.search(line) for line in lines)
    if len(lines) == 1 or not fits or not lines[0]:
        return inline(text)
    return _literal(lines, indent)


def block(text: str, indent: int) -> str:
    """Return text as a block, folded at ``WIDTH``; as lines or in quotes where folding loses."""
    lines = text.split("\n")
    if any(line[:1] in (" ", "\t") for line in lines) or not lines[0] or not lines[-1]:
        return quoted(text)
    if "\t" in text or "  " in text or any(line.endswith(" ") for line in lines):
        return _literal(lines, indent)
    return ">-\n" + _indented(_folded(text, WIDTH - indent), indent)


def _literal(lines: Iterable[str], indent: int) -> str:
    return "|-\n" + _indented(lines, indent)


def _folded(text: str, width: int) -> Iterable[str]:
    """Yield the lines of a folded block: each line end of the text is one line more in it."""
    for piece in re.split(r"(\n+)", text):
        if piece.startswith("\n"):
            yield from [""] * len(piece)
        else:
            yield from wrap(piece, width, break_long_words=False, break_on_hyphens=False)


def _indented(lines: Iterable[str], indent: int) -> str:
    return "\n".join(f"{' ' * indent}{line}" if line else "" for line in lines)
