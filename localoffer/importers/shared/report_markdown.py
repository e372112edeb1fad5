"""Markdown for reports: tables, and a feed's words where they cannot be read as marks or tags."""

import re
from collections.abc import Iterable, Sequence

_MARK = re.compile(r"([\\`*_\[\]~])")


def table(head: tuple[str, ...], rows: Iterable[Sequence[str]]) -> str:
    """Return a table with a row for each of ``rows``."""
    lines = [" | ".join(head), " | ".join("---" for _ in head)]
    lines += [" | ".join(_cell(cell) for cell in row) for row in rows]
    return "\n".join(f"| {line} |" for line in lines) + "\n"


def safe(text: str) -> str:
    """Return a feed's words as they may stand in Markdown: no tags, on one line."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", " ")


def literal(text: str) -> str:
    """Return a text on one line that shows every letter of it, also those that are marks."""
    return _MARK.sub(r"\\\1", safe(text))


def _cell(text: str) -> str:
    return safe(text).replace("|", "\\|")
