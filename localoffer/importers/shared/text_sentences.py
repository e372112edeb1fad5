"""The sentences of a text, and the text without unwanted ones."""

import re
from collections.abc import Callable

_END = re.compile(r"(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9£])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|st|dr|mr|mrs|ms|no|nos|tel|approx|inc|ltd|rd|ave|[A-Z])\.)$",
    re.IGNORECASE,
)
_LONGEST_ABBREVIATION = 8

#: Words that begin a sentence, also behind "etc.".
_BEGINS = re.compile(r"(?:Our|We|The|This|These|It|They|There|You|If|For|Please|All|In|A|An)\s")


def sentences(text: str) -> list[str]:
    """Return the sentences of a text of one line."""
    complete: list[str] = []
    start = 0
    for match in _END.finditer(text):
        if _ends_at(text, start, match):
            complete.append(text[start : match.end()].strip())
            start = match.end()
    return [*complete, *filter(None, [text[start:].strip()])]


def _ends_at(text: str, start: int, match: re.Match[str]) -> bool:
    """Return whether a sentence from ``start`` on ends at a full stop, which may be another's."""
    last = text[max(start, match.start() - _LONGEST_ABBREVIATION) : match.end()].strip()
    if not _ABBREVIATED.search(last):
        return True
    return last.lower().endswith("etc.") and bool(_BEGINS.match(text, match.end()))


def without_sentences(text: str, is_unwanted: Callable[[str], bool]) -> tuple[str, list[str]]:
    """Return a Markdown text without its unwanted sentences, and the sentences taken out."""
    lines, removed = [], []
    for row in text.split("\n"):
        if not is_unwanted(row):
            lines.append(row)
            continue
        mark = re.match(r"\s*(?:#{1,6} |[-+] |\d{1,9}[.)] )?", row)
        start = mark[0] if mark else ""
        parts = sentences(row[len(start) :])
        wanted = [part for part in parts if not is_unwanted(part)]
        removed += [part for part in parts if is_unwanted(part)] or [row]
        if wanted and not is_unwanted(" ".join(wanted)):
            lines.append(start + " ".join(wanted))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip(), removed
