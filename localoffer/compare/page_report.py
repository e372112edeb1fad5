"""The parts of a report that tell of pages: changed, new, moved and gone, before and after."""

from collections.abc import Iterator

from localoffer.compare.block_changes import LINK, TextChange
from localoffer.compare.comparison import Comparison
from localoffer.compare.page_changes import ChangedPage, GonePage, PageTitle, SharedChange
from localoffer.compare.reading_ages import ReadingAges
from localoffer.compare.report_outline import (
    ComparisonPart,
    ComparisonRow,
    ReportLimits,
    code,
    part_of,
    row,
    strong,
)
from localoffer.compare.word_changes import Span, shortened, word_changes
from localoffer.counted import counted

#: Letters. What is shorter stands on one line, before and now.
_SHORT = 60

_WHOSE = {
    "national": "The council's own text is gone: the national text stands here now.",
    "own": "The council's own text stands here now, in place of the national one.",
}

#: Pages that are named of those that show one change.
_NAMED = 3


def page_parts(comparison: Comparison, limits: ReportLimits) -> Iterator[ComparisonPart]:
    """Yield the parts on pages, those with nothing to tell left out."""
    pages = comparison.pages
    if pages.changed:
        rows = [
            _changed(one, comparison.reading_ages.get(one.page.address), limits)
            for one in pages.changed[: limits.pages]
        ]
        left_out = len(pages.changed) - len(rows)
        yield ComparisonPart("Pages with other words", "", tuple(rows), left_out)
    if pages.around:
        rows = [_change(change, limits) for change in pages.around]
        yield part_of("On every page", rows, limits.rows)
    if pages.shared:
        rows = [_shared(one, limits) for one in pages.shared]
        sentence = "These pages show words that stand in a file of their own, such as a contact."
        yield part_of("What other pages show", rows, limits.rows, sentence)
    if pages.new:
        rows = [_titled(one.page, f". {one.summary}") for one in pages.new]
        yield part_of("New pages", rows, limits.rows)
    if pages.gone:
        yield part_of(
            "Pages that are gone or have moved", [_gone(one) for one in pages.gone], limits.rows
        )


def _changed(one: ChangedPage, ages: ReadingAges | None, limits: ReportLimits) -> ComparisonRow:
    rows = []
    if one.old_address:
        rows.append(row("It stood at ", code(one.old_address), " before."))
    if one.now:
        rows.append(row(_WHOSE[one.now]))
    rows += [_change(change, limits) for change in one.changes[: limits.changes]]
    if len(one.changes) > limits.changes:
        rows.append(row(f"and {len(one.changes) - limits.changes:,} more changes on this page"))
    if ages:
        rows.append(row(_age_sentence(ages)))
    if one.also_on:
        rows.append(row(f"Also seen on {counted(one.also_on, 'other page')}."))
    return row(strong(one.page.title), " ", code(one.page.address), below=rows)


def _age_sentence(ages: ReadingAges) -> str:
    if ages.before is None:
        return f"Reading age: {ages.now}"
    if ages.now is None:
        return f"Reading age: {ages.before} before; now there are too few words to say"
    if ages.before == ages.now:
        return f"Reading age: {ages.now}, as before"
    change = "harder to read" if ages.now > ages.before else "easier to read"
    return f"Reading age: {ages.before} → {ages.now} ({change})"


def _change(change: TextChange, limits: ReportLimits) -> ComparisonRow:
    label = change.label
    under = f" under “{label}”" if label and not label.startswith(LINK) else f" {label}".rstrip()
    if not change.before:
        return row(f"New{under}: ", *shortened([Span(change.now, "new")], limits.letters))
    if not change.now:
        gone = shortened([Span(change.before, "gone")], limits.letters)
        return row(f"Taken out{under}: ", *gone)
    if max(len(change.before), len(change.now)) <= _SHORT:
        label = f"{label} " if label.endswith("?") else f"{label}: " if label else ""
        return row(label, Span(change.before, "gone"), " → ", Span(change.now, "new"))
    before, now = word_changes(change.before, change.now)
    return row(
        change.label or "Text",
        below=[
            row("Was: ", *shortened(before, limits.letters)),
            row("Now: ", *shortened(now, limits.letters)),
        ],
    )


def _shared(one: SharedChange, limits: ReportLimits) -> ComparisonRow:
    change = _change(one.change, limits)
    named = ", ".join(page.title for page in one.pages[:_NAMED])
    more = len(one.pages) - _NAMED
    others = f" and {more:,} more" if more > 0 else ""
    where = f"On {counted(len(one.pages), 'page')}: {named}{others}"
    return ComparisonRow(change.spans, (*change.rows, row(where)))


def _gone(one: GonePage) -> ComparisonRow:
    if one.leads_to:
        return _titled(one.page, ". Its address leads to ", code(one.leads_to), " now.")
    if one.is_lost:
        return _titled(
            one.page, ". ", strong("Its address leads nowhere"),
            ": bookmarks, letters and leaflets that name it find nothing. A row in redirects.yaml"
            " says where to go instead.",
        )  # fmt: skip
    return _titled(one.page)


def _titled(page: PageTitle, *words: str | Span) -> ComparisonRow:
    return row(strong(page.title), " ", code(page.address), *words)
