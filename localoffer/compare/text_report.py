"""A report as plain text, for a terminal."""

from collections.abc import Iterator

from localoffer.compare.report_outline import (
    ComparisonPart,
    ComparisonReport,
    ComparisonRow,
    visible,
)

#: What a runner of a workflow takes for a command, wherever it stands in a line.
_COMMANDS = ("##[", "##vso[")


def as_plain_text(report: ComparisonReport) -> str:
    """Return a report as text; no character of it moves the cursor or colours the terminal."""
    lines = [report.heading, "", *map(_shown, report.sentences)]
    for part in report.parts:
        lines += ["", *_part(part)]
    return "\n".join(lines) + "\n"


def _part(part: ComparisonPart) -> Iterator[str]:
    yield _shown(part.heading)
    if part.sentence:
        yield _shown(part.sentence)
    for row in part.rows:
        yield from _row(row, "  ")
    if part.left_out:
        yield f"  - and {part.left_out:,} more"


def _row(row: ComparisonRow, indent: str) -> Iterator[str]:
    yield f"{indent}- {_shown(''.join(span.text for span in row.spans))}"
    for below in row.rows:
        yield from _row(below, f"{indent}  ")


def _shown(text: str) -> str:
    line = visible(text)
    for command in _COMMANDS:
        line = line.replace(command, f"{command[0]} {command[1:]}")
    return line
