"""A report as Markdown for the summary of a run or a note, where its words come from strangers.

No word of the content becomes a mention, a link, a picture, HTML or a command to a runner: signs
are escaped, and an unseen space stands in what would become a link by itself.
"""

import re
from collections.abc import Iterator

from localoffer.compare.report_outline import (
    ComparisonPart,
    ComparisonReport,
    ComparisonRow,
    visible,
)
from localoffer.compare.word_changes import Span

#: Bytes. GitHub takes 1 MiB for the summary of a step, with what else the step says.
MOST_BYTES = 900_000

_UNSEEN = "&#8203;"
_SIGNS = re.compile(r"([\\`*_{}\[\]|~#$!])")
_BEGINS_A_LIST = re.compile(r"^(\s*)(?:([-+])|(\d{1,9})([.)]))(?=\s|$)")
_WOULD_LINK = re.compile(r"(@|://|\bwww(?=\.)|\bGH(?=-\d))", re.IGNORECASE)


def as_markdown(report: ComparisonReport) -> str:
    """Return a report as Markdown, of no more than ``MOST_BYTES`` bytes."""
    lines = [f"## {escaped(report.heading)}", ""]
    lines += [f"{escaped(sentence)}\n" for sentence in report.sentences]
    for part in report.parts:
        lines += [*_part(part), ""]
    return _fitting(lines)


def _part(part: ComparisonPart) -> Iterator[str]:
    yield f"### {escaped(part.heading)}\n"
    if part.sentence:
        yield f"{escaped(part.sentence)}\n"
    for row in part.rows:
        yield from _row(row, "")
    if part.left_out:
        yield f"- and {part.left_out:,} more"


def _row(row: ComparisonRow, indent: str) -> Iterator[str]:
    yield f"{indent}- {''.join(map(_span, row.spans))}"
    for below in row.rows:
        yield from _row(below, f"{indent}  ")


def _span(span: Span) -> str:
    text = escaped(span.text)
    begin, end = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    words = text.strip()
    if not words:
        return text
    marked = {
        "gone": f"<del>{words}</del>",
        "new": f"<ins>{words}</ins>",
        "strong": f"**{words}**",
        "code": f"<code>{words}</code>",
    }
    return f"{begin}{marked.get(span.style, words)}{end}"


def escaped(text: str) -> str:
    """Return words so that Markdown shows them as they are; spaces at the ends are kept."""
    begin = " " if text[:1].isspace() else ""
    end = " " if text[-1:].isspace() and text.strip() else ""
    words = visible(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    words = _SIGNS.sub(r"\\\1", words)
    words = _BEGINS_A_LIST.sub(_escaped_list, words)
    words = _WOULD_LINK.sub(_apart, words)
    return f"{begin}{words}{end}"


def _escaped_list(found: re.Match[str]) -> str:
    space, mark, number, stop = found.groups()
    return f"{space}\\{mark}" if mark else f"{space}{number}\\{stop}"


def _apart(found: re.Match[str]) -> str:
    sign = found[0]
    return f":{_UNSEEN}//" if sign == "://" else f"{sign}{_UNSEEN}"


def _fitting(lines: list[str]) -> str:
    """Return the lines that fit, and say so where some do not."""
    kept, size = [], 0
    for number, line in enumerate(lines):
        size += len(line.encode()) + 1
        if size > MOST_BYTES:
            kept.append(f"\nThis is too long to show whole: {len(lines) - number:,} lines more.")
            break
        kept.append(line)
    return "\n".join(kept).rstrip("\n") + "\n"
