"""What the wall was about in the year of a report, by theme, without the small rows."""

from collections import Counter
from datetime import date

from localoffer.annual_report.suppression import display_count
from localoffer.offer import Offer
from localoffer.pages.annual_report.contexts import CountTable
from localoffer.pages.annual_report.count_tables import count_table, empty_table, left_out_note

_TABLE = empty_table(
    "wall", "What the wall was about (from children and young people, in a few words)", "Theme"
)


def wall_theme_table(offer: Offer, begins: date, ends: date) -> CountTable | None:
    """Return how often each theme was said on the wall in a year; None where no row may be shown.

    Only words on the wall are counted, as often as somebody said the like. A row of fewer than
    ``feedback.least_shown`` is left out, and so is one without which fewer than that are left.
    """
    least, themes = offer.site.feedback.least_shown, offer.lists.themes
    first, last = f"{begins:%Y-%m}", f"{ends:%Y-%m}"
    notes = [one.record for one in offer.wall_notes if first <= one.record.said <= last]
    total = sum(note.people for note in notes)
    counts = Counter[str]()
    for note in notes:
        for theme in dict.fromkeys(note.themes):
            counts[theme] += note.people
    rows = [
        (themes[theme].name, number)
        for theme, number in counts.most_common()
        if theme in themes and number >= least and (number == total or total - number >= least)
    ]
    table = count_table(_TABLE, rows, least)
    if table is None:
        return None
    said = f"Words on the wall were counted {display_count(total, least)} times in this year."
    return CountTable(
        table.id, table.title, table.heading, table.rows, f"{said} {left_out_note(least)}"
    )
