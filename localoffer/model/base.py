"""The base classes of all records: frozen, and strict about unknown fields."""

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

#: The empty set that records share once they have forgotten which fields were written. Pydantic
#: never changes it, but makes a copy first.
_NO_FIELDS: set[str] = set()


class RecordPart(BaseModel):
    """A part of a record; unknown fields are problems, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    def forget_written(self) -> None:
        """Forget which fields were written, once no check needs it: a third of a record's size."""
        object.__setattr__(self, "__pydantic_fields_set__", _NO_FIELDS)
        for value in self.__dict__.values():
            for part in value if isinstance(value, tuple) else (value,):
                if isinstance(part, RecordPart):
                    part.forget_written()


@dataclass(frozen=True, slots=True)
class Refers:
    """Marks a field as the id of another record or of a row in a list; ``to`` says where.

    ``to`` is a folder or file of the content without its ending: ``lists/needs``,
    ``contacts``, ``topics``, ``guides``, ``services``; ``any`` is the address of any page.
    """

    to: str


class Record(RecordPart):
    """One record of the offer. ``slug`` comes from the file's name, never from a field."""


def ask(thing: str, *, example: str | None = None, default: Any = ..., **limits: Any) -> Any:
    """Return a pydantic field with the words that ask an editor for its value.

    ``thing`` completes "Enter …" ("the name of the service"); ``example`` is a valid value.
    ``limits`` are passed on to pydantic (``min_length``, ``ge`` …).
    """
    examples = [example] if example is not None else None
    return Field(default, title=thing, examples=examples, **limits)
