"""Schools: the register's number is that of one school alone."""

from collections.abc import Iterable, Iterator

from localoffer.check.calendar_checks import LineOf
from localoffer.model.school import School
from localoffer.offer import Entry
from localoffer.problems import Problem


def same_numbers(schools: Iterable[Entry[School]], line_of: LineOf) -> Iterator[Problem]:
    """Yield a problem for every school with the number of another: imports would mix them up."""
    first: dict[str, str] = {}
    for entry in schools:
        urn = entry.record.urn
        other = first.setdefault(urn, entry.path) if urn else entry.path
        if other != entry.path:
            message = f"{other} has the same number ({urn})."
            fix = "Look both up in the register, or take one of the two files out."
            yield Problem(entry.path, line_of(entry.path, ("urn",)), "urn", message, fix)
