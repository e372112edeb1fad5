"""The words that ask an editor for a field's value, from its model."""

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from localoffer.check.model_introspection import field_at
from localoffer.read.source import FieldPath


def ask_for(model: type[BaseModel], place: FieldPath, otherwise: str = "") -> str:
    """Return the sentence that asks for the field at a place; ``otherwise`` where it has none."""
    field = field_at(model, place)
    if field is None or not field.title:
        return otherwise or "Compare it with a file that works."
    example = f", such as {sample(field)}" if field.examples else ""
    return f"Enter {field.title}{example}."


def example_of(model: type[BaseModel], place: FieldPath, name: str) -> str:
    """Return the end of a sentence with an example of the field at a place, or ""."""
    field = field_at(model, place)
    return f", such as {name}: {sample(field)}" if field and field.examples else ""


def sample(field: FieldInfo) -> str:
    """Return a value of a field that would do, written as in a file, or nothing."""
    example = str((field.examples or [""])[0]).rstrip(".")
    return f"[{example}]" if "tuple" in str(field.annotation) else example
