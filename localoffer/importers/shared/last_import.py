"""What each feed published last: by it the next import knows who changed what.

``.imported/<feed>.json`` is committed with the content; the build does not read it.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from localoffer.importers.shared.layout import SCHOOL, Layout
from localoffer.importers.shared.notes import shortened
from localoffer.problems import UsageError

FOLDER = ".imported"

#: Stores that are no feed's: a feed whose file has such a name gets another one.
RESERVED = ("schools",)


@dataclass(frozen=True, slots=True)
class PublishedRecord:
    """What was said of one record: its publisher's id, and the fields as they were written here.

    ``first`` holds fields of our own that were set when a school's file was new.
    """

    feed_id: str
    name: str
    values: Mapping[str, Any]
    body: str
    first: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LastImport:
    """What one feed published at the last import, by our id; empty before the first one.

    ``part`` means that what is imported now was found to be a part of this feed.
    """

    key: str
    file: Path
    records: Mapping[str, PublishedRecord]
    part: bool = False


def open_store(content: Path, key: str, marks: Iterable[str]) -> LastImport:
    """Return the store of the feed ``key``, or of the one whose records mostly are in ``marks``.

    A council's export has another file name each month: its records tell that it is the same feed.
    """
    folder = content / FOLDER
    key = f"{key}-feed" if key in RESERVED else key
    file = folder / f"{key}.json"
    if file.is_file():
        return _read(file)
    here = set(marks)
    for other in sorted(folder.glob("*.json")):
        if other.stem in RESERVED:
            continue
        store = _read(other)
        same = sum(mark(one.feed_id, one.name) in here for one in store.records.values())
        if same and (same * 2 >= len(store.records) or same == len(here)):
            return replace(store, part=same * 2 < len(store.records))
    return LastImport(key, file, {})


def mark(feed_id: str, name: str) -> str:
    """Return what tells a record from others across feeds: small numbers are ids in many."""
    return f"{feed_id} {name}"


def register_store(content: Path) -> LastImport:
    """Return what the schools register said at the last import."""
    file = content / FOLDER / "schools.json"
    return _read(file) if file.is_file() else LastImport("schools", file, {})


def published(
    feed_id: str, name: str, values: Mapping[str, Any], body: str, layout: Layout
) -> PublishedRecord:
    """Return what to remember: fields of our own are not followed."""
    theirs = {field_: value for field_, value in values.items() if field_ not in layout.ours}
    first = {field_: value for field_, value in values.items() if field_ in layout.ours}
    return PublishedRecord(feed_id, name, theirs, body, first if layout is SCHOOL else {})


def as_text(records: Mapping[str, PublishedRecord]) -> str:
    """Return a store as JSON, a record after the other in the order of their ids."""
    rows = {
        id_: {
            "feed_id": one.feed_id,
            "name": one.name,
            "values": one.values,
            "body": one.body,
            **({"first": one.first} if one.first else {}),
        }
        for id_, one in sorted(records.items())
    }
    return json.dumps({"records": rows}, ensure_ascii=False, indent=1) + "\n"


def _read(file: Path) -> LastImport:
    try:
        rows = json.loads(file.read_text(encoding="utf-8"))["records"]
        records = {
            id_: PublishedRecord(
                row["feed_id"],
                row["name"],
                dict(row["values"]),
                row["body"],
                dict(row.get("first", {})),
            )
            for id_, row in rows.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        message = (
            f"{file} cannot be read ({shortened(error, 60)}). It holds what was imported last: "
            "bring back its last version, or delete it to compare with the feed anew."
        )
        raise UsageError(message) from None
    return LastImport(file.stem, file, records)
