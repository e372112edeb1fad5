"""The reference page of every record and field, made from the models: docs/fields.md."""

import re
from collections.abc import Iterator
from datetime import date, time
from typing import Any, get_args

from pydantic import AfterValidator, BaseModel
from pydantic.fields import FieldInfo

from localoffer.check.model_introspection import choices_of, refers_to
from localoffer.kinds import KINDS, Kind
from localoffer.model.fields import read_email, read_link, read_phone, read_postcode

_TOP = """# Every record and its fields

This page is made from the program: the command `schemas` writes it anew. Fields in **bold**
are needed. The command `new service a-name` writes an empty service to fill in.

Write a date as `2026-11-21`, a time as `9:30` or `15:00`, a list as `[one, two]`. Put text that has
a colon, a # or a quotation mark in it in "quotes".
"""

_PLAIN = {
    bool: "yes or no",
    int: "a whole number",
    float: "a number",
    date: "a date",
    time: "a time",
}
_READERS: dict[Any, str] = {
    read_email: "an e-mail address",
    read_link: "a whole web address",
    read_phone: "a UK phone number",
    read_postcode: "a UK postcode",
}
_PLACES = {
    "any": "an address of this site, such as `/guides/short-breaks/`",
    "duties": "ids of duties: the command `todo` names them",
    "pictures": "the name of a picture in OpenMoji",
    **{
        kind.reference: f"a {kind.name}'s file name without `{kind.ending}`"
        for kind in KINDS
        if kind.is_folder
    },
}


def fields_page() -> str:
    """Return the whole page as Markdown."""
    parts: dict[str, type[BaseModel]] = {}
    blocks = [block for kind in KINDS for block in _kind(kind, parts)]
    blocks.append("## Parts of records\n")
    done: set[str] = set()
    while waiting := [name for name in parts if name not in done]:
        for name in waiting:
            done.add(name)
            blocks += [f"### {_words(name)}\n", *_table(parts[name], parts)]
    return "\n".join([_TOP, *blocks])


def form_of(field: FieldInfo) -> str:
    """Return how to write a field's value, in plain text: its choices, or what sort it is."""
    return re.sub(r"\[([^\[\]]++)\]\([^()]++\)|`", r"\1", _form(field, {}))


def _kind(kind: Kind, parts: dict[str, type[BaseModel]]) -> Iterator[str]:
    where = f"`{kind.place}/a-name{kind.ending}`" if kind.is_folder else f"`{kind.place}`"
    needed = " (every offer needs it)" if kind.required else ""
    yield f"## {_words(kind.model.__name__)}\n"
    yield f"In {where}{needed}. {_first_paragraph(kind.model)}\n"
    yield from _table(kind.model, parts)


def _table(model: type[BaseModel], parts: dict[str, type[BaseModel]]) -> Iterator[str]:
    yield "| Field | What to write | As | Such as |\n|---|---|---|---|"
    for name, field in model.model_fields.items():
        cell = f"**`{name}`**" if field.is_required() else f"`{name}`"
        sample = f"`{field.examples[0]}`" if field.examples else ""
        yield f"| {cell} | {_cell(field.title or '')} | {_cell(_form(field, parts))} | {sample} |"
    yield ""


def _form(field: FieldInfo, parts: dict[str, type[BaseModel]]) -> str:
    inside = list(_types(field.annotation))
    choices = ", ".join(f"`{choice}`" for choice in choices_of(field))
    if dict in inside:
        return f"fields, each {choices}"
    many = "a list: " if tuple in inside else ""
    to = refers_to(field)
    if to:
        return many + _PLACES.get(to, f"an id from `{to}.yaml`")
    return many + (f"one of {choices}" if choices else _single(field, inside, parts))


def _single(field: FieldInfo, inside: list[Any], parts: dict[str, type[BaseModel]]) -> str:
    for part in (*field.metadata, *inside):
        if isinstance(part, AfterValidator) and part.func in _READERS:
            return _READERS[part.func]
        if isinstance(part, type) and issubclass(part, BaseModel):
            parts.setdefault(part.__name__, part)
            return f"fields: see [{_words(part.__name__)}](#{_anchor(part.__name__)})"
        if isinstance(part, type) and part in _PLAIN:
            return _PLAIN[part]
    return "text"


def _types(annotation: Any) -> Iterator[Any]:
    yield annotation
    origin = getattr(annotation, "__origin__", None)
    if origin in (tuple, dict):
        yield origin
    for argument in get_args(annotation):
        yield from _types(argument)


def _words(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()


def _anchor(name: str) -> str:
    return _words(name).lower().replace(" ", "-")


def _first_paragraph(model: type[BaseModel]) -> str:
    text = (model.__doc__ or "").strip().split("\n\n")[0]
    return re.sub(r"``(.*?)``", r"`\1`", " ".join(text.split()))


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
