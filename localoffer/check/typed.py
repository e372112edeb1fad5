"""One source into one record: the model's types, with every complaint on its line."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from localoffer.check.sentences import say
from localoffer.model.base import Record
from localoffer.problems import Problem
from localoffer.read.source import Place, Source, dotted

R = TypeVar("R", bound=Record)


def typed(source: Source, model: type[R], values: Any, place: Place = ()) -> R | list[Problem]:
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
        return [
            _problem(source, model, place, detail) for detail in error.errors(include_url=False)
        ]


def _problem(source: Source, model: type[Record], place: Place, detail: Any) -> Problem:
    location = tuple(step for step in detail["loc"] if step != "[key]")
    message, fix = say(model, {**detail, "loc": location})
    whole = (*place, *location)
    return Problem(source.path, source.line_of(whole), dotted(whole), message, fix)
