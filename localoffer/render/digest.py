"""A digest of everything a page is made from, so that an unchanged page is never made again.

It walks the page's value itself: a field that is added to a page is in its digest at once.
"""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, time
from hashlib import blake2b
from operator import attrgetter
from typing import Any

from pydantic import BaseModel

from localoffer.offer import Entry
from localoffer.pages.page import Page

_PLAIN = (int, float, bool, date, time, type(None))


class Digester:
    """Digests pages of one plan; values that many pages share are walked once."""

    def __init__(self, surroundings: str) -> None:
        self._surroundings = surroundings
        self._known: dict[int, str] = {}
        self._alive: list[Any] = []
        self._getters: dict[type, Any] = {}

    def of(self, page: Page) -> str:
        """Return the key of a page: it changes when the page's bytes could."""
        parts = [self._surroundings, page.template]
        self._fields(page, parts)
        return blake2b("\0".join(parts).encode(), digest_size=16).hexdigest()

    def _fields(self, value: Any, parts: list[str]) -> None:
        for one in self._getter(type(value))(value):
            self._add(one, parts)

    def _add(self, value: Any, parts: list[str]) -> None:
        if type(value) is str:
            parts.append(value)
        elif isinstance(value, tuple):
            parts.append(f"({len(value)}")
            for one in value:
                self._add(one, parts)
        elif isinstance(value, _PLAIN):
            parts.append(repr(value))
        elif isinstance(value, Entry):
            parts.append(f"{value.path} {value.digest}")
        else:
            parts.append(self._shared(value))

    def _shared(self, value: Any) -> str:
        known = self._known.get(id(value))
        if known is None:
            known = self._known[id(value)] = self._digest(value)
            self._alive.append(value)
        return known

    def _digest(self, value: Any) -> str:
        parts = [type(value).__name__]
        if isinstance(value, BaseModel):
            parts.append(value.model_dump_json())
        elif isinstance(value, str):
            parts.append(str(value))
        elif isinstance(value, Mapping):
            self._add(tuple(value.items()), parts)
        else:
            self._fields(value, parts)
        return blake2b("\0".join(parts).encode(), digest_size=16).hexdigest()

    def _getter(self, kind: type) -> Any:
        getter = self._getters.get(kind)
        if getter is None:
            names = [field.name for field in fields(kind)]
            getter = (
                attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),)
            )
            self._getters[kind] = getter
        return getter
