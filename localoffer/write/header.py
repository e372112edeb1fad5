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


def flow_of(value: Any) -> str:
    """Return a value on one line, with brackets around lists and mappings."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{name}: {flow_of(inner)}' for name, inner in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(flow_of, value))}]"
    return inline(str(value), in_flow=True)


def _list_item(item: Any) -> str:
    if isinstance(item, str):
        return f"  - {inline(item)}\n"
    flow = flow_of(item)
    if len(flow) <= WIDTH and all(isinstance(value, str) for value in item.values()):
        return f"  - {flow}\n"
    first, *rest = _pairs(item)
    return f"  - {first}\n" + "".join(f"    {line}\n" for line in rest)


def _pairs(mapping: Mapping[str, Any]) -> Iterator[str]:
    for name, value in mapping.items():
        is_text = isinstance(value, str)
        yield f"{name}: {inline(value) if is_text else flow_of(value)}"
