"""Pages made for a request, for readers without script: results, EHC dates, a meeting list."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from unicodedata import category

from flask import Request, Response

from host.site_edition import SiteEdition, SiteEditionCache
from host.static_files import StaticFiles, page_response
from localoffer.calendar_days import day_of_build
from localoffer.ehc_journey.calendar_file import calendar_file
from localoffer.pages.ehc_journey.contexts import DatesPage
from localoffer.pages.ehc_journey.date_calculator import dates_page, with_answer
from localoffer.pages.provision.meeting_list import meeting_page, with_choice
from localoffer.render.page_file import render
from search.engine.address import choices_of, page_of
from search.engine.results import search

#: Letters of a parameter that count, as in ``search.engine.address``.
_LONGEST = 1_000

#: Kinds of character that no page can show: control characters and halves of pairs.
_UNSHOWN = ("Cc", "Cs")


@dataclass(frozen=True, slots=True)
class SearchView:
    """Answers searches with the newest edition of the site."""

    editions: SiteEditionCache
    files: StaticFiles

    def answer(self, request: Request) -> Response:
        """Return the page of results; where no edition is, the page that script fills."""
        edition = self.editions.newest()
        if edition is None:
            return self.files.answer("search/", request, "")
        parameters = {
            name: [shown(value) for value in values] for name, values in request.args.lists()
        }
        try:
            content = page_of_results(edition, parameters)
        except Exception:
            newest = self.editions.newest()
            if newest is None or newest is edition:
                raise
            content = page_of_results(newest, parameters)  # its index was replaced under it
        return page_response(content, request)


def page_of_results(edition: SiteEdition, parameters: Mapping[str, Sequence[str]]) -> bytes:
    """Return the page of results that an address's parameters ask for."""
    choices = choices_of(parameters, edition.reader)
    return edition.page(search(choices, edition.reader, page=page_of(parameters)))


@dataclass(frozen=True, slots=True)
class DatesView:
    """Works out days by the newest edition of the site. It keeps none of them."""

    editions: SiteEditionCache
    files: StaticFiles

    def answer(self, request: Request) -> Response:
        """Return the page with the days that are asked for; where no edition is, the file."""
        edition = self.editions.newest()
        if edition is None:
            return self.files.answer("ehc-dates/", request, "")
        return page_response(render(_answered(edition, request), edition.environment), request)

    def calendar(self, request: Request) -> Response:
        """Return the days as a calendar file, or the page that says what to mend."""
        edition = self.editions.newest()
        if edition is None:
            return self.files.answer("ehc-dates/", request, "")
        page = _answered(edition, request)
        if not page.answer or not page.answer.rows:
            content = render(page, edition.environment)
            return page_response(content, request, status=HTTPStatus.BAD_REQUEST)
        clock = page.answer.form.clock.id
        content = calendar_file(clock, page.answer.rows, day_of_build(os.environ))
        response = Response(content, mimetype="text/calendar")
        response.headers["Content-Disposition"] = "attachment; filename=ehc-dates.ics"
        response.headers["Cache-Control"] = "private, no-cache"
        return response


def _answered(edition: SiteEdition, request: Request) -> DatesPage:
    parameters = {name: shown(value) for name, value in request.args.items()}
    page = dates_page(edition.wording.offer)
    return with_answer(page, parameters, day_of_build(os.environ))


@dataclass(frozen=True, slots=True)
class MeetingView:
    """Makes lists from the statements of the newest edition. It keeps none."""

    editions: SiteEditionCache
    files: StaticFiles

    def answer(self, request: Request) -> Response:
        """Return the list that an address asks for; where there is no edition, the file."""
        edition = self.editions.newest()
        if edition is None or not edition.wording.offer.statements:
            return self.files.answer("provision/for-a-meeting/", request, "")
        offer = edition.wording.offer
        ids = [shown(one) for one in request.args.getlist("s")]
        page = with_choice(meeting_page(offer), offer, ids, request.args.get("view", ""))
        return page_response(render(page, edition.environment), request)


def shown(text: str) -> str:
    """Return what of a parameter counts, with spaces for what no page can show."""
    return "".join(" " if category(one) in _UNSHOWN else one for one in text[:_LONGEST])
