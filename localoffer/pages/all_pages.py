"""Which pages a site has: all of them in one list, then those of each part."""

from collections.abc import Iterator

from localoffer.offer import Offer
from localoffer.pages.annual_report.answers_page import answers_page
from localoffer.pages.annual_report.archive_page import archive_page
from localoffer.pages.annual_report.consultation_page import consultation_page
from localoffer.pages.annual_report.report_page import annual_report_page, easy_read_page
from localoffer.pages.annual_report.survey_pages import survey_page, surveys_page
from localoffer.pages.council_pages import home_page, site_pages, tell_us_page
from localoffer.pages.editor_page import editor_page
from localoffer.pages.ehc_journey.date_calculator import dates_page
from localoffer.pages.figures.charts import figures_page
from localoffer.pages.index import Index, make_index
from localoffer.pages.listings import a_to_z_pages, browse_pages, find_page
from localoffer.pages.navigation import ANNUAL_REPORTS, WALL, parts_of
from localoffer.pages.own_words import with_own_words
from localoffer.pages.page import Page
from localoffer.pages.provision.coverage_grid import grid_page
from localoffer.pages.provision.landing_page import landing_page
from localoffer.pages.provision.meeting_list import meeting_page
from localoffer.pages.provision.statement_lists import statement_list_pages
from localoffer.pages.provision.statement_pages import statement_page
from localoffer.pages.record_pages import guide_page, service_page, topic_page
from localoffer.pages.reference_pages import redirect_pages, reference_pages, site_map_page
from localoffer.pages.schools.report_lists import report_list_pages, reports_page, schools_by_state
from localoffer.pages.schools.school_groups import make_groups
from localoffer.pages.schools.school_lists import (
    coordinators_page,
    page_without_schools,
    school_groupings,
    school_list_pages,
    schools_page,
)
from localoffer.pages.schools.school_page import make_school_page_context, school_page
from localoffer.pages.schools.written_report_page import written_report_pages
from localoffer.pages.search_page import search_page
from localoffer.pages.wall.wall_pages import wall_pages
from localoffer.pages.you_said_we_did.comment_lists import comment_list_pages, young_people_pages
from localoffer.pages.you_said_we_did.comment_rows import comment_page
from localoffer.pages.you_said_we_did.page_comments import page_comment_lists, with_page_comments
from localoffer.pictures import Pictures
from localoffer.schools.facts import NeedWords
from localoffer.schools.known_school import known_schools


def plan(offer: Offer, pictures: Pictures) -> tuple[Page, ...]:
    """Return every page of the site, the home page first."""
    index = make_index(offer)
    pages = with_page_comments(_pages(index, pictures), index)
    return tuple(with_own_words(pages, offer.site.looks.own_words))


def _pages(index: Index, pictures: Pictures) -> Iterator[Page]:
    offer = index.offer
    yield home_page(index)
    yield from (topic_page(entry, index) for entry in offer.topics)
    yield from (guide_page(entry, index, pictures) for entry in offer.guides)
    yield from (service_page(entry, index) for entry in offer.services)
    yield from _school_pages(index)
    yield from _provision_pages(index)
    yield dates_page(offer)
    yield from figures_page(offer)
    yield from _annual_report_pages(index, pictures)
    yield tell_us_page(index)
    yield from _you_said_we_did_pages(index)
    yield search_page(index)
    yield find_page(index)
    yield from browse_pages(index)
    yield from a_to_z_pages(index)
    yield from reference_pages(index)
    yield site_map_page(index)
    yield from site_pages(index)
    yield from redirect_pages(offer)
    if offer.site.editor:
        yield editor_page(offer.site.editor)


def _school_pages(index: Index) -> Iterator[Page]:
    """Yield the directory, its lists, each school, reports written here, and what is known."""
    offer = index.offer
    if not offer.schools:
        yield page_without_schools(index)
        return
    schools = known_schools(offer)
    words = NeedWords(offer.lists.needs.values())
    groups = make_groups(schools, offer, words)
    groupings = school_groupings(groups, index)
    from_register = any(known.school.urn for known in schools)
    yield schools_page(groupings, index, from_register=from_register)
    yield from school_list_pages(groupings, groups, from_register=from_register)
    context = make_school_page_context(index, groups, words)
    yield from (school_page(known, context) for known in schools)
    yield from written_report_pages({known.entry.slug: known for known in schools}, index)
    if offer.coordinators:
        yield coordinators_page(index)
    states = schools_by_state(schools)
    yield reports_page(schools, states, index, from_register=from_register)
    yield from report_list_pages(states, offer.today)


def _provision_pages(index: Index) -> Iterator[Page]:
    if index.offer.statements:
        yield landing_page(index)
        yield from statement_list_pages(index)
        yield from (statement_page(entry, index) for entry in index.offer.statements)
        yield meeting_page(index.offer)
        yield grid_page(index)


def _annual_report_pages(index: Index, pictures: Pictures) -> Iterator[Page]:
    """Yield the archive, every report with the pages below it, and the surveys."""
    offer = index.offer
    if ANNUAL_REPORTS in parts_of(offer):
        yield archive_page(offer)
    for entry in offer.reviews:
        yield annual_report_page(entry, index)
        yield answers_page(entry, index)
        yield consultation_page(entry, index)
        if entry.record.easy_read:
            yield easy_read_page(entry, index, pictures)
    if offer.surveys:
        yield surveys_page(offer)
        yield from (survey_page(entry, offer) for entry in offer.surveys)


def _you_said_we_did_pages(index: Index) -> Iterator[Page]:
    if index.offer.comments:
        yield from comment_list_pages(index)
        yield from young_people_pages(index)
        yield from (comment_page(entry, index) for entry in index.offer.comments)
        yield from page_comment_lists(index)
    if WALL in parts_of(index.offer):
        yield from wall_pages(index)
