"""The values of a file as a record of the model, or as problems, each on its line."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from pydantic import ValidationError

from localoffer.check.pydantic_errors import explain
from localoffer.model.base import Record
from localoffer.problems import Problem
from localoffer.read.source import FieldPath, Source, dotted

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

#: The most problems of one record that a report lists: nobody can use more at once.
MOST_PROBLEMS = 50

R = TypeVar("R", bound=Record)


def validate(
    source: Source, model: type[R], values: Any, place: FieldPath = ()
) -> R | list[Problem]:
    """Return ``values``, which stand at ``place`` of the source, as a record, or their problems."""
    if not isinstance(values, Mapping):
        return [
            Problem(
                source.path,
                source.line_of(place),
                dotted(place),
                "Fields are expected here.",
                "Write them as name: value, one on each line.",
            )
        ]
    try:
        return model.model_validate(values)
    except ValidationError as error:
        details = _without_echoes(error.errors(include_url=False))
        problems = [_problem(source, model, place, detail) for detail in details[:MOST_PROBLEMS]]
        return problems + _more(source, place, len(details) - len(problems))


def _without_echoes(details: "list[ErrorDetails]") -> "list[ErrorDetails]":
    """Leave out that a list is too short where that is only because its rows are wrong."""
    deeper = {detail["loc"][:end] for detail in details for end in range(len(detail["loc"]))}
    return [
        detail for detail in details if detail["type"] != "too_short" or detail["loc"] not in deeper
    ]


def _more(source: Source, place: FieldPath, number: int) -> list[Problem]:
    if not number:
        return []
    message = f"There are {number:,} more problems with these fields."
    return [
        Problem(source.path, source.line_of(place), dotted(place), message, "Mend these first.")
    ]


def _problem(source: Source, model: type[Record], place: FieldPath, detail: Any) -> Problem:
    field = detail.get("ctx", {}).get("field")
    location = tuple(step for step in detail["loc"] if step != "[key]")
    location += (field,) if field else ()
    message, fix = explain(model, cast("ErrorDetails", {**detail, "loc": location}))
    whole = (*place, *location)
    return Problem(source.path, source.line_of(whole), dotted(whole), message, fix)
