"""Which school followed which: the register's file of links, for schools that closed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from localoffer.importers.schools_register.register_columns import LINKS, columns, places_of
from localoffer.importers.schools_register.register_files import CsvFile, Tell, encoding_of
from localoffer.importers.schools_register.register_rows import first_row, table

#: For each URN, those that followed it, in order.
Links = Mapping[str, tuple[str, ...]]


def read_links(file: CsvFile, tell: Tell) -> Links:
    """Return the successors of every school; raise ``RegisterError`` where it is not whole."""
    encoding = encoding_of(file, tell)
    at = columns(places_of(first_row(file)), LINKS)
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for one in table(file, encoding, tell):
        urn, other = one[at["URN"]].strip(), one[at["LinkURN"]].strip()
        kind = one[at["LinkType"]].strip().lower()
        if kind.startswith("successor"):
            found[urn][other] = None
        elif kind.startswith("predecessor"):
            found[other][urn] = None
    return {urn: tuple(sorted(others)) for urn, others in found.items()}


def followers(urns: Iterable[str], links: Links) -> set[str]:
    """Return all that followed these, and those that followed them."""
    found: set[str] = set()
    ahead = list(urns)
    while ahead:
        for other in links.get(ahead.pop(), ()):
            if other not in found:
                found.add(other)
                ahead.append(other)
    return found
