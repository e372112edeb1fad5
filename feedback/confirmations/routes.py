"""Which address the links of providers lead to."""

from collections.abc import Iterator

from feedback.app_context import Service
from feedback.confirmations.confirm_view import Confirming
from feedback.routes import Route


def confirm_routes(service: Service) -> Iterator[Route]:
    """Yield the addresses of the page for providers."""
    confirming = Confirming(service)
    yield Route("GET", "/feedback/confirm/<token>", confirming.show)
    yield Route("POST", "/feedback/confirm/<token>", confirming.take)
