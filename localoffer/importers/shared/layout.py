"""How an import writes the records of a folder, and which of their fields follow the feed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from localoffer.check.drafts import missing_fields
from localoffer.model.school import FROM_REGISTER, School
from localoffer.write import field_order


@dataclass(frozen=True, slots=True)
class Layout:
    """The kind of record in one folder.

    ``order`` is the order of its fields; ``protected`` fields stay whatever the checks refuse;
    ``council_fields`` are set once, in a new file, and are the council's from then on; ``missing``
    returns the names of what a header lacks for its page to be finished. ``noun`` is what one
    record is called, ``origin`` what it comes from.
    """

    order: tuple[str, ...]
    protected: tuple[str, ...]
    council_fields: tuple[str, ...]
    missing: Callable[[Mapping[str, Any]], tuple[str, ...]]
    noun: str
    origin: str


def _school_missing(values: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(name for name in ("name", "kind", "phases") if not values.get(name))


SERVICE = Layout(
    order=field_order.SERVICE,
    protected=("name", "owner", "source", "id"),
    council_fields=("owner", "source", "id", "publish_with_gaps", "draft"),
    missing=missing_fields,
    noun="service",
    origin="feed",
)

SCHOOL = Layout(
    order=field_order.SCHOOL,
    protected=("name", "owner", "source", "urn", "kind", "phases"),
    council_fields=tuple(name for name in School.model_fields if name not in FROM_REGISTER),
    missing=_school_missing,
    noun="school",
    origin="register",
)

_BY_FOLDER = {"services": SERVICE, "schools": SCHOOL}


def layout_of(path: str) -> Layout:
    """Return the layout of the file at ``path``, relative to the content folder.

    Raises:
        KeyError: no import writes to that folder.
    """
    return _BY_FOLDER[path.partition("/")[0]]
