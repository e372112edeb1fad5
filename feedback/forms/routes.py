"""Which form answers which address."""

from collections.abc import Iterator

from feedback.app_context import Service
from feedback.forms.comment_questions import COMMENT
from feedback.forms.correction_questions import CORRECTION
from feedback.forms.received_view import Received
from feedback.forms.search_feedback import SOUGHT
from feedback.forms.survey_views import Surveys
from feedback.forms.views import Answering
from feedback.forms.vote_views import Votes
from feedback.routes import Route


def form_routes(service: Service) -> Iterator[Route]:
    """Yield the addresses of all forms."""
    for form in (COMMENT, CORRECTION, SOUGHT):
        answering = Answering(service, form)
        yield Route("GET", f"/feedback/{form.kind}", answering.ask)
        yield Route("POST", f"/feedback/{form.kind}", answering.take)
    votes = Votes(service)
    yield Route("GET", "/feedback/useful", votes.ask)
    yield Route("POST", "/feedback/useful", votes.take)
    surveys = Surveys(service)
    yield Route("GET", "/feedback/survey/<slug>", surveys.ask)
    yield Route("POST", "/feedback/survey/<slug>", surveys.take)
    yield Route("GET", "/feedback/received/<reference>", Received(service).show)
