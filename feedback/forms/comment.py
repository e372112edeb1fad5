"""The comment: what were you trying to do, what went wrong or is missing."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Request, redirect
from werkzeug.wrappers import Response

from feedback.forms.values import CommentPage, Mistake, ReceivedPage
from feedback.service import Service
from feedback.store.comments import by_reference
from feedback.store.engine import reading
from feedback.submission import Submission
from feedback.taking import take
from localoffer.pages.fixed import HOME

_TITLE = "Tell us something"


@dataclass(frozen=True, slots=True)
class Comments:
    """Shows the form, reads what was sent and keeps it."""

    service: Service

    def ask(self, request: Request) -> Response:
        """Return the empty form."""
        typed = {"page": request.args.get("page", "")}
        return self.service.page(self._form(typed, self.service.keys.form_number()))

    def take(self, request: Request) -> Response:
        """Keep what was sent and lead to its reference; or return the form with what to mend."""
        typed = {name: request.form.get(name, "") for name in ("page", "wrong", "form")}
        mistakes = _mistakes(typed)
        if mistakes:
            return self.service.page(self._form(typed, typed["form"], mistakes), 400)
        submission = Submission(typed["form"], "comment", {"wrong": typed["wrong"]}, typed["page"])
        receipt = take(self.service, request, submission)
        return redirect(f"/feedback/received/{receipt.reference}", 303)

    def received(self, _: Request, reference: str) -> Response:
        """Return the page that says it is kept."""
        with reading(self.service.engine) as connection:
            row = by_reference(connection, reference)
        if row is None:
            return Response("not here", 404)
        return self.service.page(
            ReceivedPage(
                address="/feedback/received/",
                title="We have it",
                description="Your comment is kept.",
                crumbs=(HOME,),
                listed=False,
                reference=row.reference,
                wants_reply=row.wants_reply,
            )
        )

    def _form(
        self, typed: Mapping[str, str], number: str, mistakes: tuple[Mistake, ...] = ()
    ) -> CommentPage:
        return CommentPage(
            address="/feedback/comment",
            title=_TITLE,
            description="Say what is missing or wrong.",
            crumbs=(HOME,),
            listed=False,
            number=number,
            manner="plain",
            typed=typed,
            mistakes=mistakes,
        )


def _mistakes(typed: Mapping[str, str]) -> tuple[Mistake, ...]:
    if not typed["wrong"].strip():
        return (Mistake("wrong", "Write what went wrong or what is missing."),)
    return ()
