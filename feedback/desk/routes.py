"""Which page of the desk answers which address, and who may ask for it."""

from collections.abc import Iterator

from feedback.accounts.door import seats
from feedback.desk.entering import Entering
from feedback.desk.lists import Lists
from feedback.desk.one import One
from feedback.route import Route
from feedback.service import Service


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
