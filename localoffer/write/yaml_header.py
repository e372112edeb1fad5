"""Values as a YAML header that people like to read: plain words unless a quote is needed."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from localoffer.importers.shared.layout import SERVICE

#: Text that YAML reads as itself, between brackets too: a letter first, no ": ", no " #".
_PLAIN = re.compile(r"[\w£€“‘(/+][^\n]*")
_UNSAFE = re.compile(r":(?:\s|$)|\s#|[\x00-\x1f\x7f-\x9f]|\s$")
_UNSAFE_INSIDE = re.compile(r"[\[\]{},]")
_NOTHING = ("null", "~", "")
_WIDTH = 100


def header_of(values: Mapping[str, Any], order: Sequence[str] = SERVICE.order) -> str:
    """Return a whole header, without its fences, the fields in their order."""
    known = sorted(values, key=lambda name: order.index(name) if name in order else len(order))
    return "".join(field_of(name, values[name]) for name in known)


def field_of(name: str, value: Any) -> str:
    """Return one field of a header, its line ends included."""
    if isinstance(value, str):
        return f"{name}: {_scalar(value, indent=2)}\n"
    if isinstance(value, Mapping):
        return f"{name}:\n" + "".join(f"  {row}\n" for row in _pairs(value))
    if all(isinstance(one, str) for one in value):
        inside = f"[{', '.join(_quoted(one, inside=True) for one in value)}]"
        if len(inside) <= _WIDTH:
            return f"{name}: {inside}\n"
    return f"{name}:\n" + "".join(_row(one) for one in value)


def _row(value: Any) -> str:
    if isinstance(value, str):
        return f"  - {_quoted(value)}\n"
    flow = _flow(value)
    if flow and len(flow) <= _WIDTH:
        return f"  - {flow}\n"
    first, *rest = _pairs(value)
    return f"  - {first}\n" + "".join(f"    {row}\n" for row in rest)


def _pairs(value: Mapping[str, Any]) -> Iterator[str]:
    for name, inner in value.items():
        if isinstance(inner, Mapping):
            yield f"{name}: {_flow(inner)}"
        else:
            yield f"{name}: {_quoted(str(inner))}"


def _flow(value: Mapping[str, Any]) -> str:
    """Return a mapping on one line, or an empty text where it holds lists or mappings."""
    if any(not isinstance(inner, str) for inner in value.values()):
        return ""
    return (
        "{"
        + ", ".join(f"{name}: {_quoted(inner, inside=True)}" for name, inner in value.items())
        + "}"
    )


def _scalar(text: str, indent: int) -> str:
    """Return text for one field: several lines stand below it as they are."""
    rows = text.split("\n")
    fits = all(row == row.strip() and not re.search(r"[\x00-\x1f\x7f-\x9f]", row) for row in rows)
    if len(rows) == 1 or not fits or not rows[0]:
        return _quoted(text)
    return "|-\n" + "\n".join(f"{' ' * indent}{row}" if row else "" for row in rows)


def _quoted(text: str, *, inside: bool = False) -> str:
    plain = (
        _PLAIN.fullmatch(text)
        and not _UNSAFE.search(text)
        and not (inside and _UNSAFE_INSIDE.search(text))
        and text.lower() not in _NOTHING
    )
    return text if plain else json.dumps(text, ensure_ascii=False)
