"""Showing a form, reading what was posted, and storing it: the same for every form."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Request
from werkzeug.datastructures import Headers
from werkzeug.urls import iri_to_uri
from werkzeug.wrappers import Response

from feedback.app_context import AppContext
from feedback.forms.form import Form, FormRequest, form_request_of, read_form
from feedback.forms.parse_post import PostedForm, clean_text, read_post
from feedback.forms.render import FilledForm, Typed, form_page
from feedback.intake.intake import IntakeRefusal, receive
from feedback.mail.background_sending import note_danger
from feedback.submission import Submission
from localoffer.form_error import FormError
from localoffer.serving.site_context import SiteContext

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

#: So many letters of a query argument go into a form.
_MAX_ARG_LENGTH = 300

#: The reader's browser may store the form, and no cache between. Whoever goes back to it finds what
#: she typed and the same form number, so that sent again it is one comment. With ``no-store`` some
#: browsers show an empty form, and others ask whether to send it again.
_CACHE_CONTROL = "private, no-cache"

Store = Callable[[Request, Submission], str]


def query_args(request: Request) -> dict[str, str]:
    """Return the query arguments of a request, cleaned and cut, by name."""
    return {name: clean_text(text)[:_MAX_ARG_LENGTH] for name, text in request.args.items()}


def redirect_to(site_context: SiteContext, address: str) -> Response:
    """Return a redirect (303) to an address of ours, after which a reload sends nothing again."""
    location = f"{_as_uri(site_context.base.path)}{address}"
    return _SeeOther(location)


@lru_cache(maxsize=2)
def _as_uri(path: str) -> str:
    return iri_to_uri(path)


class _SeeOther(Response):
    """A redirect without content, whose headers are sent as they are.

    Werkzeug looks through those of every response once more, for what these cannot have.
    """

    default_mimetype = None

    def __init__(self, location: str) -> None:
        headers = {"Location": location, "Content-Length": "0"}
        super().__init__(status=HTTPStatus.SEE_OTHER, headers=headers)

    def get_wsgi_headers(self, environ: "WSGIEnvironment") -> Headers:  # noqa: ARG002 - as its parent has it
        return self.headers


@dataclass(frozen=True, slots=True)
class FormView:
    """One form of the service."""

    app: AppContext
    form: Form

    def get(self, request: Request) -> Response:
        """Return the form, filled in from the query arguments."""
        args = query_args(request)
        if self.form.kind == "sought":
            typed = {"sought": args.get("words", "")}
        else:
            typed = {"answer": args.get("answer", "")}
            args = {**args, "manner": args.get("words", "")}
        form_request = form_request_of(args, self.app.site_context, self.form.manners)
        return self.show(form_request, FilledForm("", typed))

    def post(self, request: Request) -> Response:
        """Store what was posted and redirect to its reference, or return the form with errors."""
        posted, site_context = read_post(request), self.app.site_context
        form_request = form_request_of(posted.typed, site_context, self.form.manners)
        return self.handle(request, posted, form_request, self.store, site_context)

    def handle(
        self,
        request: Request,
        posted: PostedForm,
        form_request: FormRequest,
        store: Store,
        site_context: SiteContext,
    ) -> Response:
        """Read what was posted and hand it to ``store``, which returns the address to go on to."""
        result = read_form(self.form, posted.typed, form_request, site_context)
        if posted.errors or isinstance(result, tuple):
            errors = result if isinstance(result, tuple) else ()
            return self.show_errors(form_request, posted, errors)
        try:
            return redirect_to(site_context, store(request, result))
        except IntakeRefusal as refusal:
            filled = _refilled(posted.typed, (FormError("", refusal.sentence),))
            return self.show(form_request, filled, refusal.status)

    def store(self, request: Request, submission: Submission) -> str:
        """Store a submission and return the address of its reference."""
        if self.form.kind == "useful":
            answer = request.form.get("answer", "")
            submission = replace(submission, about=answer if answer in ("yes", "no") else "")
        receipt = receive(self.app, request, submission)
        note_danger(request, receipt)
        return f"/feedback/received/{receipt.reference}"

    def show_errors(
        self, form_request: FormRequest, posted: PostedForm, errors: tuple[FormError, ...]
    ) -> Response:
        """Return the form as it was posted, with all its errors."""
        filled = _refilled(posted.typed, (*posted.errors, *errors))
        return self.show(form_request, filled, HTTPStatus.BAD_REQUEST)

    def show(
        self, form_request: FormRequest, filled: FilledForm, status: int = HTTPStatus.OK
    ) -> Response:
        """Return the form, with the number it came with if that is ours, else with a new one."""
        keys = self.app.keys
        if keys.form_time(filled.number) is None:
            filled = replace(filled, number=keys.new_form_number())
        page = form_page(self.form, form_request, self.app.site_context, filled)
        response = self.app.page(page, status)
        response.headers["Cache-Control"] = _CACHE_CONTROL
        return response


def _refilled(typed: Typed, errors: tuple[FormError, ...]) -> FilledForm:
    return FilledForm(typed.get("form", ""), typed, errors)
