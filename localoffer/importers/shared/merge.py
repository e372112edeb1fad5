"""The merge of three versions of a record: the feed's last, the feed's new, and the file here.

What only one side changed is taken, and what both changed is a conflict: there the file keeps its
value, and the report names both.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from localoffer.check.drafts import may_have_gaps
from localoffer.importers.shared.last_import import PublishedRecord
from localoffer.importers.shared.layout import Layout

BODY = "the text"

#: The names of fields that an import worked out from words.
_INFERRED = "inferred_fields"
#: Fields that say one thing together.
_TOGETHER = (
    ("free", "fees_description", "cost_options"),
    ("minimum_age", "maximum_age", "age_note"),
)

#: Which version of a field the file gets.
_AGREED, _CURRENT, _INCOMING, _CONFLICT = "agreed", "current", "incoming", "conflict"


@dataclass(frozen=True, slots=True)
class MergeConflict:
    """A field that changed both in the file (``current``, which stays) and in the feed."""

    field: str
    current: Any
    incoming: Any


@dataclass(frozen=True, slots=True)
class MergeResult:
    """The fields to change in the file (None: take out), and those that it keeps.

    ``body`` is the new text below the header, or None where it stays; ``decided`` are fields that
    were conflicts until a person decided.
    """

    changes: Mapping[str, Any]
    body: str | None
    conflicts: tuple[MergeConflict, ...]
    kept_edits: tuple[str, ...]
    decided: tuple[str, ...] = ()


def comparable(value: Any) -> Any:
    """Return a value as it is compared: spaces, line ends and the order of names do not count."""
    if isinstance(value, Mapping):
        return {str(name): comparable(inner) for name, inner in sorted(value.items())}
    if isinstance(value, list | tuple):
        return [comparable(inner) for inner in value]
    return " ".join(str(value).split()) if value is not None else ""


def merge(
    current: Mapping[str, Any],
    current_body: str,
    base: PublishedRecord | None,
    incoming: PublishedRecord,
    layout: Layout,
    alike: Callable[[Any], Any] = comparable,
) -> MergeResult:
    """Return what an import changes in a file; fields that no feed ever gave are not looked at.

    ``current`` and ``current_body`` are the file, ``base`` what the feed published last; ``alike``
    returns a value as it is compared.
    """
    last, last_body = (base.values, base.body) if base else ({}, "")
    names = dict.fromkeys((*last, *incoming.values))
    versions = {one: (current.get(one), last.get(one), incoming.values.get(one)) for one in names}
    versions[BODY] = (current_body, last_body, incoming.body)
    versions.pop(_INFERRED, None)
    chosen = {name: _chosen(*map(alike, three)) for name, three in versions.items()}
    chosen |= _not_alone(chosen, incoming.values)
    changes = {name: versions[name][2] for name, side in chosen.items() if side == _INCOMING}
    body = changes.pop(BODY, None)
    open_ones = [name for name, side in chosen.items() if side == _CONFLICT]
    conflicts = tuple(MergeConflict(one, versions[one][0], versions[one][2]) for one in open_ones)
    required = _required(current, changes, layout)
    changes = {name: value for name, value in changes.items() if name not in required}
    changes |= _inferred(current, last, incoming.values, chosen)
    kept_edits = (*(name for name, side in chosen.items() if side == _CURRENT), *required)
    return MergeResult(changes, body, conflicts, kept_edits)


def _not_alone(chosen: Mapping[str, str], incoming: Mapping[str, Any]) -> dict[str, str]:
    """Return conflicts for what was worked out from a field that is in conflict itself.

    Else a page would say "£2" in a person's words, and "£4" in a price made of the feed's.
    """
    return {
        name: _CONFLICT
        for group in _TOGETHER
        if any(chosen.get(name) == _CONFLICT for name in group)
        for name in group
        if chosen.get(name) == _INCOMING and name in (incoming.get(_INFERRED) or ())
    }


def _inferred(
    current: Mapping[str, Any],
    last: Mapping[str, Any],
    incoming: Mapping[str, Any],
    chosen: Mapping[str, str],
) -> dict[str, Any]:
    """Return the change to the names of fields that were worked out, if there is one.

    A name that a person took out stays out until the feed works out another field; a field that a
    person wrote is not worked out any more.
    """
    if _INFERRED not in {*last, *incoming}:
        return {}
    now, before, new = (tuple(one.get(_INFERRED) or ()) for one in (current, last, incoming))
    names = [
        name for name in new if chosen.get(name) != _CURRENT and (name in now or name not in before)
    ]
    return {} if list(now) == names else {_INFERRED: names or None}


def _chosen(current: Any, base: Any, incoming: Any) -> str:
    if current == incoming:
        return _AGREED
    if current == base:
        return _INCOMING
    return _CURRENT if base == incoming else _CONFLICT


def _required(
    current: Mapping[str, Any], changes: Mapping[str, Any], layout: Layout
) -> tuple[str, ...]:
    """Return fields that a finished page cannot do without: the feed may not take them out."""
    if may_have_gaps(current):
        return ()
    merged = {name: value for name, value in {**current, **changes}.items() if value is not None}
    missing = set(layout.missing(merged)) - set(layout.missing(current))
    contacts = {"phones", "email", "url", "contact"} if "phones" in missing else set()
    return tuple(name for name in changes if changes[name] is None and name in missing | contacts)
