"""The part of an import's report on what changed here and in the feed, for a person to decide."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import Any

from localoffer.counted import noun_of
from localoffer.importers.shared.decisions import field_name
from localoffer.importers.shared.import_result import ImportResult
from localoffer.importers.shared.layout import Layout
from localoffer.importers.shared.merge import MergeConflict
from localoffer.importers.shared.notes import shortened
from localoffer.importers.shared.report_markdown import safe, table
from localoffer.importers.shared.text_difference import text_difference

_SHORT = 120
_NOTHING = "(nothing)"


def conflicts_counted(number: int, layout: Layout) -> str:
    """Return the line of a summary that counts fields which changed here and there."""
    fields, ours = noun_of(number, "field"), noun_of(number, "ours was kept", "ours were kept")
    return f"{number:>7,}  {fields} changed here and in the {layout.origin}: {ours}"


def conflicts_section(results: Iterable[ImportResult], layout: Layout) -> Iterator[str]:
    """Yield the part's paragraphs; none where nothing changed on both sides."""
    pairs = [(result, conflict) for result in results for conflict in result.conflicts]
    if not pairs:
        return
    origin = f"in the {layout.origin}"
    stem = PurePath(pairs[0][0].path).stem
    yield "## Conflicts\n"
    yield (
        f"These fields differ here and {origin}. Ours were kept. You are told each time until you "
        f"decide: change the file so that it says the same, or import once more with "
        f"`--keep {stem}` (ours stays) or `--take {stem}` (the {layout.origin}'s comes in). "
        f"`--keep {stem}:{field_name(pairs[0][1].field)}` decides on one field, `--keep all` on "
        "all.\n"
    )
    short = [pair for pair in pairs if not _is_long(pair[1])]
    if short:
        rows = [
            (record_title(result), one.field, as_words(one.current), as_words(one.incoming))
            for result, one in short
        ]
        yield table((layout.noun, "field", "here (kept)", origin), rows)
    for result, conflict in pairs:
        if _is_long(conflict):
            yield from _long(result, conflict, origin)


def record_title(result: ImportResult) -> str:
    """Return what a record is called in a table of the report, which makes its cells safe."""
    return shortened(result.name, 100) or result.id or "Without a name"


def as_words(value: Any) -> str:
    """Return a field's value as words: a list's parts with semicolons between them."""
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {as_words(inner)}" for name, inner in value.items())
    if isinstance(value, list | tuple):
        return "; ".join(map(as_words, value))
    return str(value) if value not in (None, "") else _NOTHING


def _is_long(conflict: MergeConflict) -> bool:
    return max(len(as_words(one)) for one in (conflict.current, conflict.incoming)) > _SHORT


def _long(result: ImportResult, conflict: MergeConflict, origin: str) -> Iterator[str]:
    """Yield both texts, with what differs in bold."""
    difference = text_difference(as_words(conflict.current), as_words(conflict.incoming))
    yield f"### {safe(record_title(result))}: {conflict.field}\n"
    yield f"`{result.path}`. What only one of the two has is in bold.\n"
    yield f"Here (kept):\n\n> {difference.current}\n"
    yield f"{origin.capitalize()}:\n\n> {difference.incoming}\n"
