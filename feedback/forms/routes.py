"""Which form answers which address."""

from collections.abc import Iterator

from feedback.forms.comment import Comments
from feedback.route import Route
from feedback.service import Service


def form_routes(service: Service) -> Iterator[Route]:
    """Yield the addresses of all forms."""
    comments = Comments(service)
    yield Route("GET", "/feedback/comment", comments.ask)
    yield Route("POST", "/feedback/comment", comments.take)
    yield Route("GET", "/feedback/received/<reference>", comments.received)
