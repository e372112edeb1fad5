"""One source into one record: the model's types, with every complaint on its line."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from pydantic import ValidationError

from localoffer.check.messages import explain
from localoffer.model.base import Record
from localoffer.problems import Problem
from localoffer.read.source import FieldPath, Source, dotted

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

#: So many problems of one record are told at once; nobody can use more.
MOST_PROBLEMS = 50

R = TypeVar("R", bound=Record)


def validate(
    source: Source, model: type[R], values: Any, place: FieldPath = ()
) -> R | list[Problem]:
    """Return the record that ``values`` (at ``place`` of the source) make, or all problems."""
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
        told = [_problem(source, model, place, detail) for detail in details[:MOST_PROBLEMS]]
        return told + _more(source, place, len(details) - len(told))


def _without_echoes(details: "list[ErrorDetails]") -> "list[ErrorDetails]":
    """Leave out that a list is too short where that is only because its rows are wrong."""
    deeper = {detail["loc"][:end] for detail in details for end in range(len(detail["loc"]))}
    return [one for one in details if one["type"] != "too_short" or one["loc"] not in deeper]


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
