"""A digest of everything a page is made from, so that an unchanged page is never made again.

It walks the page's value itself: a field that is added to a page is in its digest at once.
"""

from collections.abc import Callable
from dataclasses import fields
from datetime import date, time
from hashlib import blake2b
from operator import attrgetter
from typing import Any

from pydantic import BaseModel

from localoffer.offer import Entry
from localoffer.pages.page import Page


class Digester:
    """Digests the pages of one plan; a value that many pages share is walked once.

    ``shared_digest`` is of all that every page depends on besides its own value.
    """

    def __init__(self, shared_digest: str) -> None:
        self._shared_digest = shared_digest
        self._by_id: dict[int, tuple[str, Any]] = {}
        self._getters: dict[type, Callable[[Any], tuple[Any, ...]]] = {}
        self._adders: dict[type, Callable[[Any, list[str]], None]] = {
            str: lambda value, parts: parts.append(value),
            tuple: self._add_tuple,
            Entry: lambda value, parts: parts.append(value.path + value.digest),
            **dict.fromkeys((int, float, bool, date, time, type(None)), _add_plain),
        }

    def of(self, page: Page) -> str:
        """Return the key of a page: it changes when the page's bytes could."""
        parts = [self._shared_digest, page.template]
        for value in self._getter(type(page))(page):
            self._adders.get(type(value), self._add_shared)(value, parts)
        return _digest(parts)

    def _add_tuple(self, values: tuple[Any, ...], parts: list[str]) -> None:
        parts.append(f"({len(values)}")
        for value in values:
            self._adders.get(type(value), self._add_shared)(value, parts)

    def _add_shared(self, value: Any, parts: list[str]) -> None:
        known = self._by_id.get(id(value))
        if known is None:
            # Holding the value keeps its id from being given to another.
            known = self._by_id[id(value)] = (self._walked(value), value)
        parts.append(known[0])

    def _walked(self, value: Any) -> str:
        parts = [type(value).__name__]
        if isinstance(value, BaseModel):
            parts.append(value.model_dump_json())
        elif isinstance(value, str):
            parts.append(str(value))
        else:
            for one in self._getter(type(value))(value):
                self._adders.get(type(one), self._add_shared)(one, parts)
        return _digest(parts)

    def _getter(self, kind: type) -> Callable[[Any], tuple[Any, ...]]:
        getter = self._getters.get(kind)
        if getter is None:
            names = [field.name for field in fields(kind) if not field.metadata.get("covered")]
            one = attrgetter(*names)
            getter = one if len(names) > 1 else lambda value: (one(value),)
            self._getters[kind] = getter
        return getter


def _add_plain(value: Any, parts: list[str]) -> None:
    parts.append(repr(value))


def _digest(parts: list[str]) -> str:
    return blake2b("\0".join(parts).encode(), digest_size=16).hexdigest()
