"""What every record shares: frozen, strict about unknown fields, aware of its file."""

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

#: Stands for "no fields" in every record; pydantic copies it before it changes one.
_NO_FIELDS: set[str] = set()


class RecordPart(BaseModel):
    """A part of a record; unknown fields are problems, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    def forget_written(self) -> None:
        """Forget which fields were written, when nobody will ask: a third of a record's size."""
        object.__setattr__(self, "__pydantic_fields_set__", _NO_FIELDS)
        for value in self.__dict__.values():
            for part in value if isinstance(value, tuple) else (value,):
                if isinstance(part, RecordPart):
                    part.forget_written()


@dataclass(frozen=True, slots=True)
class Refers:
    """Marks a field as an id of another record or list; ``to`` names which.

    ``to`` is a folder or file of the content without its ending: ``lists/needs``,
    ``contacts``, ``topics``, ``guides``, ``services``; ``any`` is a whole address.
    """

    to: str


class Record(RecordPart):
    """One record of the offer. ``slug`` comes from the file's name, never from a field."""


def ask(thing: str, *, example: str | None = None, default: Any = ..., **limits: Any) -> Any:
    """Return a pydantic field that knows what to ask an editor for.

    ``thing`` completes "Enter …" ("the name of the service"); ``example`` is a value that
    would do. ``limits`` go to pydantic as they are (``min_length``, ``ge`` …).
    """
    examples = [example] if example is not None else None
    return Field(default, title=thing, examples=examples, **limits)
