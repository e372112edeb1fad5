"""Problems of single fields, before it is known in which file and on which line they are."""

from collections.abc import Callable, Iterable, Iterator

from localoffer.problems import Level, Problem
from localoffer.read.source import FieldPath, dotted

#: Gives the line of a place in the file at a path.
LineOf = Callable[[str, FieldPath], int]

#: The field's place (empty: the file as a whole), what is wrong, what to write, and how bad it is.
FieldProblem = tuple[FieldPath, str, str, Level]


def located(path: str, problems: Iterable[FieldProblem], line_of: LineOf) -> Iterator[Problem]:
    """Yield the problems of a file's fields with its path and their lines."""
    for place, message, fix, level in problems:
        line = line_of(path, place) if place else 1
        yield Problem(path, line, dotted(place), message, fix, level)
