"""A record as the YAML header of a Markdown file, laid out as people like to read it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from localoffer.write.quoting import WIDTH, inline, inline_or_literal

_INDENT = 2


def header_of(values: Mapping[str, Any], order: Sequence[str]) -> str:
    """Return a whole header without its fences: fields in ``order``, others after them.

    ``values`` are text, lists of text, mappings, and lists of mappings of text or mappings.
    """
    names = sorted(values, key=lambda name: order.index(name) if name in order else len(order))
    return "".join(field_of(name, values[name]) for name in names)


def field_of(name: str, value: Any) -> str:
    """Return one field of a header, its line ends included."""
    if isinstance(value, str):
        return f"{name}: {inline_or_literal(value, _INDENT)}\n"
    if isinstance(value, Mapping):
        return f"{name}:\n" + "".join(f"  {line}\n" for line in _pairs(value))
    if all(isinstance(item, str) for item in value):
        flow = f"[{', '.join(inline(item, in_flow=True) for item in value)}]"
        if len(flow) <= WIDTH:
            return f"{name}: {flow}\n"
    return f"{name}:\n" + "".join(_list_item(item) for item in value)


def _list_item(item: Any) -> str:
    if isinstance(item, str):
        return f"  - {inline(item)}\n"
    flow = _flow_mapping(item)
    if flow and len(flow) <= WIDTH:
        return f"  - {flow}\n"
    first, *rest = _pairs(item)
    return f"  - {first}\n" + "".join(f"    {line}\n" for line in rest)


def _pairs(mapping: Mapping[str, Any]) -> Iterator[str]:
    for name, value in mapping.items():
        if isinstance(value, Mapping):
            yield f"{name}: {_flow_mapping(value)}"
        else:
            yield f"{name}: {inline(str(value))}"


def _flow_mapping(mapping: Mapping[str, Any]) -> str:
    """Return a mapping on one line, or an empty text where it holds lists or mappings."""
    if any(not isinstance(value, str) for value in mapping.values()):
        return ""
    pairs = (f"{name}: {inline(value, in_flow=True)}" for name, value in mapping.items())
    return f"{{{', '.join(pairs)}}}"
