"""Three versions of a record made one: the feed's last, the feed's new, and what stands here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from localoffer.check.drafts import is_draft
from localoffer.importers.shared.last_import import PublishedRecord
from localoffer.importers.shared.layout import Layout

BODY = "the text"


@dataclass(frozen=True, slots=True)
class MergeConflict:
    """A field changed here and in the feed: what stands here stays."""

    field: str
    ours: Any
    theirs: Any


@dataclass(frozen=True, slots=True)
class Merged:
    """What to change here (None: take out), and what was kept against the feed."""

    changes: Mapping[str, Any]
    body: str | None
    conflicts: tuple[MergeConflict, ...]
    kept: tuple[str, ...]


def merge(
    ours: Mapping[str, Any],
    our_body: str,
    base: PublishedRecord | None,
    new: PublishedRecord,
    layout: Layout,
) -> Merged:
    """Return what an import changes in a file; fields that no feed ever named are not looked at."""
    old, old_body = (base.values, base.body) if base else ({}, "")
    names = dict.fromkeys((*old, *new.values))
    sides = {name: (ours.get(name), old.get(name), new.values.get(name)) for name in names}
    sides[BODY] = (our_body, old_body, new.body)
    decided = {name: _decided(*three) for name, three in sides.items()}
    changes = {name: sides[name][2] for name, whose in decided.items() if whose == "theirs"}
    body = changes.pop(BODY, None)
    conflicts = tuple(
        MergeConflict(name, sides[name][0], sides[name][2])
        for name, whose in decided.items()
        if whose == "conflict"
    )
    needed = _needed(ours, changes, layout)
    changes = {name: value for name, value in changes.items() if name not in needed}
    kept = tuple(name for name, whose in decided.items() if whose == "ours")
    return Merged(changes, body, conflicts, (*kept, *needed))


def _decided(mine: Any, was: Any, now: Any) -> str:
    ours, old, new = same(mine), same(was), same(now)
    if ours == new:
        return "agreed"
    if ours == old:
        return "theirs"
    return "ours" if old == new else "conflict"


def _needed(ours: Mapping[str, Any], changes: Mapping[str, Any], layout: Layout) -> tuple[str, ...]:
    """Return the fields that a finished page cannot do without: the feed may not take them out."""
    if is_draft(ours):
        return ()
    after = {name: value for name, value in {**ours, **changes}.items() if value is not None}
    missing = set(layout.lacking(after)) - set(layout.lacking(ours))
    ways = {"phones", "email", "url", "contact"} if "phones" in missing else set()
    return tuple(name for name in changes if changes[name] is None and name in missing | ways)


def same(value: Any) -> Any:
    """Return a value as it is compared: spaces, line ends and the order of names do not count."""
    if isinstance(value, Mapping):
        return {str(name): same(inner) for name, inner in sorted(value.items())}
    if isinstance(value, list | tuple):
        return [same(inner) for inner in value]
    return " ".join(str(value).split()) if value is not None else ""
