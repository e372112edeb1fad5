"""What earlier imports of the same spreadsheet took: a second change of a cell is no conflict.

It is kept on this machine, by the spreadsheet's place and by what was exported into it. A
colleague's copy is in another place, so it is compared with what was exported.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from localoffer.kinds import Kind
from localoffer.spreadsheet.chosen_words import KnownNames
from localoffer.spreadsheet.council_records import CouncilRecords, with_text
from localoffer.spreadsheet.row_outcome import SheetOutcome
from localoffer.spreadsheet.tables import (
    ExportedRecord,
    ExportedRecords,
    Spreadsheet,
    Table,
    records_as_json,
    records_in,
)
from localoffer.spreadsheet.to_values import columns_in, to_values

FOLDER: Final = "spreadsheets"

#: How many cells are named that say again what was exported.
_SHOWN: Final = 5

_NO_RECORDS: Final[Mapping[str, ExportedRecord]] = {}
_NOT_EXPORTED: Final = ExportedRecord({})


@dataclass(frozen=True, slots=True)
class LastTaken:
    """What the rows of a spreadsheet said when they were taken last, by sheet and key.

    ``remarks`` tell why what is known of earlier imports does not count, where it ``stays`` all
    the same as it is.
    """

    records: ExportedRecords
    stays: bool = False
    remarks: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class SheetParts:
    """A sheet with the records that the council has of its kind."""

    table: Table
    kind: Kind
    found: CouncilRecords


def last_taken_file(state: Path, source: Path, exported: ExportedRecords) -> Path:
    """Return where it is kept what imports of a spreadsheet took; ``state`` is our own folder."""
    words = f"{source.resolve()}\n{records_as_json(exported)}"
    return state / FOLDER / f"{hashlib.sha256(words.encode()).hexdigest()[:32]}.json"


def read_last_taken(file: Path) -> ExportedRecords:
    """Return what is kept in a file; nothing where there is none, or it cannot be read.

    Without it, a second change of a cell is told as a conflict, and nothing is lost.
    """
    try:
        return records_in(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def trusted(
    last: ExportedRecords, read: Spreadsheet, sheets: Sequence[SheetParts], names: KnownNames
) -> LastTaken:
    """Return what is known of earlier imports, as far as the files and the sheet bear it out.

    Where nothing of it is in the files any more, somebody has put them back, and all comes in
    anew. Where half of it stands in the sheet as it was exported, it is taken for another copy.
    """
    if not last or all(_is_put_back(one, last, read.exported) for one in sheets):
        return LastTaken({})
    taken = sum(len(_changed(*pair)) for sheet in last for pair in _pairs(sheet, last, read))
    again = [cell for one in sheets for cell in _as_exported(one, last, read, names)]
    if not again or len(again) * 2 < taken:
        return LastTaken(last)
    more = f", and {len(again) - _SHOWN:,} more" if len(again) > _SHOWN else ""
    remark = (
        "It says again what was exported, where its last import took something else: "
        f"{'; '.join(again[:_SHOWN])}{more}. It may be another copy of the export, so what "
        "came in before stays. To take that back, change the files, or export again."
    )
    return LastTaken({}, stays=True, remarks=[remark])


def taken_now(last: LastTaken, sheets: Iterable[SheetOutcome]) -> str:
    """Return what to keep of an import, as JSON: what its rows said, and rows taken before.

    It is empty where what is kept stays as it is.
    """
    if last.stays:
        return ""
    records = {name: dict(some) for name, some in last.records.items()}
    for sheet in sheets:
        for row in sheet.rows:
            if row.taken and row.key:
                records.setdefault(sheet.sheet, {})[row.key] = row.taken
    return records_as_json(records) if records else ""


def _is_put_back(parts: SheetParts, last: ExportedRecords, exported: ExportedRecords) -> bool:
    """Return whether no record of a sheet has anything that earlier imports brought."""
    before = exported.get(parts.table.name, _NO_RECORDS)
    here = {record.key: with_text(record.exported) for record in parts.found.records}
    for key, record in last.get(parts.table.name, _NO_RECORDS).items():
        was, then = with_text(before.get(key, _NOT_EXPORTED)), with_text(record)
        rows = [here[key]] if key in here else ([] if parts.kind.has_ids else [*here.values()])
        names = _changed(before.get(key, _NOT_EXPORTED), record)
        if any(row.get(one) == then.get(one) != was.get(one) for row in rows for one in names):
            return False
    return True


def _as_exported(
    parts: SheetParts, last: ExportedRecords, read: Spreadsheet, names: KnownNames
) -> Iterator[str]:
    """Yield each field that says what was exported, where an earlier import took another value."""
    name = parts.table.name
    columns, _ = columns_in(parts.table, parts.kind)
    for row in parts.table.rows:
        exported = read.exported.get(name, _NO_RECORDS).get(row.key)
        taken = last.get(name, _NO_RECORDS).get(row.key)
        if exported and taken:
            touched = to_values(row, columns, exported, names).touched
            fields = [field for field in _changed(exported, taken) if field not in touched]
            yield from (f"{name}, row {row.number}, {field}" for field in fields)


def _pairs(
    sheet: str, last: ExportedRecords, read: Spreadsheet
) -> Iterator[tuple[ExportedRecord, ExportedRecord]]:
    exported = read.exported.get(sheet, _NO_RECORDS)
    for key, record in last[sheet].items():
        yield exported.get(key, _NOT_EXPORTED), record


def _changed(exported: ExportedRecord, taken: ExportedRecord) -> list[str]:
    """Return the fields that an earlier import took otherwise than they were exported."""
    before: Mapping[str, Any] = with_text(exported)
    after: Mapping[str, Any] = with_text(taken)
    return [one for one in {**before, **after} if before.get(one) != after.get(one)]
