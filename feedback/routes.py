"""Every address of the service, on one screen: its method, who answers, and which role it needs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from werkzeug.wrappers import Response

from feedback.accounts.login_pages import OPENID, SIGN_IN
from feedback.accounts.login_views import SignInViews
from feedback.accounts.own_account import OwnAccountViews
from feedback.accounts.require_role import require_role
from feedback.accounts.return_to import ACCOUNT, MODERATION
from feedback.accounts.second_factor_views import SecondFactorViews
from feedback.app_context import AppContext
from feedback.confirmations.confirm_view import ConfirmView
from feedback.forms.comment_questions import COMMENT
from feedback.forms.correction_questions import CORRECTION
from feedback.forms.received_view import ReceivedView
from feedback.forms.search_feedback import SOUGHT
from feedback.forms.status_view import STATUS, StatusView
from feedback.forms.survey_views import SurveyView
from feedback.forms.views import FormView
from feedback.forms.vote_views import VoteView
from feedback.forms.wall_questions import WALL
from feedback.moderation.comment_view import CommentView
from feedback.moderation.enter_view import EnterView
from feedback.moderation.event_words_view import ENTER_WORDS, EventWordsView
from feedback.moderation.list_views import ListViews
from feedback.moderation.put_aside_view import PUT_ASIDE, PutAsideView
from feedback.moderation.standard_answers_view import STANDARD_ANSWERS, StandardAnswersView
from feedback.monitoring.health_views import HEALTH_ADDRESSES, HealthViews
from feedback.settings import OpenId


@dataclass(frozen=True, slots=True)
class FeedbackRoute:
    """An address below ``/feedback/``, its method, and its view.

    ``handler`` takes the request and, by name, the parts of the address in ``<…>``.
    """

    method: Literal["GET", "POST"]
    address: str
    handler: Callable[..., Response]


def form_routes(app: AppContext) -> Iterator[FeedbackRoute]:
    """Yield the addresses of all forms."""
    for form in (COMMENT, WALL, CORRECTION, SOUGHT):
        form_view = FormView(app, form)
        yield FeedbackRoute("GET", f"/feedback/{form.kind}", form_view.get)
        yield FeedbackRoute("POST", f"/feedback/{form.kind}", form_view.post)
    votes = VoteView(app)
    yield FeedbackRoute("GET", "/feedback/useful", votes.get)
    yield FeedbackRoute("POST", "/feedback/useful", votes.post)
    surveys = SurveyView(app)
    yield FeedbackRoute("GET", "/feedback/survey/<slug>", surveys.get)
    yield FeedbackRoute("POST", "/feedback/survey/<slug>", surveys.post)
    yield FeedbackRoute("GET", "/feedback/received/<reference>", ReceivedView(app).get)
    yield FeedbackRoute("GET", STATUS, StatusView(app).get)


def health_routes(app: AppContext) -> Iterator[FeedbackRoute]:
    """Yield the addresses that monitors ask."""
    health = HealthViews(app)
    for address, handler in zip(
        HEALTH_ADDRESSES, (health.live, health.ready, health.metrics), strict=True
    ):
        yield FeedbackRoute("GET", address, handler)


def confirm_routes(app: AppContext) -> Iterator[FeedbackRoute]:
    """Yield the address at which providers confirm their records."""
    confirm = ConfirmView(app)
    yield FeedbackRoute("GET", "/feedback/confirm/<token>", confirm.get)
    yield FeedbackRoute("POST", "/feedback/confirm/<token>", confirm.post)


def account_routes(app: AppContext) -> Iterator[FeedbackRoute]:
    """Yield the addresses of signing in and of one's own account."""
    sign_in, own_account = SignInViews(app), OwnAccountViews(app)
    yield FeedbackRoute("GET", SIGN_IN, sign_in.get)
    yield FeedbackRoute("POST", SIGN_IN, sign_in.post)
    for name, handler in (
        ("password", sign_in.set_password),
        ("code", sign_in.check_code),
        ("recovery", sign_in.check_recovery_code),
    ):
        yield FeedbackRoute("GET", f"{SIGN_IN}/{name}", sign_in.restart)
        yield FeedbackRoute("POST", f"{SIGN_IN}/{name}", handler)
    yield from _own_account_routes(app, own_account)
    yield FeedbackRoute("POST", f"{SIGN_IN}/kept", sign_in.show_saved_form)
    yield FeedbackRoute("POST", "/feedback/desk/sign-out", own_account.sign_out)
    if app.settings.openid:
        yield from _council_routes(app, app.settings.openid)


def _own_account_routes(app: AppContext, own_account: OwnAccountViews) -> Iterator[FeedbackRoute]:
    second_factor = SecondFactorViews(app)
    yield FeedbackRoute("GET", ACCOUNT, require_role(app, "reader", own_account.get))
    for name, handler in (
        ("password", own_account.change_password),
        ("sessions", own_account.end_other_sessions),
        ("recovery-codes", second_factor.replace_recovery_codes),
        ("second-factor", second_factor.begin_enrolment),
        ("second-factor/code", second_factor.finish_enrolment),
    ):
        restart = require_role(app, "reader", own_account.restart)
        yield FeedbackRoute("GET", f"{ACCOUNT}/{name}", restart)
        yield FeedbackRoute("POST", f"{ACCOUNT}/{name}", require_role(app, "reader", handler))


def _council_routes(app: AppContext, openid: OpenId) -> Iterator[FeedbackRoute]:
    from feedback.accounts.openid_views import (  # noqa: PLC0415 - most councils' workers do without
        CALLBACK,
        OpenIdViews,
    )

    openid_views = OpenIdViews(app, openid)
    yield FeedbackRoute("GET", OPENID, openid_views.start)
    yield FeedbackRoute("GET", CALLBACK, openid_views.confirm)
    yield FeedbackRoute("POST", CALLBACK, openid_views.finish)


def moderation_routes(app: AppContext) -> Iterator[FeedbackRoute]:
    """Yield the addresses of moderation."""
    lists, comments = ListViews(app), CommentView(app)
    yield FeedbackRoute("GET", MODERATION, require_role(app, "reader", lists.queue))
    queue_file = require_role(app, "reader", lists.queue_file)
    yield FeedbackRoute("GET", f"{MODERATION}queue.csv", queue_file)
    yield FeedbackRoute("GET", f"{MODERATION}votes", require_role(app, "reader", lists.votes))
    yield FeedbackRoute("GET", f"{MODERATION}log", require_role(app, "moderator", lists.log))
    yield FeedbackRoute(
        "GET", f"{MODERATION}next", require_role(app, "reader", comments.next_comment)
    )
    yield FeedbackRoute("GET", f"{MODERATION}find", require_role(app, "reader", comments.find))
    yield FeedbackRoute(
        "GET", f"{MODERATION}comment/<number>", require_role(app, "reader", comments.get)
    )
    yield FeedbackRoute(
        "POST", f"{MODERATION}comment/<number>", require_role(app, "answerer", comments.post)
    )
    yield from _enter_routes(app)


def _enter_routes(app: AppContext) -> Iterator[FeedbackRoute]:
    enter_form, event_words = EnterView(app), EventWordsView(app)
    yield from _standard_answer_routes(app)
    aside = PutAsideView(app)
    yield FeedbackRoute("GET", PUT_ASIDE, require_role(app, "moderator", aside.get))
    yield FeedbackRoute("POST", PUT_ASIDE, require_role(app, "moderator", aside.post))
    yield FeedbackRoute("GET", f"{MODERATION}enter", require_role(app, "moderator", enter_form.get))
    yield FeedbackRoute(
        "POST", f"{MODERATION}enter", require_role(app, "moderator", enter_form.post)
    )
    yield FeedbackRoute("GET", ENTER_WORDS, require_role(app, "moderator", event_words.get))
    yield FeedbackRoute("POST", ENTER_WORDS, require_role(app, "moderator", event_words.post))


def _standard_answer_routes(app: AppContext) -> Iterator[FeedbackRoute]:
    answers, one = StandardAnswersView(app), f"{STANDARD_ANSWERS}/<number>"
    yield FeedbackRoute("GET", STANDARD_ANSWERS, require_role(app, "reader", answers.get))
    yield FeedbackRoute("POST", STANDARD_ANSWERS, require_role(app, "moderator", answers.post))
    yield FeedbackRoute("GET", one, require_role(app, "moderator", answers.get_one))
    yield FeedbackRoute("POST", one, require_role(app, "moderator", answers.post))
