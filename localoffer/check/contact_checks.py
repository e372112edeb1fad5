"""Whether families can reach somebody: without the internet, and behind every contact."""

from collections.abc import Iterable, Iterator

from localoffer.check.field_problems import LineOf, located
from localoffer.model.reference import Contact
from localoffer.model.site import Site
from localoffer.problems import Level, Problem
from localoffer.read.layers import SITE, is_national

#: The kinds of route that need no internet.
_OFFLINE = frozenset({"phone", "post", "in person"})


def contact_problems(rows: Iterable[tuple[str, int, Contact]]) -> Iterator[Problem]:
    """Yield the council's own contacts that nobody can reach; rows are (path, line, contact).

    A national contact stands in for one whose number only a council knows.
    """
    for path, line, contact in rows:
        if not (contact.is_reachable or is_national(path)):
            yield Problem(path, line, "", "Nobody can get in touch.", "Enter email, phones or url.")


def offline_problems(site: Site, line_of: LineOf) -> Iterator[Problem]:
    """Yield a warning where no one gets the information without the internet.

    The law asks for it (SI 2014/1530, regulation 57), and a new council has to begin somewhere.
    """
    if not _OFFLINE & {route.kind for route in site.offline_routes}:
        problem = (
            ("offline_routes",) if site.offline_routes else (),
            "There is no way to get the information without the internet (regulation 57).",
            "Enter an offline route of kind phone, post or in person.",
            Level.WARNING,
        )
        yield from located(SITE, (problem,), line_of)
