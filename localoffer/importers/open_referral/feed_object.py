"""One object of a feed, by any of the names its versions use; it knows what was not read."""

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

from localoffer.importers.shared.notes import Notes
from localoffer.importers.shared.text import tidy

_OUTER_NAMES = ("name", "description", "value", "text", "label", "term", "url")
_DEEPEST = 8


class FeedObject:
    """An object of a feed. Names fit whatever their capitals, hyphens and underscores."""

    def __init__(self, values: Mapping[str, Any], notes: Notes, place: str = "") -> None:
        self._values = {_plain(name): (name, value) for name, value in values.items()}
        self._notes, self._place = notes, place
        self._read: set[str] = set()
        self._inner: dict[str, list[FeedObject]] = {}

    def __bool__(self) -> bool:
        return bool(self._values)

    def has(self, *names: str) -> bool:
        """Return whether one of the names is there with something in it."""
        return any(not _is_nothing(self._values.get(_plain(name), ("", None))[1]) for name in names)

    def text(self, *names: str) -> str:
        """Return the first text that one of the names holds; empty if there is none."""
        return next((text for name in names if (text := self._text(name))), "")

    def texts(self, *names: str) -> list[str]:
        """Return all texts that the names hold, in lists and objects too."""
        found = []
        for name in names:
            found += list(_each_text(self._take(name), _DEEPEST))
        return list(dict.fromkeys(found))

    def row(self, *names: str) -> "FeedObject":
        """Return the first object that one of the names holds; an empty one if there is none."""
        return next(iter(self.rows(*names)), FeedObject({}, self._notes, self._place))

    def rows(self, *names: str) -> list["FeedObject"]:
        """Return the objects that the names hold; a bare text counts as an object's name."""
        return [row for name in names for row in self._rows(name)]

    def flag(self, *names: str) -> bool | None:
        """Return a yes or no, or None where neither is said."""
        answer = self.text(*names).lower()
        return {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}.get(
            answer
        )

    def unread(self) -> Iterator[str]:
        """Yield the names that hold something and were never asked for."""
        for plain, (name, value) in self._values.items():
            if plain not in self._read and not _is_nothing(value):
                yield f"{self._place}{name}"
        for row in (row for rows in self._inner.values() for row in rows):
            yield from row.unread()

    def _take(self, name: str) -> Any:
        self._read.add(_plain(name))
        return self._values.get(_plain(name), ("", None))[1]

    def _text(self, name: str) -> str:
        value = self._take(name)
        found = list(_each_text(value, _DEEPEST))
        if not found and not _is_nothing(value):
            self._notes.lost(f"{self._place}{name}", "value of a kind that cannot be read", value)
        return "; ".join(dict.fromkeys(found))

    def _rows(self, name: str) -> "list[FeedObject]":
        values = _as_list(self._take(name))
        if _plain(name) not in self._inner:
            self._inner[_plain(name)] = [self._as_row(value, name) for value in values]
        return self._inner[_plain(name)]

    def _as_row(self, value: Any, name: str) -> "FeedObject":
        values = value if isinstance(value, Mapping) else {"name": value}
        return FeedObject(values, self._notes, f"{self._place}{name}.")


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", str(name).lower())


def _is_nothing(value: Any) -> bool:
    if isinstance(value, str):
        return not value.strip() or value.strip().lower() in ("null", "none", "n/a", "undefined")
    return value is None or value in ([], {})


def _as_list(value: Any) -> list[Any]:
    values = value if isinstance(value, list) else [value]
    return [
        inner
        for one in values
        for inner in (one if isinstance(one, list) else [one])
        if not _is_nothing(inner)
    ]


def _each_text(value: Any, depth: int) -> Iterator[str]:
    """Yield the texts in a value: of an object, the first that a person would read."""
    if _is_nothing(value) or depth == 0:
        return
    if isinstance(value, str):
        yield tidy(value)
    elif isinstance(value, bool):
        yield "yes" if value else "no"
    elif isinstance(value, int | float):
        if not isinstance(value, float) or math.isfinite(value):
            yield f"{value:.10g}" if isinstance(value, float) else _digits(value)
    elif isinstance(value, list):
        for one in value:
            yield from _each_text(one, depth - 1)
    elif isinstance(value, Mapping):
        named = {_plain(name): inner for name, inner in value.items()}
        texts = (next(_each_text(named.get(name), depth - 1), "") for name in _OUTER_NAMES)
        text = next(filter(None, texts), "")
        if text:
            yield text


def _digits(number: int) -> str:
    return str(number) if abs(number) < 10**30 else ""
