"""Every address of the service, on one screen: its method, who answers, and which role it needs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from werkzeug.wrappers import Response

from feedback.accounts.login_pages import OPENID, SIGN_IN
from feedback.accounts.login_views import SigningIn
from feedback.accounts.own_account import ACCOUNT, OwnAccount
from feedback.accounts.require_role import seats
from feedback.app_context import AppContext
from feedback.confirmations.confirm_view import ConfirmView
from feedback.forms.comment_questions import COMMENT
from feedback.forms.correction_questions import CORRECTION
from feedback.forms.received_view import ReceivedView
from feedback.forms.search_feedback import SOUGHT
from feedback.forms.survey_views import SurveyView
from feedback.forms.views import FormView
from feedback.forms.vote_views import VoteView
from feedback.moderation.comment_view import CommentView
from feedback.moderation.enter_view import EnterView
from feedback.moderation.list_views import ListViews
from feedback.settings import OpenId


@dataclass(frozen=True, slots=True)
class FeedbackRoute:
    """An address below ``/feedback/``, how it is asked, and who answers.

    ``answer`` takes the request and the parts of the address that stand in ``<…>``.
    """

    method: Literal["GET", "POST"]
    address: str
    answer: Callable[..., Response]


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


def confirm_routes(service: AppContext) -> Iterator[FeedbackRoute]:
    """Yield the addresses of the page for providers."""
    confirming = ConfirmView(service)
    yield FeedbackRoute("GET", "/feedback/confirm/<token>", confirming.show)
    yield FeedbackRoute("POST", "/feedback/confirm/<token>", confirming.take)


def account_routes(service: AppContext) -> Iterator[FeedbackRoute]:
    """Yield the addresses of signing in and of one's own account."""
    steps, own = SigningIn(service), OwnAccount(service)
    yield FeedbackRoute("GET", SIGN_IN, steps.ask)
    yield FeedbackRoute("POST", SIGN_IN, steps.password)
    for name, answer in (("password", steps.new_password), ("code", steps.second)):
        yield FeedbackRoute("GET", f"{SIGN_IN}/{name}", steps.again)
        yield FeedbackRoute("POST", f"{SIGN_IN}/{name}", answer)
    yield FeedbackRoute("GET", ACCOUNT, seats(service, "reader", own.show))
    yield FeedbackRoute("POST", f"{ACCOUNT}/password", seats(service, "reader", own.change))
    yield FeedbackRoute("POST", f"{SIGN_IN}/kept", steps.kept)
    yield FeedbackRoute("POST", "/feedback/desk/sign-out", own.sign_out)
    if service.settings.openid:
        yield from _council_routes(service, service.settings.openid)


def _council_routes(service: AppContext, openid: OpenId) -> Iterator[FeedbackRoute]:
    from feedback.accounts.openid_views import (  # noqa: PLC0415 - most councils' workers do without
        BACK,
        CouncilAccounts,
    )

    council = CouncilAccounts(service, openid)
    yield FeedbackRoute("GET", OPENID, council.leave)
    yield FeedbackRoute("GET", BACK, council.back)
    yield FeedbackRoute("POST", BACK, council.enter)


def moderation_routes(service: AppContext) -> Iterator[FeedbackRoute]:
    """Yield the addresses of the moderator's day."""
    lists, one, entering = ListViews(service), CommentView(service), EnterView(service)
    at_desk = "/feedback/desk"
    yield FeedbackRoute("GET", f"{at_desk}/", seats(service, "reader", lists.queue))
    yield FeedbackRoute("GET", f"{at_desk}/votes", seats(service, "reader", lists.votes))
    yield FeedbackRoute("GET", f"{at_desk}/log", seats(service, "moderator", lists.log))
    yield FeedbackRoute("GET", f"{at_desk}/next", seats(service, "reader", one.next_comment))
    yield FeedbackRoute("GET", f"{at_desk}/comment/<number>", seats(service, "reader", one.show))
    yield FeedbackRoute(
        "POST", f"{at_desk}/comment/<number>", seats(service, "answerer", one.change)
    )
    yield FeedbackRoute("GET", f"{at_desk}/enter", seats(service, "moderator", entering.show))
    yield FeedbackRoute("POST", f"{at_desk}/enter", seats(service, "moderator", entering.submit))
