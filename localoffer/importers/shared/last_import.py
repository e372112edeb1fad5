"""What each feed published at its last import: the base of the next three-way merge.

``.imported/<feed>.json`` is committed with the content; the build does not read it.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from localoffer.importers.shared.feed_term import UnmappedWord
from localoffer.importers.shared.layout import Layout
from localoffer.importers.shared.notes import shortened
from localoffer.problems import UsageError

FOLDER = ".imported"

#: Names of stores that belong to no feed: a feed whose file has such a name gets another key.
RESERVED = ("schools",)


@dataclass(frozen=True, slots=True)
class PublishedRecord:
    """One record as it was published: the publisher's id, and the fields as written here.

    ``first`` holds the council's own fields, as they were set when the file was new.
    """

    feed_id: str
    name: str
    values: Mapping[str, Any]
    body: str
    first: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LastImport:
    """What one feed published at its last import, by id; empty before the first one.

    ``is_part`` means that what is imported now is only a part of this feed. ``unmapped`` are
    the words that meant nothing here, with where they are from.
    """

    key: str
    file: Path
    records: Mapping[str, PublishedRecord]
    is_part: bool = False
    unmapped: Mapping[str, UnmappedWord] = field(default_factory=dict)


def read_last_import(content: Path, key: str, record_keys: Iterable[str]) -> LastImport:
    """Return the last import of the feed ``key``, or of the one that has most of ``record_keys``.

    A council's export has another file name each month: its records show that it is the same
    feed.

    Raises:
        UsageError: a file of a last import cannot be read.
    """
    folder = content / FOLDER
    key = f"{key}-feed" if key in RESERVED else key
    file = folder / f"{key}.json"
    if file.is_file():
        return _read(file)
    keys = set(record_keys)
    for candidate in sorted(folder.glob("*.json")):
        if candidate.stem in RESERVED:
            continue
        store = _read(candidate)
        shared = sum(
            record_key(record.feed_id, record.name) in keys for record in store.records.values()
        )
        if shared and (shared * 2 >= len(store.records) or shared == len(keys)):
            return replace(store, is_part=shared * 2 < len(store.records))
    return LastImport(key, file, {})


def record_key(feed_id: str, name: str) -> str:
    """Return a key that is unique across feeds: many use small numbers as ids."""
    return f"{feed_id} {name}"


def read_last_register(content: Path) -> LastImport:
    """Return what the schools register said at the last import.

    Raises:
        UsageError: the file of the last import cannot be read.
    """
    file = content / FOLDER / "schools.json"
    return _read(file) if file.is_file() else LastImport("schools", file, {})


def published(
    feed_id: str, name: str, values: Mapping[str, Any], body: str, layout: Layout
) -> PublishedRecord:
    """Return the record to remember: the council's own fields do not follow the feed."""
    published_values = {
        field_: value for field_, value in values.items() if field_ not in layout.council_fields
    }
    first = {field_: value for field_, value in values.items() if field_ in layout.council_fields}
    return PublishedRecord(feed_id, name, published_values, body, first)


def unmapped_words(content: Path) -> Mapping[str, Mapping[str, UnmappedWord]]:
    """Return the words of each feed's last import that meant nothing, with counts of records.

    Raises:
        UsageError: a file of a last import cannot be read.
    """
    stores = (_read(file) for file in sorted((content / FOLDER).glob("*.json")))
    return {store.key: store.unmapped for store in stores if store.unmapped}


def as_text(
    records: Mapping[str, PublishedRecord], unmapped: Mapping[str, UnmappedWord] | None = None
) -> str:
    """Return the records as JSON, in the order of their ids, and the words that mean nothing."""
    rows = {
        id_: {
            "feed_id": record.feed_id,
            "name": record.name,
            "values": record.values,
            "body": record.body,
            **({"first": record.first} if record.first else {}),
        }
        for id_, record in sorted(records.items())
    }
    found = sorted((unmapped or {}).items())
    numbers = {word: one.records for word, one in found}
    sources = {word: one.source for word, one in found if one.source}
    words = {
        **({"unmapped": numbers} if numbers else {}),
        **({"sources_of_unmapped": sources} if sources else {}),
    }
    return json.dumps({"records": rows, **words}, ensure_ascii=False, indent=1) + "\n"


def _read(file: Path) -> LastImport:
    try:
        store = json.loads(file.read_text(encoding="utf-8"))
        records = {
            id_: PublishedRecord(
                row["feed_id"],
                row["name"],
                dict(row["values"]),
                row["body"],
                dict(row.get("first", {})),
            )
            for id_, row in store["records"].items()
        }
        sources = dict(store.get("sources_of_unmapped", {}))
        unmapped = {
            str(word): UnmappedWord(int(number), str(sources.get(word, "")))
            for word, number in store.get("unmapped", {}).items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        message = (
            f"{file} cannot be read ({shortened(error, 60)}). It holds what was imported last: "
            "bring back its last version, or delete it to compare with the feed anew."
        )
        raise UsageError(message) from None
    return LastImport(file.stem, file, records, unmapped=unmapped)
