"""What was counted in the year of a report: comments by matter, by sender, by theme; and gaps."""

from collections.abc import Iterator

from localoffer.annual_report.suppression import display_count
from localoffer.model.annual_report import YearCounts
from localoffer.offer import Offer
from localoffer.pages.annual_report.contexts import CountRow, CountTable, Numbers
from localoffer.pages.annual_report.count_tables import (
    MATTERS,
    REASONS,
    ROLES,
    count_table,
    empty_table,
    labelled_counts,
    place_table,
    theme_table,
)

_LEFT_OUT = empty_table("withheld", "Comments that are not published", "Why")
_NOT_FOUND = empty_table("not-found", "Looked for and not found", "Theme")
_GAPS = empty_table("gaps", "What people said is missing", "Theme")


def numbers_of(slug: str, offer: Offer) -> Numbers | None:
    """Return what was counted in the year with this name, or None where nothing was."""
    counts = next((one.record for one in offer.counts if one.slug == slug), None)
    if counts is None:
        return None
    return Numbers(
        counts.as_at,
        counts.as_at <= counts.ends,
        tuple(_facts(counts, offer)),
        _tables(counts, offer),
        _withheld(counts, offer),
        _unmet_needs(counts, offer),
    )


def _facts(counts: YearCounts, offer: Offer) -> Iterator[CountRow]:
    """Yield the main numbers of the year, a row each."""
    least = offer.site.feedback.least_shown
    yield CountRow("Comments that came", display_count(counts.received, least))
    yield CountRow(
        "Published with an answer, or with what happens next",
        display_count(counts.published, least),
    )
    yield CountRow("Answered", display_count(counts.answered, least))
    if counts.days_to_answer is not None:
        days = counts.days_to_answer
        yield CountRow(
            "Days to an answer",
            f"{days} working {'day' if days == 1 else 'days'} or fewer, for half",
        )
    yield CountRow("Times someone said a page is useful", display_count(counts.useful_yes, least))
    yield CountRow(
        "Times someone said a page is not useful", display_count(counts.useful_no, least)
    )
    yield CountRow("Mistakes that people told us about", display_count(counts.corrections, least))
    yield CountRow(
        "Pages that the people who run the service confirmed",
        display_count(counts.confirmed, least),
    )


def _tables(counts: YearCounts, offer: Offer) -> tuple[CountTable, ...]:
    """Return the comments of the year by matter, sender, age, way and theme."""
    least, total = offer.site.feedback.least_shown, counts.received
    themes = {key: theme.name for key, theme in offer.lists.themes.items()}
    no_words: dict[str, str] = {}
    rows = (
        ("by-matter", "What comments were about", "About", counts.by_matter, MATTERS),
        ("by-role", "Who sent them", "Who", counts.by_role, ROLES),
        ("by-age", "Age of the child or young person", "Age", counts.by_age, no_words),
        ("by-way", "How they came", "How", counts.by_way, no_words),
    )
    tables = [
        count_table(empty_table(name, title, heading), labelled_counts(one, words), least, total)
        for name, title, heading, one, words in rows
    ]
    by_theme = empty_table("by-theme", "Themes (a comment can have more than one)", "Theme")
    tables.append(theme_table(by_theme, labelled_counts(counts.by_theme, themes), least))
    return tuple(table for table in tables if table)


def _withheld(counts: YearCounts, offer: Offer) -> CountTable | None:
    """Return the comments left out, by the two lawful reasons and by what senders wished."""
    rows = labelled_counts(counts.withheld, REASONS)
    if counts.not_to_publish is not None:
        rows.append(("The sender asked us not to publish it", counts.not_to_publish))
    if counts.publish_not_said is not None:
        not_said = ("The sender did not say that we may publish it", counts.publish_not_said)
        rows.append(not_said)
    if counts.not_comments is not None:
        rows.append(
            ("Adverts, tests and empty forms (not counted as comments)", counts.not_comments)
        )
    return count_table(_LEFT_OUT, rows, offer.site.feedback.least_shown)


def _unmet_needs(counts: YearCounts, offer: Offer) -> tuple[CountTable, ...]:
    """Return what was looked for and not found, and what is said to be missing."""
    least = offer.site.feedback.least_shown
    tables = (
        place_table(_NOT_FOUND, counts.not_found, offer, least),
        place_table(_GAPS, counts.gaps, offer, least),
    )
    return tuple(table for table in tables if table)
