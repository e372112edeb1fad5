"""The sentences of a text, and the text without unwanted ones."""

import re
from collections.abc import Callable

_END = re.compile(r"(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9£])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|st|dr|mr|mrs|ms|no|nos|tel|approx|inc|ltd|rd|ave|[A-Z])\.)$",
    re.IGNORECASE,
)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text of one line."""
    complete: list[str] = []
    start = 0
    for match in _END.finditer(text):
        sentence = text[start : match.end()].strip()
        if not _ABBREVIATED.search(sentence):
            complete.append(sentence)
            start = match.end()
    return [*complete, *filter(None, [text[start:].strip()])]


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
