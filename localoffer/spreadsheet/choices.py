"""What a cell may choose from: the words of its field, or the ids of both layers of content."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from localoffer.check.model_introspection import choices_of, holds, refers_to
from localoffer.check.site_facts import SiteFacts
from localoffer.duties import duties
from localoffer.kinds import KINDS, Kind
from localoffer.problems import Problem
from localoffer.read.layers import ContentLayers
from localoffer.spreadsheet.columns import CellForm, Column
from localoffer.write.edit_rows import read_rows

#: The ids that a field may refer to, by list or folder (see ``Refers``).
KnownIds = Mapping[str, frozenset[str]]

_YES_NO: Final = ("yes", "no")


def known_ids(layers: ContentLayers, facts: SiteFacts) -> dict[str, frozenset[str]]:
    """Return every id that the council's records may name, its own and national ones.

    A list that cannot be read is left out: what refers to it cannot be judged.
    """
    known = {"duties": frozenset(duties())}
    for kind in KINDS:
        if kind.is_folder or kind.has_ids:
            ids = _ids(layers, kind, facts.left_out)
            if ids is not None:
                known[kind.reference] = frozenset(ids)
    return known


def known_names(layers: ContentLayers) -> dict[str, dict[str, str]]:
    """Return, by list, the id of each row by its names in small letters; not of two rows."""
    return {kind.reference: _names_in(layers, kind) for kind in KINDS if kind.has_ids}


def options_of(column: Column, known: KnownIds) -> tuple[str, ...]:
    """Return what a cell of a column may choose from, or nothing where that is free."""
    if column.form is CellForm.ANSWERS:
        return ()
    if holds(column.field, bool):
        return _YES_NO
    to = refers_to(column.field)
    return tuple(sorted(known.get(to, ()))) if to else choices_of(column.field)


def _ids(layers: ContentLayers, kind: Kind, left_out: frozenset[str]) -> set[str] | None:
    ids = _ids_in(layers.council, kind)
    if layers.national is None or ids is None:
        return ids
    mark = "/" if kind.is_folder else "#"
    end = kind.ending if kind.is_folder else ""
    national = _ids_in(layers.national, kind) or ()
    return ids | {one for one in national if f"{kind.place}{mark}{one}{end}" not in left_out}


def _ids_in(folder: Path, kind: Kind) -> set[str] | None:
    if kind.is_folder:
        return {file.stem for file in (folder / kind.place).glob(f"*{kind.ending}")}
    found = read_rows(folder, kind.place, ())
    return None if isinstance(found, Problem) else set(_row_ids(row.values for row in found.rows))


def _row_ids(rows: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    return (str(row["id"]) for row in rows if row.get("id"))


def _names_in(layers: ContentLayers, kind: Kind) -> dict[str, str]:
    ids: dict[str, set[str]] = {}
    for folder in filter(None, (layers.national, layers.council)):
        found = read_rows(folder, kind.place, ())
        for row in () if isinstance(found, Problem) else found.rows:
            for name in _names_of(row.values):
                ids.setdefault(name.casefold(), set()).add(str(row.values.get("id", "")))
    return {name: min(some) for name, some in ids.items() if len(some) == 1}


def _names_of(row: Mapping[str, Any]) -> Iterable[str]:
    """Return what people call a row of a list: its name or role, and other words for it."""
    others = row.get("also_called")
    names = [row.get("name"), row.get("role"), *(others if isinstance(others, list) else [])]
    return (name for name in names if isinstance(name, str))
