"""What a field that refers to other records may hold: ids with the names that people know."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel

from localoffer.duties import duties
from localoffer.kinds import KINDS
from localoffer.offer import Offer

#: A choice as the editor shows it: ``label`` and ``value``.
Choice = Mapping[str, str]
Choices = Mapping[str, tuple[Choice, ...]]

#: The fields that name a record, the best first.
NAMES = ("name", "title", "term", "role", "summary")


def choices_in(offer: Offer) -> Choices:
    """Return the choices by what a field refers to (see ``Refers``), those of both layers."""
    found = {
        kind.reference: _sorted(offer.lists.of(kind.model).items())
        for kind in KINDS
        if kind.has_ids
    }
    found |= {
        kind.reference: _sorted((entry.slug, entry.record) for entry in offer.entries(kind.model))
        for kind in KINDS
        if kind.is_folder and kind.has_page
    }
    named = ((duty.id, f"{duty.title} ({duty.citation})") for duty in duties().values())
    found["duties"] = tuple({"label": label, "value": name} for name, label in sorted(named))
    return found


def _sorted(rows: Iterable[tuple[str, BaseModel]]) -> tuple[Choice, ...]:
    named = sorted((_name_of(row) or name, name) for name, row in rows)
    return tuple({"label": label, "value": name} for label, name in named)


def _name_of(row: Any) -> str:
    """Return what people call a record, or nothing."""
    return next((str(name) for name in (getattr(row, one, "") for one in NAMES) if name), "")
