"""A record as YAML that a person reviews: short facts on their line, longer texts as blocks."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from localoffer.write.header import field_of
from localoffer.write.quoting import WIDTH, block

_INDENT = 2


def yaml_of(values: Mapping[str, Any]) -> str:
    """Return a record as YAML, its fields in the order given."""
    return "".join(_fields(values, 0))


def _fields(values: Mapping[str, Any], indent: int) -> Iterable[str]:
    margin = " " * indent
    for name, value in values.items():
        if isinstance(value, Mapping):
            yield f"{margin}{name}:\n"
            yield from _fields(value, indent + _INDENT)
        elif _is_nested(value):
            yield f"{margin}{name}:\n"
            yield from (_list_item(item, indent + _INDENT) for item in value)
        elif isinstance(value, str) and _is_long(name, value, indent):
            yield f"{margin}{name}: {block(value, indent + _INDENT)}\n"
        else:
            lines = field_of(name, _as_text(value)).splitlines()
            yield "".join(f"{margin}{line}\n" for line in lines)


def _is_nested(value: Any) -> bool:
    """Return whether it is a list of rows that hold lists themselves."""
    return isinstance(value, list | tuple) and any(
        isinstance(inner, list | tuple | Mapping)
        for row in value
        if isinstance(row, Mapping)
        for inner in row.values()
    )


def _list_item(row: Mapping[str, Any], indent: int) -> str:
    text = "".join(_fields(row, indent + _INDENT))
    return f"{' ' * indent}- {text[indent + _INDENT :]}"


def _is_long(name: str, text: str, indent: int) -> bool:
    return "\n" in text or indent + len(name) + len(": ") + len(text) > WIDTH


def _as_text(value: Any) -> Any:
    """Return a value whose facts are text: numbers, days, yes and no."""
    if isinstance(value, str | date | int):
        return str(value)
    if isinstance(value, Mapping):
        return {name: _as_text(inner) for name, inner in value.items()}
    return [_as_text(item) for item in value]
