"""Sentences of a text: a summary of the first ones; a text without those that may not stay."""

import re
from collections.abc import Callable

from localoffer.importers.shared.notes import Notes
from localoffer.importers.shared.text import cut

_SHORTEST, _ENOUGH, _GOOD, _LONGEST = 20, 30, 140, 300
_END = re.compile(r"(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9£])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|st|dr|mr|mrs|ms|no|nos|tel|approx|inc|ltd|rd|ave|[A-Z])\.)$",
    re.IGNORECASE,
)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text of one line."""
    found: list[str] = []
    start = 0
    for match in _END.finditer(text):
        sentence = text[start : match.end()].strip()
        if not _ABBREVIATED.search(sentence):
            found.append(sentence)
            start = match.end()
    return [*found, *filter(None, [text[start:].strip()])]


def summary_of(words: str, notes: Notes) -> str:
    """Return the first sentences of a text, 20 to 300 letters; empty where there are fewer."""
    summary = ""
    for paragraph in words.split("\n"):
        for sentence in sentences(paragraph.strip()):
            longer = f"{summary} {sentence}".strip()
            if summary and (len(longer) > _LONGEST or len(summary) >= _GOOD):
                return _fitting(summary, notes)
            summary = longer if _is_closed(summary) else f"{summary}. {sentence}"
            if len(summary) > _LONGEST:
                return _fitting(summary, notes)
        if len(summary) >= _ENOUGH:
            break
    return _fitting(summary, notes)


def _is_closed(text: str) -> bool:
    return not text or bool(re.search(r"[.!?:;,”’\"')]$", text))


def _fitting(summary: str, notes: Notes) -> str:
    if len(summary) > _LONGEST:
        notes.cleaned("summary", "summary cut from a long sentence", summary)
        return cut(summary, _LONGEST)
    return summary if len(summary) >= _SHORTEST else ""


def without(text: str, is_unwanted: Callable[[str], bool]) -> tuple[str, list[str]]:
    """Return a Markdown text without the sentences that are unwanted, and those sentences."""
    kept, gone = [], []
    for row in text.split("\n"):
        if not is_unwanted(row):
            kept.append(row)
            continue
        mark = re.match(r"\s*(?:#{1,6} |[-+] |\d{1,9}[.)] )?", row)
        start = mark[0] if mark else ""
        parts = sentences(row[len(start) :])
        good = [part for part in parts if not is_unwanted(part)]
        gone += [part for part in parts if is_unwanted(part)] or [row]
        if good and not is_unwanted(" ".join(good)):
            kept.append(start + " ".join(good))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip(), gone
