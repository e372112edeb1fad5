"""Two texts word by word: what of the first is gone, and what of the second is new."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_TOKEN = re.compile(r"\s+|[^\s]+")

#: Words and spaces. Where more than so many in a row differ, they are not compared one by one: it
#: would take too long, and nobody could read the result.
_MOST_TOKENS = 200

Style = Literal["plain", "gone", "new", "strong", "code"]


@dataclass(frozen=True, slots=True)
class Span:
    """Some words, and how they are shown."""

    text: str
    style: Style = "plain"


def word_changes(before: str, now: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return both texts in spans: gone words of the first, new words of the second."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(now)
    start = _same_at_start(old, new)
    end = _same_at_start(old[start:][::-1], new[start:][::-1])
    old_end, new_end = len(old) - end, len(new) - end
    gone, added = [(False, old[:start])], [(False, new[:start])]
    for tag, a, b, c, d in _opcodes(old[start:old_end], new[start:new_end]):
        gone.append((tag != "equal", old[start + a : start + b]))
        added.append((tag != "equal", new[start + c : start + d]))
    gone.append((False, old[old_end:]))
    added.append((False, new[new_end:]))
    return tuple(_spans(gone, "gone")), tuple(_spans(added, "new"))


def _same_at_start(old: Sequence[str], new: Sequence[str]) -> int:
    """Return how many tokens are the same at the beginning."""
    pairs = zip(old, new, strict=False)
    shorter = min(len(old), len(new))
    return next((number for number, (one, other) in enumerate(pairs) if one != other), shorter)


def _opcodes(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    if max(len(old), len(new)) > _MOST_TOKENS:
        return [("replace", 0, len(old), 0, len(new))]
    return list(SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes())


def _spans(parts: Sequence[tuple[bool, Sequence[str]]], style: Style) -> Iterator[Span]:
    """Yield spans; a single space between two changed words belongs to them."""
    parts = [part for part in parts if part[1]]
    changed, words = False, ""
    for number, (differs, tokens) in enumerate(parts):
        text = "".join(tokens)
        between = not text.strip() and 0 < number < len(parts) - 1 and parts[number - 1][0]
        if differs != changed and not (between and not differs):
            if words:
                yield Span(words, style if changed else "plain")
            changed, words = differs, ""
        words += text
    if words:
        yield Span(words, style if changed else "plain")


def shortened(spans: Sequence[Span], most: int) -> tuple[Span, ...]:
    """Return the spans with no more than ``most`` letters, the changed words among them."""
    left, kept = most, []
    for number, span in enumerate(spans):
        text = span.text
        if span.style == "plain" and len(text) > most // 3:
            text = _middle_left_out(
                text, most // 3, first=not number, last=number + 1 == len(spans)
            )
        if len(text) > left:
            text = f"{text[: max(left, 0)].rstrip()} …"
        kept.append(Span(text, span.style))
        left -= len(text)
        if left <= 0:
            break
    return tuple(kept)


def _middle_left_out(text: str, most: int, *, first: bool, last: bool) -> str:
    """Return the ends of a text that has not changed, next to what has."""
    half = most // 2
    begin = "" if first else text[:half]
    end = "" if last else text[-half:]
    return f"{begin}…{end}"
