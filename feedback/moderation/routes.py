"""Which page of the desk answers which address, and who may ask for it."""

from collections.abc import Iterator

from feedback.accounts.require_role import seats
from feedback.app_context import AppContext
from feedback.moderation.comment_view import CommentView
from feedback.moderation.enter_view import EnterView
from feedback.moderation.list_views import ListViews
from feedback.routes import FeedbackRoute


def desk_routes(service: AppContext) -> Iterator[FeedbackRoute]:
    """Yield the addresses of the moderator's day."""
    lists, one, entering = ListViews(service), CommentView(service), EnterView(service)
    at_desk = "/feedback/desk"
    yield FeedbackRoute("GET", f"{at_desk}/", seats(service, "reader", lists.queue))
    yield FeedbackRoute("GET", f"{at_desk}/votes", seats(service, "reader", lists.votes))
    yield FeedbackRoute("GET", f"{at_desk}/log", seats(service, "moderator", lists.log))
    yield FeedbackRoute("GET", f"{at_desk}/next", seats(service, "reader", one.following))
    yield FeedbackRoute("GET", f"{at_desk}/comment/<number>", seats(service, "reader", one.show))
    yield FeedbackRoute(
        "POST", f"{at_desk}/comment/<number>", seats(service, "answerer", one.change)
    )
    yield FeedbackRoute("GET", f"{at_desk}/enter", seats(service, "moderator", entering.ask))
    yield FeedbackRoute("POST", f"{at_desk}/enter", seats(service, "moderator", entering.take))
