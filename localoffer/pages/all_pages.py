"""The plan: every page of a site and who claims its address."""

from collections.abc import Iterator

from localoffer.model.comment import Comment
from localoffer.offer import Entry, Offer
from localoffer.pages.annual_report.answers_page import answers_page
from localoffer.pages.annual_report.archive_page import archive_page
from localoffer.pages.annual_report.consultation_page import asked_page
from localoffer.pages.annual_report.report_page import easy_page, review_page
from localoffer.pages.annual_report.survey_pages import survey_page, surveys_page
from localoffer.pages.contexts import RedirectPage
from localoffer.pages.council_pages import home_page, site_pages
from localoffer.pages.ehc_journey.date_calculator import dates_page
from localoffer.pages.figures.charts import chart_of, waiting_chart
from localoffer.pages.figures.contexts import FiguresPage
from localoffer.pages.index import Index, make_index
from localoffer.pages.listings import a_to_z_pages, browse_pages, find_page
from localoffer.pages.navigation import FIGURES, HOME, SAID
from localoffer.pages.page import Page
from localoffer.pages.provision.coverage_grid import grid_page
from localoffer.pages.provision.landing_page import hub_page
from localoffer.pages.provision.meeting_list import meeting_page
from localoffer.pages.provision.statement_lists import statement_list_pages
from localoffer.pages.provision.statement_pages import statement_page
from localoffer.pages.record_pages import guide_page, service_page, topic_page
from localoffer.pages.reference_pages import reference_pages, site_map_page
from localoffer.pages.schools.report_lists import by_state, report_list_pages, reports_page
from localoffer.pages.schools.school_groups import make_groups
from localoffer.pages.schools.school_lists import (
    coordinators_page,
    school_groupings,
    school_list_pages,
    schools_page,
)
from localoffer.pages.schools.school_page import make_school_page_context, school_page
from localoffer.pages.schools.written_report_page import report_pages
from localoffer.pages.search_page import search_page
from localoffer.pages.you_said_we_did.comment_lists import (
    comment_filters,
    list_about,
    said_lists,
    tell_page,
    young_pages,
)
from localoffer.pages.you_said_we_did.comment_rows import told
from localoffer.pages.you_said_we_did.contexts import CommentPage
from localoffer.pages.you_said_we_did.labels import MATTERS, WAYS
from localoffer.pages.you_said_we_did.page_comments import (
    comments_by_page,
    needs_a_list,
    with_heard,
)
from localoffer.pictures import Pictures
from localoffer.schools.facts import NeedWords
from localoffer.schools.known_school import known_schools


def schools_pages(index: Index) -> Iterator[Page]:
    """Yield the directory, its lists, each school, reports written here, and what is known."""
    offer = index.offer
    if not offer.schools:
        return
    schools = known_schools(offer)
    words = NeedWords(offer.lists.needs.values())
    groups = make_groups(schools, offer, words)
    ways = school_groupings(groups, index)
    from_register = any(known.school.urn for known in schools)
    yield schools_page(ways, index, from_register=from_register)
    yield from school_list_pages(ways, groups, from_register=from_register)
    around = make_school_page_context(index, groups, words)
    yield from (school_page(known, around) for known in schools)
    yield from report_pages({known.entry.slug: known for known in schools}, index)
    if offer.coordinators:
        yield coordinators_page(index)
    states = by_state(schools)
    yield reports_page(schools, states, index, from_register=from_register)
    yield from report_list_pages(states, offer.today)


def said_pages(index: Index) -> Iterator[Page]:
    """Yield every page of this part."""
    yield tell_page(index)
    if index.offer.comments:
        yield from said_lists(index)
        yield from young_pages(index)
        yield from (_comment_page(entry, index) for entry in index.offer.comments)
        yield from _lists_by_page(index)


def _lists_by_page(index: Index) -> Iterator[Page]:
    ways = comment_filters(index)
    for address, entries in comments_by_page(index.offer).items():
        if needs_a_list(entries):
            yield from list_about(address, entries, ways, index)


def _comment_page(entry: Entry[Comment], index: Index) -> CommentPage:
    comment, row = entry.record, told(entry, index)
    return CommentPage(
        address=entry.address,
        title=row.title,
        description=f"{row.who} said this. {row.status}.",
        crumbs=(HOME, SAID),
        told=row,
        matter=MATTERS[comment.matter],
        way=WAYS[comment.how],
    )


def review_pages(index: Index, pictures: Pictures) -> Iterator[Page]:
    """Yield the archive, every report and its easy read, and the surveys."""
    offer = index.offer
    if has_archive(offer):
        yield archive_page(offer)
    for entry in offer.reviews:
        yield review_page(entry, index)
        yield answers_page(entry, index)
        yield asked_page(entry, index)
        if entry.record.easy_read:
            yield easy_page(entry, index, pictures)
    if offer.surveys:
        yield surveys_page(offer)
        yield from (survey_page(entry, offer) for entry in offer.surveys)


def has_archive(offer: Offer) -> bool:
    """Return whether there is anything to report on, or ever was."""
    return bool(offer.reviews or offer.comments or offer.counts)


def provision_pages(index: Index) -> Iterator[Page]:
    """Yield every page of this part."""
    if index.offer.statements:
        yield hub_page(index)
        yield from statement_list_pages(index)
        yield from (statement_page(entry, index) for entry in index.offer.statements)
        yield meeting_page(index.offer)
        yield grid_page(index)


def journey_pages(index: Index) -> Iterator[Page]:
    """Yield every page of this part."""
    yield dates_page(index.offer)


def figures_pages(index: Index) -> Iterator[Page]:
    """Yield the page of figures where there are any, or any service says how long people wait."""
    offer = index.offer
    waiting = waiting_chart(offer)
    charts = [chart_of(figure, offer) for figure in offer.figures]
    if charts or waiting:
        yield FiguresPage(
            address=FIGURES.address,
            title=FIGURES.label,
            description="Our own figures: plans on time, requests, appeals and waiting times.",
            crumbs=(HOME,),
            charts=(*charts, *([waiting] if waiting else ())),
        )


def plan(offer: Offer, pictures: Pictures) -> tuple[Page, ...]:
    """Return every page of the site, the home page first."""
    return tuple(with_heard(_pages(offer, pictures), make_index(offer)))


def _pages(offer: Offer, pictures: Pictures) -> Iterator[Page]:
    index = make_index(offer)
    yield home_page(index)
    yield from (topic_page(entry, index) for entry in offer.topics)
    yield from (guide_page(entry, index, pictures) for entry in offer.guides)
    yield from (service_page(entry, index) for entry in offer.services)
    yield from schools_pages(index)
    yield from provision_pages(index)
    yield from journey_pages(index)
    yield from figures_pages(index)
    yield from review_pages(index, pictures)
    yield from said_pages(index)
    yield search_page(index)
    yield find_page(index)
    yield from browse_pages(index)
    yield from a_to_z_pages(index)
    yield from reference_pages(index)
    yield site_map_page(index)
    yield from site_pages(index)
    for redirect in offer.redirects:
        yield RedirectPage(
            address=redirect.old,
            title="This page has moved",
            description="This page has moved.",
            new=redirect.new,
            listed=False,
        )
