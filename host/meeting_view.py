"""``/provision/for-a-meeting``: the list of chosen statements, for those without script."""

from dataclasses import dataclass

from flask import Request, Response

from host import sent
from host.site_edition import SiteEditionCache
from host.static_files import StaticFiles
from host.views import shown
from localoffer.pages.provision.meeting_list import meeting_page, with_choice
from localoffer.render.page_file import render


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
        return sent.page(render(page, edition.environment), request)
