"""Showing a form, reading what was sent, and keeping it: the same for every form."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from http import HTTPStatus

from flask import Request
from werkzeug.wrappers import Response

from feedback.app_context import AppContext
from feedback.forms.form import Form, FormRequest, asked_of, read
from feedback.forms.parse_post import Posted, posted, tidy
from feedback.forms.render import Filled, Typed, form_page
from feedback.intake.intake import IntakeRefusal, take
from feedback.submission import Submission
from localoffer.form_error import FormError

#: Of an address, so many letters are taken up into a form.
_FROM_AN_ADDRESS = 300

#: The browser that was given a form may keep it, and nobody between. Who goes on from it and comes
#: back finds her words, and the same number: sent again, it is one comment. Of a page that nobody
#: may keep, some browsers bring back an empty form, and others ask for it to be sent again.
_WHOSE_IT_IS = "private, no-cache"

Keep = Callable[[Request, Submission], str]


def told(request: Request) -> dict[str, str]:
    """Return what an address asks for, by name."""
    return {name: tidy(text)[:_FROM_AN_ADDRESS] for name, text in request.args.items()}


def leads_to(service: AppContext, address: str) -> Response:
    """Return the answer after which a reload sends nothing again."""
    place = service.surroundings.base.to(address)
    return Response(status=HTTPStatus.SEE_OTHER, headers={"Location": place})


@dataclass(frozen=True, slots=True)
class FormView:
    """One form of the service."""

    service: AppContext
    form: Form

    def ask(self, request: Request) -> Response:
        """Return the form; what its address says is filled in."""
        asked_for = told(request)
        if self.form.kind == "sought":
            typed = {"sought": asked_for.get("words", "")}
        else:
            typed = {"answer": asked_for.get("answer", "")}
            asked_for = {**asked_for, "manner": asked_for.get("words", "")}
        asked = asked_of(asked_for, self.service.surroundings)
        return self.show(asked, Filled("", typed))

    def take(self, request: Request) -> Response:
        """Keep what was sent and lead to its reference; or return the form with what to mend."""
        sent = posted(request)
        asked = asked_of(sent.typed, self.service.surroundings)
        return self.answer(request, sent, asked, self.keep)

    def answer(self, request: Request, sent: Posted, asked: FormRequest, keep: Keep) -> Response:
        """Read what was sent and hand it to ``keep``, which says where to go on."""
        found = read(self.form, sent.typed, asked, self.service.surroundings)
        if sent.mistakes or isinstance(found, tuple):
            return self.mend(asked, sent, found if isinstance(found, tuple) else ())
        try:
            return leads_to(self.service, keep(request, found))
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

    def mend(self, asked: FormRequest, sent: Posted, found: tuple[FormError, ...]) -> Response:
        """Return the form as it was sent, with everything that is to be mended."""
        filled = _again(sent.typed, (*sent.mistakes, *found))
        return self.show(asked, filled, HTTPStatus.BAD_REQUEST)

    def show(self, asked: FormRequest, filled: Filled, status: int = HTTPStatus.OK) -> Response:
        """Return the form. It keeps the number it came with, if that is ours, or has a new one."""
        keys = self.service.keys
        if keys.form_made(filled.number) is None:
            filled = replace(filled, number=keys.form_number())
        page = form_page(self.form, asked, self.service.surroundings, filled)
        answer = self.service.page(page, status)
        answer.headers["Cache-Control"] = _WHOSE_IT_IS
        return answer


def _again(typed: Typed, mistakes: tuple[FormError, ...]) -> Filled:
    return Filled(typed.get("form", ""), typed, mistakes)
