"""Which page of signing in answers which address."""

from collections.abc import Iterator

from feedback.route import Route
from feedback.service import Service


def account_routes(_service: Service) -> Iterator[Route]:
    """Yield the addresses of signing in and of one's own account."""
    yield from ()
