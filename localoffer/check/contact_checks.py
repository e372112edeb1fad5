"""Whether families can reach somebody behind every contact."""

from collections.abc import Iterable, Iterator

from localoffer.model.reference import Contact
from localoffer.problems import Problem
from localoffer.read.layers import is_national


def contact_problems(rows: Iterable[tuple[str, int, Contact]]) -> Iterator[Problem]:
    """Yield the council's own contacts that nobody can reach; rows are (path, line, contact).

    A national contact stands in for one whose number only a council knows.
    """
    for path, line, contact in rows:
        if not (contact.is_reachable or is_national(path)):
            yield Problem(path, line, "", "Nobody can get in touch.", "Enter email, phones or url.")
