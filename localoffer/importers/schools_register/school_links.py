"""The register's file of links: which schools are the successors of one that closed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from localoffer.importers.schools_register.register_columns import LINKS, column_positions, columns
from localoffer.importers.schools_register.register_files import CsvFile, ReportBytes, encoding_of
from localoffer.importers.schools_register.register_rows import first_row, table

#: For each URN, those of its successors, in order.
Links = Mapping[str, tuple[str, ...]]


def read_links(file: CsvFile, report_bytes: ReportBytes) -> Links:
    """Return the successors of every school.

    Raises:
        RegisterError: the file is damaged.
    """
    encoding = encoding_of(file, report_bytes)
    positions = columns(column_positions(first_row(file)), LINKS)
    successors: dict[str, dict[str, None]] = defaultdict(dict)
    for row in table(file, encoding, report_bytes):
        urn, linked = row[positions["URN"]].strip(), row[positions["LinkURN"]].strip()
        kind = row[positions["LinkType"]].strip().lower()
        if kind.startswith("successor"):
            successors[urn][linked] = None
        elif kind.startswith("predecessor"):
            successors[linked][urn] = None
    return {urn: tuple(sorted(urns)) for urn, urns in successors.items()}


def all_successors(urns: Iterable[str], links: Links) -> set[str]:
    """Return the successors of these schools, and the successors of those, and so on."""
    reached: set[str] = set()
    queue = list(urns)
    while queue:
        for successor in links.get(queue.pop(), ()):
            if successor not in reached:
                reached.add(successor)
                queue.append(successor)
    return reached
