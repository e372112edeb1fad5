"""Showing a form, reading what was sent, and keeping it: the same for every form."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from http import HTTPStatus

from flask import Request
from werkzeug.wrappers import Response

from feedback.app_context import AppContext
from feedback.forms.form import Form, FormRequest, form_request_of, read_form
from feedback.forms.parse_post import PostedForm, clean_text, read_post
from feedback.forms.render import FilledForm, Typed, form_page
from feedback.intake.intake import IntakeRefusal, take
from feedback.submission import Submission
from localoffer.form_error import FormError

#: Of an address, so many letters are taken up into a form.
_FROM_AN_ADDRESS = 300

#: The browser that was given a form may keep it, and nobody between. Who goes on from it and comes
#: back finds her words, and the same number: sent again, it is one comment. Of a page that nobody
#: may keep, some browsers bring back an empty form, and others ask for it to be sent again.
_WHOSE_IT_IS = "private, no-cache"

Store = Callable[[Request, Submission], str]


def query_args(request: Request) -> dict[str, str]:
    """Return what an address asks for, by name."""
    return {name: clean_text(text)[:_FROM_AN_ADDRESS] for name, text in request.args.items()}


def redirect_to(service: AppContext, address: str) -> Response:
    """Return the answer after which a reload sends nothing again."""
    place = service.site_context.base.to(address)
    return Response(status=HTTPStatus.SEE_OTHER, headers={"Location": place})


@dataclass(frozen=True, slots=True)
class FormView:
    """One form of the service."""

    service: AppContext
    form: Form

    def ask(self, request: Request) -> Response:
        """Return the form; what its address says is filled in."""
        asked_for = query_args(request)
        if self.form.kind == "sought":
            typed = {"sought": asked_for.get("words", "")}
        else:
            typed = {"answer": asked_for.get("answer", "")}
            asked_for = {**asked_for, "manner": asked_for.get("words", "")}
        asked = form_request_of(asked_for, self.service.site_context)
        return self.show(asked, FilledForm("", typed))

    def take(self, request: Request) -> Response:
        """Keep what was sent and lead to its reference; or return the form with what to mend."""
        sent = read_post(request)
        asked = form_request_of(sent.typed, self.service.site_context)
        return self.answer(request, sent, asked, self.keep)

    def answer(
        self, request: Request, sent: PostedForm, asked: FormRequest, keep: Store
    ) -> Response:
        """Read what was sent and hand it to ``keep``, which says where to go on."""
        found = read_form(self.form, sent.typed, asked, self.service.site_context)
        if sent.mistakes or isinstance(found, tuple):
            return self.mend(asked, sent, found if isinstance(found, tuple) else ())
        try:
            return redirect_to(self.service, keep(request, found))
        except IntakeRefusal as refused:
            told_again = (FormError("", refused.sentence),)
            return self.show(asked, _again(sent.typed, told_again), refused.status)

    def keep(self, request: Request, submission: Submission) -> str:
        """Keep a submission and return the address of its reference."""
        if self.form.kind == "useful":
            answer = request.form.get("answer", "")
            submission = replace(submission, about=answer if answer in ("yes", "no") else "")
        receipt = take(self.service, request, submission)
        return f"/feedback/received/{receipt.reference}"

    def mend(self, asked: FormRequest, sent: PostedForm, found: tuple[FormError, ...]) -> Response:
        """Return the form as it was sent, with everything that is to be mended."""
        filled = _again(sent.typed, (*sent.mistakes, *found))
        return self.show(asked, filled, HTTPStatus.BAD_REQUEST)

    def show(self, asked: FormRequest, filled: FilledForm, status: int = HTTPStatus.OK) -> Response:
        """Return the form. It keeps the number it came with, if that is ours, or has a new one."""
        keys = self.service.keys
        if keys.form_made(filled.number) is None:
            filled = replace(filled, number=keys.form_number())
        page = form_page(self.form, asked, self.service.site_context, filled)
        answer = self.service.page(page, status)
        answer.headers["Cache-Control"] = _WHOSE_IT_IS
        return answer


def _again(typed: Typed, mistakes: tuple[FormError, ...]) -> FilledForm:
    return FilledForm(typed.get("form", ""), typed, mistakes)
