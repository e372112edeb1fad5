"""Counts as tables: what is counted in plain words, how many, and what is hidden."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from localoffer.annual_report.suppression import Suppressed, display_count, suppress
from localoffer.model.annual_report import Count, PlaceCount
from localoffer.model.comment_terms import Matter
from localoffer.offer import Offer
from localoffer.pages.annual_report.contexts import CountRow, CountTable
from localoffer.pages.you_said_we_did import labels

#: The matters of regulation 56(1); a service itself is none of them.
_CITED: Mapping[Matter, str] = {
    "content": "regulation 56(1)(a)",
    "missing": "regulation 56(1)(a)",
    "access": "regulation 56(1)(b)",
    "making": "regulation 56(1)(c)",
    "service": "outside regulation 56(1)",
}
MATTERS = {key: f"{words} ({_CITED[key]})" for key, words in labels.MATTERS.items()}
ROLES = {key: words[1] for key, words in labels.ROLES.items()}
REASONS = {key: words[:1].upper() + words[1:] for key, words in labels.WITHHELD.items()}

_WHOLE = 100.0


def count_table(
    table: CountTable,
    numbers: Sequence[tuple[str, int | None]],
    least: int,
    total: int | None = None,
) -> CountTable | None:
    """Return the table with its rows, or None where it would give small numbers away."""
    rest = _left_out(numbers, total)
    rows_left_out = [None] if 0 < rest < least else []
    suppressed = suppress([*(number for _, number in numbers), *rows_left_out], least, total)
    if not numbers or suppressed.is_disclosive:
        return None
    most = max((number or 0 for number in suppressed.numbers), default=0)
    rows = (
        CountRow(
            label,
            display_count(number, least, are_small=suppressed.are_small),
            round(_WHOLE * number / most, 1) if number else None,
        )
        for (label, _), number in zip(numbers, suppressed.numbers, strict=False)
    )
    note = left_out_note(least) if rest >= least else note_of(suppressed, least)
    return CountTable(table.id, table.title, table.heading, tuple(rows), note)


def theme_table(
    table: CountTable, numbers: Sequence[tuple[str, int | None]], least: int
) -> CountTable | None:
    """Return a table of which one comment may be in several rows, without the small rows."""
    shown = [(label, number) for label, number in numbers if number and number >= least]
    counted = count_table(table, shown, least)
    return replace(counted, note=left_out_note(least)) if counted else None


def left_out_note(least: int) -> str:
    """Return the sentence that stands by a table whether or not something was left out of it."""
    return (
        f"Rows of fewer than {least} people are left out, and sometimes one more, so that nobody "
        "can be known by them."
    )


def note_of(suppressed: Suppressed, least: int) -> str:
    """Return the sentence that says what is hidden, or nothing."""
    if None not in suppressed.numbers:
        return ""
    if suppressed.are_small:
        return f"Numbers under {least} are not shown, so that nobody can be known by them."
    return (
        f"Numbers under {least} are not shown, so that nobody can be known by them. "
        "Another number is not shown either, or the small ones could be worked out."
    )


def _left_out(numbers: Sequence[tuple[str, int | None]], total: int | None) -> int:
    """Return how many of the total are in rows that a file leaves out whole."""
    known = [number for _, number in numbers if number is not None]
    return total - sum(known) if total and len(known) == len(numbers) else 0


def labelled_counts(
    counts: Iterable[Count], words: Mapping[Any, str]
) -> list[tuple[str, int | None]]:
    """Return counts with what they count in words; what has no words of ours keeps its own."""
    return [
        (words.get(one.what, one.what[:1].upper() + one.what[1:]), one.number) for one in counts
    ]


def place_table(
    table: CountTable, counts: Sequence[PlaceCount], offer: Offer, least: int
) -> CountTable | None:
    """Return counts by theme and area, the most first, without the small ones; None for none."""
    themes, areas = offer.lists.themes, offer.lists.areas
    rows = [
        CountRow(
            themes[one.theme].name if one.theme in themes else one.theme,
            display_count(one.number, least),
            place=areas[one.area].name if one.area and one.area in areas else "Not said",
        )
        for one in sorted(counts, key=_most_first)
        if one.number and one.number >= least
    ]
    if not rows:
        return None
    note = left_out_note(least)
    return CountTable(table.id, table.title, table.heading, tuple(rows), note, has_places=True)


def _most_first(one: PlaceCount) -> tuple[int, str, str]:
    return -(one.number or 0), one.theme, one.area or ""


def empty_table(name: str, title: str, heading: str) -> CountTable:
    """Return a table that has no rows yet."""
    return CountTable(name, title, heading, ())
