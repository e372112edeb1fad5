"""Answering a survey, from the day it opens to the day it closes."""

from dataclasses import dataclass
from http import HTTPStatus
from secrets import token_hex

from flask import Request
from werkzeug.wrappers import Response

from feedback.app_context import AppContext
from feedback.forms.form import FormRequest
from feedback.forms.parse_post import read_post
from feedback.forms.render import FilledForm, sentence_page
from feedback.forms.survey_questions import form_of, split, survey_of
from feedback.forms.views import FormView
from feedback.intake.intake import take_survey
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

    service: AppContext

    def ask(self, request: Request, slug: str) -> Response:
        """Return the form, the thanks, or a sentence on when it could be answered."""
        survey = survey_of(slug, self.service.site_context.offer)
        if survey is None:
            return self._sentence("We do not know this survey", "It may have been taken away.")
        if request.args.get(_SENT):
            return self._sentence("We have your answers", survey.record.thanks, HTTPStatus.OK)
        return self._closed(survey) or self._answering(survey).show(_asked(survey), FilledForm(""))

    def take(self, request: Request, slug: str) -> Response:
        """Keep an answer, or return the form with what to mend."""
        survey = survey_of(slug, self.service.site_context.offer)
        if survey is None or self._closed(survey):
            return self.ask(request, slug)

        def keep(request: Request, words: Submission) -> str:
            return self._keep(request, survey, words)

        return self._answering(survey).answer(request, read_post(request), _asked(survey), keep)

    def _keep(self, request: Request, survey: Entry[Survey], all_words: Submission) -> str:
        choices, words = split(survey, all_words, self._key(all_words))
        receipt = take_survey(self.service, request, choices, words)
        if receipt.reference:
            return f"/feedback/received/{receipt.reference}"
        return f"/feedback/survey/{survey.slug}?{_SENT}=yes"

    def _key(self, answers: Submission) -> str:
        """Return what the choices are kept under: the same sent twice is one answer.

        Of a form that lost its number nobody can tell whether it was sent twice: it is kept.
        """
        number = answers.form or token_hex()
        return self.service.keys.sender(f"survey {number} {sorted(answers.words.items())}")

    def _answering(self, survey: Entry[Survey]) -> FormView:
        return FormView(self.service, form_of(survey.record))

    def _closed(self, survey: Entry[Survey]) -> Response | None:
        """Return a sentence on when the survey could be answered; None on those days."""
        offer, record = self.service.site_context.offer, survey.record
        if is_open(record, offer):
            return None
        if record.opens > offer.today:
            sentence = f"It opens on {day(record.opens)}. Come back then, or call us now."
        else:
            sentence = f"It closed on {day(record.closes)}. You can still make a comment."
        return self._sentence(f"{record.title}: not open", sentence)

    def _sentence(self, title: str, sentence: str, status: int = HTTPStatus.NOT_FOUND) -> Response:
        links = (SURVEYS, Link("/feedback/comment", "Make a comment"))
        here = "/feedback/survey/"
        return self.service.page(sentence_page(here, title, sentence, links=links), status)


def _asked(survey: Entry[Survey]) -> FormRequest:
    manner: Manner = "young" if survey.record.young_people else "plain"
    return FormRequest(survey.address, manner, survey.slug)
