"""The report of one year, from its records: review, comments, counts, consultation, surveys."""

from collections.abc import Iterator

from localoffer.annual_report.reporting_year import due_after
from localoffer.annual_report.suppression import display_count
from localoffer.model.annual_report import Review
from localoffer.offer import Entry, Offer
from localoffer.pages.annual_report.answers_page import (
    ANSWERS,
    changes_made,
    comments_between,
    promises,
    refused_requests,
    theme_counts,
)
from localoffer.pages.annual_report.consultation_page import CONSULTATION, consulted_groups_in
from localoffer.pages.annual_report.contexts import (
    AnnualReportEasyReadPage,
    AnnualReportPage,
    CountRow,
    SurveyLesson,
)
from localoffer.pages.annual_report.wall_themes import wall_theme_table
from localoffer.pages.annual_report.year_numbers import numbers_of
from localoffer.pages.contexts import PicturedLine
from localoffer.pages.index import Index
from localoffer.pages.link_titles import easy_read_link
from localoffer.pages.navigation import ANNUAL_REPORTS, HOME
from localoffer.pages.page import Link
from localoffer.pages.you_said_we_did.labels import YOUNG_PEOPLE
from localoffer.pictures import Pictures

#: The numbered parts of every report: a part with nothing in it says so.
PARTS = (
    Link("#how-many", "How many comments came"),
    Link("#answers", "What people said, and our answers"),
    Link("#changed", "What changed"),
    Link("#cannot", "What could not change, and why"),
    Link("#next", "What we do next"),
    Link("#asked", "Who was asked"),
    Link("#offline", "How we reached people without the internet"),
    Link("#kept", "How well the pages are kept"),
    Link("#wanting", "What people looked for and did not find"),
    Link("#about", "About this report"),
)

_CONSULTATION_LABEL = "Each group, when we asked it, and what it said"


def annual_report_page(entry: Entry[Review], index: Index) -> AnnualReportPage:
    """Return the report of one year."""
    offer, review = index.offer, entry.record
    comments = comments_between(offer, review.begins, review.ends)
    answers = Link(f"{entry.address}{ANSWERS}", "All comments of the year, with our answers")
    earlier = _before(entry, offer)
    return AnnualReportPage(
        address=entry.address,
        title=review.title,
        description=f"What people said about the Local Offer in {entry.slug}, and what we did.",
        crumbs=(HOME, ANNUAL_REPORTS),
        report=entry,
        contents=PARTS,
        numbers=numbers_of(entry.slug, offer),
        published=len(comments),
        themes=tuple(theme_counts(comments, answers, offer)),
        comments=answers,
        wall=wall_theme_table(offer, review.begins, review.ends),
        surveys=tuple(_surveys(review, offer)),
        changes=tuple(changes_made(comments, index)),
        refused_requests=tuple(refused_requests(review, comments)),
        promises=tuple(promises(review.actions, index)),
        earlier_promises=tuple(promises(earlier.record.actions, index)) if earlier else (),
        earlier_report=Link(earlier.address, earlier.record.title) if earlier else None,
        consulted_groups=consulted_groups_in(review, offer),
        consultation=Link(f"{entry.address}{CONSULTATION}", _CONSULTATION_LABEL),
        reached_offline=tuple(_reached(review, offer)),
        easy_read=easy_read_link(entry) if review.easy_read else None,
        next_due=due_after(review.published),
    )


def easy_read_page(
    entry: Entry[Review], index: Index, pictures: Pictures
) -> AnnualReportEasyReadPage:
    """Return the report of one year in easy read."""
    review = entry.record
    report, link = Link(entry.address, review.title), easy_read_link(entry)
    return AnnualReportEasyReadPage(
        address=link.address,
        title=link.label,
        description="What people told us and what we did, in short lines with pictures.",
        crumbs=(HOME, ANNUAL_REPORTS, report),
        lines=tuple(
            PicturedLine(line.text, pictures.file(line.picture), None) for line in review.easy_read
        ),
        same_in_words=report,
        young_people=index.links.get(YOUNG_PEOPLE.address),
    )


def _before(entry: Entry[Review], offer: Offer) -> Entry[Review] | None:
    """Return the newest report of an earlier year: what it promised is told in this one."""
    earlier = (one for one in offer.reviews if one.record.begins < entry.record.begins)
    return max(earlier, key=lambda one: one.record.begins, default=None)


def _reached(review: Review, offer: Offer) -> Iterator[CountRow]:
    """Yield the ways in which people without the internet were reached, and how many people."""
    least = offer.site.feedback.least_shown
    for one in review.reached:
        number = "not counted" if one.number is None else display_count(one.number, least)
        yield CountRow(one.how, number, place=one.note or "")


def _surveys(review: Review, offer: Offer) -> Iterator[SurveyLesson]:
    """Yield the surveys that were open in the year."""
    results = {one.record.survey: one.record for one in offer.survey_results}
    for entry in offer.surveys:
        if entry.record.opens <= review.ends and entry.record.closes >= review.begins:
            yield SurveyLesson(Link(entry.address, entry.record.title), results.get(entry.slug))
