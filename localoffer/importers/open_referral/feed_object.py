"""One object of a feed: fields by any of their names, and a list of those that were not read."""

import math
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from localoffer.importers.shared.notes import Notes
from localoffer.importers.shared.text import tidy

_OUTER_NAMES = ("name", "description", "value", "text", "label", "term", "url")
_MAX_DEPTH = 8


class FeedObject:
    """An object of a feed. In names, capitals, hyphens and underscores do not count.

    ``path`` is where it is in the record, for notes.
    """

    def __init__(self, values: Mapping[str, Any], notes: Notes, path: str = "") -> None:
        self._values = {_normalised(name): (name, value) for name, value in values.items()}
        self._notes, self._path = notes, path
        self._read: set[str] = set()
        self._inner: dict[str, list[FeedObject]] = {}

    def __bool__(self) -> bool:
        return bool(self._values)

    def has(self, *names: str) -> bool:
        """Return whether one of the names has a value."""
        return any(
            not _is_empty(self._values.get(_normalised(name), ("", None))[1]) for name in names
        )

    def text(self, *names: str) -> str:
        """Return the first text that one of the names holds; empty if there is none."""
        return next((text for name in names if (text := self._text(name))), "")

    def texts(self, *names: str) -> list[str]:
        """Return all texts that the names hold, in lists and objects too."""
        texts = []
        for name in names:
            texts += list(_texts(self._read_value(name), _MAX_DEPTH))
        return list(dict.fromkeys(texts))

    def row(self, *names: str) -> "FeedObject":
        """Return the first object that one of the names holds; an empty one if there is none."""
        return next(iter(self.rows(*names)), FeedObject({}, self._notes, self._path))

    def rows(self, *names: str) -> list["FeedObject"]:
        """Return the objects that the names hold; a bare text counts as an object's name."""
        return [row for name in names for row in self._rows(name)]

    def flag(self, *names: str) -> bool | None:
        """Return a yes or no, or None where the value is neither."""
        answer = self.text(*names).lower()
        return {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}.get(
            answer
        )

    def unread(self) -> Iterator[str]:
        """Yield the names of fields that have a value and were never read."""
        for key, (name, value) in self._values.items():
            if key not in self._read and not _is_empty(value):
                yield f"{self._path}{name}"
        for row in (row for rows in self._inner.values() for row in rows):
            yield from row.unread()

    def _read_value(self, name: str) -> Any:
        self._read.add(_normalised(name))
        return self._values.get(_normalised(name), ("", None))[1]

    def _text(self, name: str) -> str:
        value = self._read_value(name)
        texts = list(_texts(value, _MAX_DEPTH))
        if not texts and not _is_empty(value):
            self._notes.lost(f"{self._path}{name}", "value of a kind that cannot be read", value)
        return "; ".join(dict.fromkeys(texts))

    def _rows(self, name: str) -> "list[FeedObject]":
        values = _as_list(self._read_value(name))
        if _normalised(name) not in self._inner:
            self._inner[_normalised(name)] = [self._as_row(value, name) for value in values]
        return self._inner[_normalised(name)]

    def _as_row(self, value: Any, name: str) -> "FeedObject":
        values = value if isinstance(value, Mapping) else {"name": value}
        return FeedObject(values, self._notes, f"{self._path}{name}.")


@lru_cache(maxsize=4_096)
def _normalised(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", str(name).lower())


def _is_empty(value: Any) -> bool:
    if isinstance(value, str):
        return not value.strip() or value.strip().lower() in ("null", "none", "n/a", "undefined")
    return value is None or value in ([], {})


def _as_list(value: Any) -> list[Any]:
    values = value if isinstance(value, list) else [value]
    return [
        inner
        for item in values
        for inner in (item if isinstance(item, list) else [item])
        if not _is_empty(inner)
    ]


def _texts(value: Any, depth: int) -> Iterator[str]:
    """Yield the texts in a value: of an object, the first that a person would read."""
    if _is_empty(value) or depth == 0:
        return
    if isinstance(value, str):
        yield tidy(value)
    elif isinstance(value, bool):
        yield "yes" if value else "no"
    elif isinstance(value, int | float):
        if not isinstance(value, float) or math.isfinite(value):
            yield f"{value:.10g}" if isinstance(value, float) else _digits(value)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item, depth - 1)
    elif isinstance(value, Mapping):
        named = {_normalised(name): inner for name, inner in value.items()}
        texts = (next(_texts(named.get(name), depth - 1), "") for name in _OUTER_NAMES)
        text = next(filter(None, texts), "")
        if text:
            yield text


def _digits(number: int) -> str:
    return str(number) if abs(number) < 10**30 else ""
