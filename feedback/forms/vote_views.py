"""Is this page useful? A yes or a no from the small form of every page, and then: why?"""

from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode

from flask import Request
from werkzeug.wrappers import Response

from feedback.app_context import AppContext
from feedback.forms.labels import manner_of
from feedback.forms.parse_post import read_post
from feedback.forms.render import sentence_page
from feedback.forms.useful_questions import USEFUL
from feedback.forms.views import FormView, query_args, redirect_to
from feedback.intake.intake import IntakeRefusal, receive_vote
from feedback.intake.network import network_of
from feedback.local_time import day_of
from feedback.submission import Vote
from localoffer.pages.page import Link

_ADDRESS = "/feedback/useful"


@dataclass(frozen=True, slots=True)
class VoteView:
    """Takes a yes or a no, says thank you and asks why."""

    app: AppContext

    def get(self, request: Request) -> Response:
        """Return thanks and the question why; a sentence where the page is not one of ours."""
        if not self._is_known(query_args(request).get("page", "")):
            return self._sentence(HTTPStatus.NOT_FOUND, *_UNKNOWN_PAGE)
        return self._reason_form().get(request)

    def post(self, request: Request) -> Response:
        """Store a vote and redirect to the thanks; or store the reason, whose form has a number."""
        posted = read_post(request)
        if "form" in posted.typed:
            return self._reason_form().post(request)
        page, answer = posted.typed.get("page", ""), posted.typed.get("answer", "")
        if posted.errors or answer not in ("yes", "no") or not self._is_known(page):
            return self._sentence(HTTPStatus.BAD_REQUEST, *_UNKNOWN_PAGE)
        try:
            receive_vote(self.app, request, self._vote(request, page, answer))
        except IntakeRefusal as refusal:
            return self._sentence(refusal.status, "Your answer is not counted", refusal.sentence)
        manner = manner_of(posted.typed.get("manner"))
        words = {} if manner == "plain" else {"words": manner}
        query = urlencode({"page": page, "answer": answer, **words})
        return redirect_to(self.app.site_context, f"{_ADDRESS}?{query}")

    def _vote(self, request: Request, page: str, answer: str) -> Vote:
        """Return a vote; pressed twice on a day, it is one. Its code is purged after that day."""
        day = day_of(self.app.now())
        agent = request.headers.get("User-Agent", "")
        voter = f"vote {network_of(request.remote_addr)} {agent} {page} {answer} {day}"
        return Vote(f"{day} {self.app.keys.digest(voter)}", page, answer == "yes")

    def _is_known(self, page: str) -> bool:
        return page in self.app.site_context.titles

    def _reason_form(self) -> FormView:
        return FormView(self.app, USEFUL)

    def _sentence(self, status: int, title: str, sentence: str) -> Response:
        links = (Link("/tell-us/", "Every way to tell us"),)
        page = sentence_page(_ADDRESS, title, sentence, links=links)
        return self.app.page(page, status)


_UNKNOWN_PAGE = (
    "We do not know which page you mean",
    "Go back to the page, and choose Yes or No at its end.",
)
