"""Sentences about values that are no numbers, or numbers out of their range."""

import re

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from localoffer.check.field_words import ask_for
from localoffer.model.fields import TO_CHOOSE
from localoffer.model.suggestions import number_in, years_in
from localoffer.problems import quoted


def not_whole(model: type[BaseModel], error: ErrorDetails) -> tuple[str, str]:
    """Return what is wrong with a value that is no whole number, and what to write."""
    if error["input"] == TO_CHOOSE:
        return f"{TO_CHOOSE} stands for a number, and none is chosen yet.", (
            "Write the number that you mean, or delete this row."
        )
    number = years_in(str(error["input"]))
    alone = f"Write {number} and nothing else." if number else ""
    return f"{quoted(error['input'])} is not a whole number.", alone or ask_for(
        model, error["loc"], "Write digits, such as 11."
    )


def not_number(_: type[BaseModel], error: ErrorDetails) -> tuple[str, str]:
    """Return what is wrong with a value that is no number, and what to write."""
    number = number_in(str(error["input"])) or "4.50"
    return f"{quoted(error['input'])} is not a number.", f"Write digits alone, such as {number}."


def too_small(model: type[BaseModel], error: ErrorDetails) -> tuple[str, str]:
    """Return what is wrong with a number that is too low, and what to write."""
    if not re.fullmatch(r"\s*-?\d+(?:\.\d+)?\s*", str(error["input"])):
        return not_whole(model, error)  # "0-11", which pydantic takes for -11
    return f"{quoted(error['input'])} is too low.", f"Write {error['ctx']['ge']:g} or more."


def too_big(_: type[BaseModel], error: ErrorDetails) -> tuple[str, str]:
    """Return what is wrong with a number that is too high, and what to write."""
    return f"{quoted(error['input'])} is too high.", f"Write {error['ctx']['le']:g} or less."
