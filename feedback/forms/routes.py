"""Which form answers which address."""

from collections.abc import Iterator

from feedback.forms.answering import Answering
from feedback.forms.comment import COMMENT
from feedback.forms.correction import CORRECTION
from feedback.forms.received import Received
from feedback.forms.sought import SOUGHT
from feedback.forms.surveys import Surveys
from feedback.forms.votes import Votes
from feedback.route import Route
from feedback.service import Service


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
