"""Answering a survey, from the day it opens to the day it closes."""

from dataclasses import dataclass
from http import HTTPStatus
from secrets import token_hex

from flask import Request
from werkzeug.wrappers import Response

from feedback.app_context import AppContext
from feedback.forms.comment_questions import COMMENT
from feedback.forms.form import FormRequest
from feedback.forms.parse_post import read_post
from feedback.forms.render import FilledForm, sentence_page
from feedback.forms.survey_questions import form_of, split, survey_of
from feedback.forms.views import FormView
from feedback.intake.intake import receive_survey_answer
from feedback.mail.background_sending import note_danger
from feedback.submission import Manner, Submission
from localoffer.model.survey import Survey
from localoffer.offer import Entry
from localoffer.pages.annual_report.survey_pages import is_open
from localoffer.pages.navigation import SURVEYS
from localoffer.pages.page import Link
from localoffer.render.filters import day

_SENT = "sent"


@dataclass(frozen=True, slots=True)
class SurveyView:
    """Shows a survey, keeps its choices as votes and its words to be read."""

    app: AppContext

    def get(self, request: Request, slug: str) -> Response:
        """Return the form, the thanks, or a sentence on when it could be answered."""
        survey = survey_of(slug, self.app.site_context.offer)
        if survey is None:
            return self._sentence("We do not know this survey", "It may have been taken away.")
        if request.args.get(_SENT):
            thanks = survey.record.thanks
            return self._sentence("We have your answers", thanks, survey, HTTPStatus.OK)
        empty = FilledForm("")
        return self._closed(survey) or self._form_view(survey).show(_form_request(survey), empty)

    def post(self, request: Request, slug: str) -> Response:
        """Store an answer, or return the form with its errors."""
        site_context = self.app.site_context
        survey = survey_of(slug, site_context.offer)
        if survey is None or self._closed(survey):
            return self.get(request, slug)

        def store(request: Request, words: Submission) -> str:
            return self._store(request, survey, words)

        posted, form_request = read_post(request), _form_request(survey)
        form_view = self._form_view(survey)
        return form_view.handle(request, posted, form_request, store, site_context)

    def _store(self, request: Request, survey: Entry[Survey], submission: Submission) -> str:
        choices, words = split(survey, submission, self._choices_key(submission))
        receipt = receive_survey_answer(self.app, request, choices, words)
        note_danger(request, receipt)
        if receipt.reference:
            return f"/feedback/received/{receipt.reference}"
        return f"/feedback/survey/{survey.slug}?{_SENT}=yes"

    def _choices_key(self, answers: Submission) -> str:
        """Return the key of the choices: the same sent twice is one answer.

        A form that lost its number cannot be known again: it gets a key of its own.
        """
        number = answers.form or token_hex()
        return self.app.keys.digest(f"survey {number} {sorted(answers.words.items())}")

    def _form_view(self, survey: Entry[Survey]) -> FormView:
        return FormView(self.app, form_of(survey.record))

    def _closed(self, survey: Entry[Survey]) -> Response | None:
        """Return a sentence on when the survey could be answered; None on those days."""
        offer, record = self.app.site_context.offer, survey.record
        if is_open(record, offer):
            return None
        if record.opens > offer.today:
            sentence = f"It opens on {day(record.opens)}. Come back then, or call us now."
        else:
            sentence = f"It closed on {day(record.closes)}. You can still make a comment."
        return self._sentence(f"{record.title}: not open", sentence, survey)

    def _sentence(
        self,
        title: str,
        sentence: str,
        survey: Entry[Survey] | None = None,
        status: int = HTTPStatus.NOT_FOUND,
    ) -> Response:
        """Return a page of one sentence; it leads on in the words that the survey is in."""
        manner = _form_request(survey).manner if survey else "plain"
        words = "" if manner == "plain" else f"?words={manner}"
        links = (SURVEYS, Link(f"/feedback/comment{words}", COMMENT.headings[manner]))
        here = "/feedback/survey/"
        return self.app.page(sentence_page(here, title, sentence, links=links), status)


def _form_request(survey: Entry[Survey]) -> FormRequest:
    manner: Manner = "young" if survey.record.young_people else "plain"
    return FormRequest(survey.address, manner, survey.slug)
