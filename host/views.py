"""Pages made for a request, for readers without script: results, dates, a list for a meeting."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from unicodedata import category

from flask import Request, Response

from host.site_edition import SiteEdition
from host.static_files import StaticFiles, page_response
from localoffer.calendar_days import day_of_build
from localoffer.ehc_journey.calendar_file import calendar_file
from localoffer.pages.ehc_journey.contexts import DatesPage
from localoffer.pages.ehc_journey.date_calculator import dates_page, with_answer
from localoffer.pages.provision.meeting_list import meeting_page, with_statements
from localoffer.render.page_file import render
from localoffer.serving.site_context import SiteContextCache
from search.engine.address import choices_of, page_of
from search.engine.results import search


@dataclass(frozen=True, slots=True)
class DatesView:
    """Works out the dates of an EHC plan. What is entered is not kept."""

    editions: SiteContextCache[SiteEdition]
    files: StaticFiles

    def answer(self, request: Request) -> Response:
        """Return the page with the dates that are asked for; without an edition, the file."""
        edition = self.editions.newest()
        if edition is None:
            return self.files.answer("ehc-dates/", request, "")
        return page_response(render(_dates_page(edition, request), edition.environment), request)

    def calendar(self, request: Request) -> Response:
        """Return the dates as a calendar file, or the page that says what to correct."""
        edition = self.editions.newest()
        if edition is None:
            return self.files.answer("ehc-dates/", request, "")
        page = _dates_page(edition, request)
        if not page.answer or not page.answer.rows:
            content = render(page, edition.environment)
            return page_response(content, request, status=HTTPStatus.BAD_REQUEST)
        clock = page.answer.form.clock.id
        content = calendar_file(clock, page.answer.rows, day_of_build(os.environ))
        response = Response(content, mimetype="text/calendar")
        response.headers["Content-Disposition"] = "attachment; filename=ehc-dates.ics"
        response.headers["Cache-Control"] = "private, no-cache"
        return response


def _dates_page(edition: SiteEdition, request: Request) -> DatesPage:
    parameters = {name: printable(value) for name, value in request.args.items()}
    return with_answer(dates_page(edition.offer), parameters, day_of_build(os.environ))


@dataclass(frozen=True, slots=True)
class MeetingView:
    """Makes a list of chosen statements for a meeting. What is chosen is not kept."""

    editions: SiteContextCache[SiteEdition]
    files: StaticFiles

    def answer(self, request: Request) -> Response:
        """Return the list that an address asks for; without an edition, the file."""
        edition = self.editions.newest()
        if edition is None or not edition.offer.statements:
            return self.files.answer("provision/for-a-meeting/", request, "")
        ids = [printable(value) for value in request.args.getlist("s")]
        view = request.args.get("view", "")
        page = with_statements(meeting_page(edition.offer), edition.offer, ids, view)
        return page_response(render(page, edition.environment), request)


#: Letters of a parameter that count, as in ``search.engine.address``.
_LONGEST = 1_000

#: Unicode categories that no page can show: control characters and lone surrogates.
_UNPRINTABLE = ("Cc", "Cs")


@dataclass(frozen=True, slots=True)
class SearchView:
    """Answers searches with the newest edition of the site."""

    editions: SiteContextCache[SiteEdition]
    files: StaticFiles

    def answer(self, request: Request) -> Response:
        """Return the page of results; without an edition, the page that script fills."""
        edition = self.editions.newest()
        if edition is None:
            return self.files.answer("search/", request, "")
        parameters = {
            name: [printable(value) for value in values] for name, values in request.args.lists()
        }
        try:
            content = _results_page(edition, parameters)
        except Exception:
            newest = self.editions.newest()
            if newest is None or newest is edition:
                raise
            content = _results_page(newest, parameters)  # a build replaced the index meanwhile
        return page_response(content, request)


def _results_page(edition: SiteEdition, parameters: Mapping[str, Sequence[str]]) -> bytes:
    """Return the page of results that an address's parameters ask for."""
    choices = choices_of(parameters, edition.reader)
    return edition.results_page(search(choices, edition.reader, page=page_of(parameters)))


def printable(text: str) -> str:
    """Return what of a parameter counts, with spaces for characters that no page can show."""
    return "".join(
        " " if category(letter) in _UNPRINTABLE else letter for letter in text[:_LONGEST]
    )
