"""The columns of a sheet: one for each single fact that a record can hold, made from its model.

A column is named by the place of its fact, as ``check`` names it, with spaces: ``phones 1 number``.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from localoffer.check.model_introspection import field_at, shape_of
from localoffer.kinds import Kind
from localoffer.model.assurance import Assured, Replaceable
from localoffer.model.base import ask
from localoffer.read.source import FieldPath
from localoffer.write import field_order

#: The column of the text below the header. No kind of record has a field of that name.
TEXT: Final = "text"

#: What ends the title of a column that every record needs.
NEEDED_MARK: Final = " *"

_TEXT_FIELD: FieldInfo = ask("the text of the page, in Markdown", default=None)


class CellForm(Enum):
    """How a cell holds a value: a single one, several, or an answer to each of several names."""

    ONE = "one"
    SEVERAL = "several"
    ANSWERS = "answers"


_FORMS: Final[Mapping[type | None, CellForm]] = {
    None: CellForm.ONE, tuple: CellForm.SEVERAL, dict: CellForm.ANSWERS,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the place of its fact in a record, the field that holds it, and the cells' form.

    ``is_needed`` is whether every finished record has it; ``is_needed_inside`` whether it is
    needed wherever the part of the record is there that it belongs to.
    """

    place: FieldPath
    field: FieldInfo
    form: CellForm
    is_needed: bool = False
    is_needed_inside: bool = False

    @property
    def name(self) -> str:
        """The name of the record's field that it is, or is a part of."""
        return str(self.place[0])

    @property
    def title(self) -> str:
        """Its name in the first row of the sheet, without the mark of a needed one."""
        return " ".join(str(step + 1) if isinstance(step, int) else step for step in self.place)


def order_of(kind: Kind) -> tuple[str, ...]:
    """Return the order in which the fields of a record stand, in a sheet and in a new file."""
    known = {"service": field_order.SERVICE, "school": field_order.SCHOOL}
    if kind.name in known:
        return known[kind.name]
    last = {**Assured.model_fields, **Replaceable.model_fields}
    names = kind.model.model_fields
    return (
        *(name for name in names if name not in last),
        *(name for name in names if name in last),
    )


def columns_of(kind: Kind, records: Sequence[Mapping[str, Any]]) -> list[Column]:
    """Return the columns for these records: a part that repeats is there once more than in any."""
    fields = kind.model.model_fields
    columns = [
        column
        for name in order_of(kind)
        for column in _of_field((name,), fields[name], [one.get(name) for one in records])
    ]
    if kind.is_folder:
        columns.append(Column((TEXT,), _TEXT_FIELD, CellForm.ONE, kind.needs_text))
    return columns


def column_titled(kind: Kind, title: str) -> Column | None:
    """Return the column that a title names, or None where records have no such fact."""
    place = tuple(int(step) - 1 if step.isdecimal() else step for step in title.split(" "))
    if place == (TEXT,) and kind.is_folder:
        return Column(place, _TEXT_FIELD, CellForm.ONE, kind.needs_text)
    field = field_at(kind.model, place)
    if field is None or title != " ".join(title.split()) or not _leads_to(kind.model, place):
        return None
    container, _ = shape_of(field)
    return Column(place, field, _FORMS[container], len(place) == 1 and field.is_required())


def order_in(kind: Kind, column: Column) -> tuple[int, ...]:
    """Return what columns are sorted by, to stand as the fields of the record do."""
    numbers: list[int] = []
    names, here = order_of(kind), kind.model
    for step in column.place:
        if isinstance(step, int):
            numbers.append(step)
        elif step in names:
            numbers.append(names.index(step))
            _, here = shape_of(here.model_fields[step])
            names = tuple(here.model_fields) if _is_model(here) else ()
        else:
            numbers.append(len(names))
    return tuple(numbers)


def _leads_to(model: type[BaseModel], place: FieldPath) -> bool:
    """Return whether a place is that of a single fact: every step there, and none missing."""
    here: Any = model
    steps = list(place)
    while steps:
        name = steps.pop(0)
        if not _is_model(here) or not isinstance(name, str) or name not in here.model_fields:
            return False
        container, here = shape_of(here.model_fields[name])
        is_repeated = container is tuple and _is_model(here)
        if is_repeated and not (steps and isinstance(steps.pop(0), int)):
            return False
    return not _is_model(here)


def _of_field(
    place: FieldPath, field: FieldInfo, values: Sequence[Any], *, is_needed: bool = True
) -> Iterator[Column]:
    """Yield the columns of a field at ``place``, whose values in the records are ``values``."""
    container, inside = shape_of(field)
    needed = is_needed and field.is_required()
    if not _is_model(inside):
        yield Column(place, field, _FORMS[container], needed, field.is_required())
    elif container is tuple:
        lists = [value for value in values if isinstance(value, list)]
        for number in range(max(map(len, lists), default=0) + 1):
            rows = [rows[number] for rows in lists if len(rows) > number]
            first = needed and number == 0
            yield from _of_part((*place, number), inside, rows, is_needed=first)
    else:
        yield from _of_part(place, inside, values, is_needed=needed)


def _of_part(
    place: FieldPath, model: type[BaseModel], values: Sequence[Any], *, is_needed: bool
) -> Iterator[Column]:
    parts = [value for value in values if isinstance(value, Mapping)]
    for name, field in model.model_fields.items():
        inner = [part.get(name) for part in parts]
        yield from _of_field((*place, name), field, inner, is_needed=is_needed)


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
