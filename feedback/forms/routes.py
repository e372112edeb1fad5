"""Which form answers which address."""

from collections.abc import Iterator

from feedback.app_context import AppContext
from feedback.forms.comment_questions import COMMENT
from feedback.forms.correction_questions import CORRECTION
from feedback.forms.received_view import ReceivedView
from feedback.forms.search_feedback import SOUGHT
from feedback.forms.survey_views import SurveyView
from feedback.forms.views import FormView
from feedback.forms.vote_views import VoteView
from feedback.routes import FeedbackRoute


def form_routes(service: AppContext) -> Iterator[FeedbackRoute]:
    """Yield the addresses of all forms."""
    for form in (COMMENT, CORRECTION, SOUGHT):
        answering = FormView(service, form)
        yield FeedbackRoute("GET", f"/feedback/{form.kind}", answering.ask)
        yield FeedbackRoute("POST", f"/feedback/{form.kind}", answering.take)
    votes = VoteView(service)
    yield FeedbackRoute("GET", "/feedback/useful", votes.ask)
    yield FeedbackRoute("POST", "/feedback/useful", votes.take)
    surveys = SurveyView(service)
    yield FeedbackRoute("GET", "/feedback/survey/<slug>", surveys.ask)
    yield FeedbackRoute("POST", "/feedback/survey/<slug>", surveys.take)
    yield FeedbackRoute("GET", "/feedback/received/<reference>", ReceivedView(service).show)
