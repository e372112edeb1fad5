"""National texts refer to what a council may not have: what is not there is left out of them.

A link becomes plain words; a reference is dropped, with the part of a record that cannot do
without it.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import blake2b
from typing import Any

from pydantic import BaseModel

from localoffer.check.checked_file import CheckedFile, LocatedRecord, Reference
from localoffer.check.model_introspection import references
from localoffer.offer import Entry, RenderedText
from localoffer.read.source import FieldPath

#: Whether a reference, given as the list it is to and the name in it, leads somewhere.
IsThere = Callable[[str, str], bool]

#: A part of a record that cannot stand without its reference.
_GONE = object()


def without_missing(file: CheckedFile, is_there: IsThere, base: str) -> CheckedFile:
    """Return a checked national file without its references and links to what is not there.

    ``base`` is the path at which the site is published.
    """
    missing = [one for one in file.references if not is_there(one.to, one.name)]
    if not missing:
        return file
    kept = tuple(one for one in file.references if is_there(one.to, one.name))
    entry = file.entry and _entry_without(file.entry, missing, is_there, base)
    rows = tuple(
        LocatedRecord(record, row.line)
        for row in file.rows
        if (record := _record_without(row.record, is_there, may_go=True)) is not _GONE
    )
    return replace(file, entry=entry, rows=rows, references=kept)


def _entry_without(
    entry: Entry[Any], missing: list[Reference], is_there: IsThere, base: str
) -> Entry[Any]:
    record = _record_without(entry.record, is_there, may_go=False)
    names = sorted(f"{one.to} {one.name}" for one in missing)
    digest = blake2b(f"{entry.digest} {names}".encode(), digest_size=16).hexdigest()
    links = {one.name for one in missing if one.to == "any"}
    return replace(entry, record=record, text=_text_without(entry.text, links, base), digest=digest)


def _text_without(text: RenderedText, links: set[str], base: str) -> RenderedText:
    """Return a text in which the words of these links stand alone."""
    if not links & {address for address, _ in text.links}:
        return text
    markup = type(text.html)
    pattern = "|".join(re.escape(f"{base}{link}") for link in sorted(links, reverse=True))
    html = re.sub(
        rf'<a href="(?:{pattern})"[^<>]*>((?>(?:[^<]|<(?!/?a\b))*))</a>', r"\1", text.html
    )
    left = tuple(link for link in text.links if link[0] not in links)
    return RenderedText(markup(html), text.headings, left)


def _record_without(record: Any, is_there: IsThere, *, may_go: bool) -> Any:
    """Return a record without its references to what is not there.

    If it needs one of them, return ``_GONE`` where it ``may_go``, else leave that field empty.
    """
    places = [place for place, to, name in references(record) if not is_there(to, name)]
    return _part_without(record, places, may_go=may_go)


def _without(value: Any, places: list[FieldPath]) -> Any:
    """Return a value without what stands at these places; ``_GONE`` if it cannot do without."""
    if not places:
        return value
    if () in places:
        return _GONE
    if isinstance(value, BaseModel):
        return _part_without(value, places, may_go=True)
    inner = _by_first_step(places)
    if isinstance(value, Mapping):
        return {key: one for key, one in value.items() if key not in inner}
    left = (_without(one, inner.get(number, [])) for number, one in enumerate(value))
    return tuple(one for one in left if one is not _GONE)


def _part_without(part: BaseModel, places: list[FieldPath], *, may_go: bool) -> Any:
    fields = type(part).model_fields
    changed: dict[str, Any] = {}
    for name, inner in _by_first_step(places).items():
        left = _without(getattr(part, str(name)), inner)
        field = fields[str(name)]
        if field.is_required():
            if may_go and (left is _GONE or not left):
                return _GONE
            changed[str(name)] = "" if left is _GONE else left
        else:
            default = field.get_default(call_default_factory=True)
            changed[str(name)] = default if left is _GONE else left
    return part.model_copy(update=changed)


def _by_first_step(places: list[FieldPath]) -> dict[str | int, list[FieldPath]]:
    inner: dict[str | int, list[FieldPath]] = defaultdict(list)
    for place in places:
        inner[place[0]].append(place[1:])
    return inner
