"""What the council says of the national layer: what it replaces, and what it leaves out."""

from collections.abc import Iterable, Iterator
from typing import Any

from localoffer.check.field_problems import LineOf
from localoffer.national_versions.history import Release, last_changed, version_number
from localoffer.offer import Entry
from localoffer.problems import Level, Problem, quoted
from localoffer.program import PROGRAM
from localoffer.read.layers import SITE, ContentLayers
from localoffer.read.yaml_parser import parse


def replacement_problems(
    entry: Entry[Any], releases: tuple[Release, ...], line_of: LineOf
) -> Iterator[Problem]:
    """Yield a warning for a file that replaces a national text which has changed since.

    A file that does not say which version it was made from gets one too.
    """
    changed = last_changed(entry.path, releases)
    if not changed:
        return
    based_on = entry.record.based_on
    if not based_on:
        yield Problem(
            entry.path, 1, "based_on",
            "This file replaces a national text, and does not say which version of it.",
            f"Compare the two, then write based_on: {changed}. We tell you when ours changes.",
            Level.WARNING,
        )  # fmt: skip
    elif version_number(based_on) < version_number(changed):
        yield Problem(
            entry.path, line_of(entry.path, ("based_on",)), "based_on",
            f"The national text that this file replaces changed in version {changed}.",
            f"Read what changed ({PROGRAM} changes --since {based_on}), mend yours, then write"
            f" based_on: {changed}.",
            Level.WARNING,
        )  # fmt: skip


def left_out_problems(
    left_out: Iterable[str], layers: ContentLayers, line_of: LineOf
) -> Iterator[Problem]:
    """Yield a warning for each entry of ``leave_out`` that names nothing national."""
    for number, name in enumerate(left_out):
        path, _, row = name.partition("#")
        if not _is_national(path, row, layers):
            yield Problem(
                SITE, line_of(SITE, ("leave_out", number)), "leave_out",
                f"There is no national text {quoted(name)}, so nothing is left out.",
                "Write it as guides/short-breaks.md, or glossary.yaml#sen for a row; or delete it.",
                Level.WARNING,
            )  # fmt: skip


def _is_national(path: str, row: str, layers: ContentLayers) -> bool:
    if layers.national is None or ".." in path or path.startswith("/"):
        return False
    file = layers.national / path
    if not file.is_file() or not row:
        return file.is_file()
    values = parse(file.read_text(encoding="utf-8"), path).values
    rows = values if isinstance(values, list) else []
    return any(isinstance(one, dict) and str(one.get("id")) == row for one in rows)
