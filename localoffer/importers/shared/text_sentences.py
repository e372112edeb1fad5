"""The sentences of a text: its first ones as a summary; the text without unwanted ones."""

import re
from collections.abc import Callable

from localoffer.importers.shared.notes import Notes
from localoffer.importers.shared.text import cut

_MIN, _ENOUGH, _IDEAL, _MAX = 20, 30, 140, 300
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


def summary_of(text: str, notes: Notes) -> str:
    """Return the first sentences of a text, 20 to 300 letters; empty where there are fewer."""
    summary = ""
    for paragraph in text.split("\n"):
        for sentence in sentences(paragraph.strip()):
            longer = f"{summary} {sentence}".strip()
            if summary and (len(longer) > _MAX or len(summary) >= _IDEAL):
                return _limited(summary, notes)
            summary = longer if _is_closed(summary) else f"{summary}. {sentence}"
            if len(summary) > _MAX:
                return _limited(summary, notes)
        if len(summary) >= _ENOUGH:
            break
    return _limited(summary, notes)


def _is_closed(text: str) -> bool:
    return not text or bool(re.search(r"[.!?:;,”’\"')]$", text))


def _limited(summary: str, notes: Notes) -> str:
    if len(summary) > _MAX:
        notes.cleaned("summary", "summary cut from a long sentence", summary)
        return cut(summary, _MAX)
    return summary if len(summary) >= _MIN else ""


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
