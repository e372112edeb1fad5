"""Which address the links of providers lead to."""

from collections.abc import Iterator

from feedback.app_context import AppContext
from feedback.confirmations.confirm_view import ConfirmView
from feedback.routes import FeedbackRoute


def confirm_routes(service: AppContext) -> Iterator[FeedbackRoute]:
    """Yield the addresses of the page for providers."""
    confirming = ConfirmView(service)
    yield FeedbackRoute("GET", "/feedback/confirm/<token>", confirming.show)
    yield FeedbackRoute("POST", "/feedback/confirm/<token>", confirming.take)
