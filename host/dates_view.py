"""``/ehc-dates/``: last days, for those without script, and the file of them for calendars."""

import os
from dataclasses import dataclass
from http import HTTPStatus

from flask import Request, Response

from host import sent
from host.site_edition import SiteEdition, SiteEditionCache
from host.static_files import StaticFiles
from host.views import shown
from localoffer.calendar_days import day_of_build
from localoffer.ehc_journey.calendar_file import calendar_file
from localoffer.pages.ehc_journey.contexts import DatesPage
from localoffer.pages.ehc_journey.date_calculator import dates_page, with_answer
from localoffer.render.page_file import render


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
        return sent.page(render(_answered(edition, request), edition.environment), request)

    def calendar(self, request: Request) -> Response:
        """Return the days as a calendar file, or the page that says what to mend."""
        edition = self.editions.newest()
        if edition is None:
            return self.files.answer("ehc-dates/", request, "")
        page = _answered(edition, request)
        if not page.answer or not page.answer.rows:
            content = render(page, edition.environment)
            return sent.page(content, request, status=HTTPStatus.BAD_REQUEST)
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
