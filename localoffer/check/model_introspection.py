"""What a model says of its fields: which field is at a place, and what it refers to or is for."""

from collections.abc import Iterator, Mapping
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from localoffer.model.base import Refers
from localoffer.model.fields import ReadBy, Reader
from localoffer.read.source import FieldPath


def field_at(model: type[BaseModel], place: FieldPath) -> FieldInfo | None:
    """Return the innermost named field on the way to ``place``, or None."""
    innermost: FieldInfo | None = None
    here: Any = model
    for step in place:
        if _is_model(here):
            field = here.model_fields.get(step)
            if field is None:
                return innermost
            innermost, here = field, _bare(field.annotation)
        else:
            here = _inside(here)
    return innermost


def model_at(model: type[BaseModel], place: FieldPath) -> type[BaseModel] | None:
    """Return the model of the mapping that stands at ``place``, or None."""
    here: Any = model
    for step in place:
        if _is_model(here):
            field = here.model_fields.get(step)
            here = _bare(field.annotation) if field else None
        else:
            here = _inside(here)
    return here if _is_model(here) else None


def refers_to(field: FieldInfo) -> str | None:
    """Return which list or folder a field's ids come from (see ``Refers``), or None."""
    own = next((mark.to for mark in field.metadata if isinstance(mark, Refers)), None)
    return own or _refers_in(field.annotation)


def prose_in(
    model: type[BaseModel], values: Any, place: FieldPath = ()
) -> Iterator[tuple[FieldPath, str, Reader]]:
    """Yield ``(place, text, reader)`` of all prose (see ``ReadBy``) in a record as it was written.

    ``values`` may hold anything: what does not have the shape of the model is passed over.
    """
    if not isinstance(values, Mapping):
        return
    for name, reader, part in _prose_plan(model):
        value = values.get(name)
        if reader:
            yield from ((where, text, reader) for where, text in texts_in(value, (*place, name)))
        elif part and isinstance(value, list):
            for number, row in enumerate(value):
                yield from prose_in(part, row, (*place, name, number))
        elif part:
            yield from prose_in(part, value, (*place, name))


def texts_in(value: Any, place: FieldPath) -> Iterator[tuple[FieldPath, str]]:
    """Yield ``(place, text)`` of every text in a value, however deep it stands."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from texts_in(inner, (*place, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from texts_in(inner, (*place, number))


def reader_of(field: FieldInfo) -> Reader | None:
    """Return whom a field's prose is written for (see ``ReadBy``), or None where it is no prose."""
    marks = (*field.metadata, *_marks(field.annotation))
    return next((mark.reader for mark in marks if isinstance(mark, ReadBy)), None)


@cache
def _prose_plan(
    model: type[BaseModel],
) -> tuple[tuple[str, Reader | None, type[BaseModel] | None], ...]:
    """Return the fields that hold prose, and those whose parts may, in the model's order."""
    rows = []
    for name, field in model.model_fields.items():
        reader = reader_of(field)
        part = next((part for part in _parts(field.annotation) if _is_model(part)), None)
        if reader or part:
            rows.append((name, reader, part))
    return tuple(rows)


def _marks(annotation: Any) -> Iterator[Any]:
    """Yield what ``Annotated`` says of a type and of the types inside it."""
    for part in _parts(annotation):
        yield from getattr(part, "__metadata__", ())


@cache
def choices_of(field: FieldInfo | None) -> tuple[str, ...]:
    """Return the words that a field chooses from, where its type is a ``Literal``."""
    return tuple(_literals(field.annotation)) if field else ()


def shape_of(field: FieldInfo) -> tuple[type | None, Any]:
    """Return how a field holds its values, and the type of one of them.

    ``tuple`` stands for a list, ``dict`` for an answer to each of several names, None for a single
    value.
    """
    bare = _bare(field.annotation)
    origin = get_origin(bare)
    return (origin, _inside(bare)) if origin in (tuple, dict) else (None, bare)


def holds(field: FieldInfo, mark: object) -> bool:
    """Return whether a type, or the function of a validator, is anywhere in a field's type."""
    parts = (*field.metadata, *_parts(field.annotation))
    return any(part is mark or getattr(part, "func", None) is mark for part in parts)


def references(record: BaseModel) -> Iterator[tuple[FieldPath, str, str]]:
    """Yield ``(place, to, id)`` of every reference in a record (see ``Refers``)."""
    for name, to, deeper in _reference_plan(type(record)):
        value = getattr(record, name)
        if value is None:
            continue
        if to is not None:
            yield from _named(value, (name,), to)
        elif deeper:
            yield from _within(value, (name,))


@cache
def _reference_plan(model: type[BaseModel]) -> tuple[tuple[str, str | None, bool], ...]:
    rows = []
    for name, field in model.model_fields.items():
        to = refers_to(field)
        deeper = any(_is_model(part) for part in _parts(field.annotation))
        if to or deeper:
            rows.append((name, to, deeper))
    return tuple(rows)


def _named(value: Any, place: FieldPath, to: str) -> Iterator[tuple[FieldPath, str, str]]:
    if not value:
        return
    if isinstance(value, str):
        yield place, to, value
    elif isinstance(value, Mapping):
        yield from (((*place, key), to, key) for key in value)
    else:
        for number, name in enumerate(value):
            yield (*place, number), to, name


def _within(value: Any, place: FieldPath) -> Iterator[tuple[FieldPath, str, str]]:
    if isinstance(value, BaseModel):
        for inner, to, name in references(value):
            yield (*place, *inner), to, name
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            yield from _within(part, (*place, number))


def _refers_in(annotation: Any) -> str | None:
    if get_origin(annotation) is Annotated:
        own = next((m.to for m in annotation.__metadata__ if isinstance(m, Refers)), None)
        return own or _refers_in(annotation.__origin__)
    arguments = get_args(annotation)
    if get_origin(annotation) is dict:
        arguments = arguments[:1]
    return next((to for to in map(_refers_in, arguments) if to), None)


def _parts(annotation: Any) -> Iterator[Any]:
    yield annotation
    for argument in get_args(annotation):
        yield from _parts(argument)


def _literals(annotation: Any) -> Iterator[str]:
    if get_origin(annotation) is Literal:
        yield from (str(option) for option in get_args(annotation))
        return
    for argument in get_args(annotation):
        yield from _literals(argument)


def _bare(annotation: Any) -> Any:
    """Return a type without ``Annotated`` and without ``| None``."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    if get_origin(annotation) in (UnionType, Union):
        options = [part for part in get_args(annotation) if part is not type(None)]
        return _bare(options[0])
    return annotation


def _inside(annotation: Any) -> Any:
    arguments = get_args(annotation)
    return _bare(arguments[-1 if get_origin(annotation) is dict else 0]) if arguments else None


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
