"""Which page of the desk answers which address, and who may ask for it."""

from collections.abc import Iterator

from feedback.accounts.require_role import seats
from feedback.app_context import Service
from feedback.moderation.comment_view import One
from feedback.moderation.enter_view import Entering
from feedback.moderation.list_views import Lists
from feedback.routes import Route


def desk_routes(service: Service) -> Iterator[Route]:
    """Yield the addresses of the moderator's day."""
    lists, one, entering = Lists(service), One(service), Entering(service)
    at_desk = "/feedback/desk"
    yield Route("GET", f"{at_desk}/", seats(service, "reader", lists.queue))
    yield Route("GET", f"{at_desk}/votes", seats(service, "reader", lists.votes))
    yield Route("GET", f"{at_desk}/log", seats(service, "moderator", lists.log))
    yield Route("GET", f"{at_desk}/next", seats(service, "reader", one.following))
    yield Route("GET", f"{at_desk}/comment/<number>", seats(service, "reader", one.show))
    yield Route("POST", f"{at_desk}/comment/<number>", seats(service, "answerer", one.change))
    yield Route("GET", f"{at_desk}/enter", seats(service, "moderator", entering.ask))
    yield Route("POST", f"{at_desk}/enter", seats(service, "moderator", entering.take))
