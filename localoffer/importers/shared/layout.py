"""How the records of a folder are written by an import, and which of their fields it follows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from localoffer.check.drafts import missing_fields
from localoffer.model.school import FROM_REGISTER, School
from localoffer.write import field_order


@dataclass(frozen=True, slots=True)
class Layout:
    """The kind of record in one folder.

    ``order`` is the order of its fields; ``kept`` stay whatever the checks refuse; ``ours`` are
    set once, in a new file, and then people's; ``lacking`` gives what a header lacks to be shown.
    ``noun`` is what one record is called, ``origin`` what it comes from.
    """

    order: tuple[str, ...]
    kept: tuple[str, ...]
    ours: tuple[str, ...]
    lacking: Callable[[Mapping[str, Any]], tuple[str, ...]]
    noun: str
    origin: str


def _school_lacking(values: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(name for name in ("name", "kind", "phases") if not values.get(name))


SERVICE = Layout(
    order=field_order.SERVICE,
    kept=("name", "owner", "source", "id"),
    ours=("owner", "source", "id", "draft"),
    lacking=missing_fields,
    noun="service",
    origin="feed",
)

SCHOOL = Layout(
    order=field_order.SCHOOL,
    kept=("name", "owner", "source", "urn", "kind", "phases"),
    ours=tuple(name for name in School.model_fields if name not in FROM_REGISTER),
    lacking=_school_lacking,
    noun="school",
    origin="register",
)

_BY_FOLDER = {"services": SERVICE, "schools": SCHOOL}


def layout_of(path: str) -> Layout:
    """Return the layout of the file at ``path``, relative to the content folder."""
    return _BY_FOLDER[path.partition("/")[0]]
