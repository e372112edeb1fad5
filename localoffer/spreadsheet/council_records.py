"""The records that a council has itself, as a spreadsheet shows them, without national ones."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Final

from localoffer.kinds import KINDS, Kind
from localoffer.model.school import LinkCheck
from localoffer.problems import Problem
from localoffer.spreadsheet.columns import TEXT, order_of
from localoffer.spreadsheet.tables import ExportedRecord
from localoffer.write.edit import ExistingFile, read_existing
from localoffer.write.edit_rows import YamlRow, YamlRows, read_rows

#: The kinds that have a sheet: lists of rows, and folders of Markdown files. Comments, surveys and
#: counts are YAML files of their own, which moderation and the yearly report write.
SHEET_KINDS: Final = tuple(
    kind
    for kind in KINDS
    if kind.model is not LinkCheck and (kind.has_rows or (kind.is_folder and kind.ending == ".md"))
)


@dataclass(frozen=True, slots=True)
class CouncilRecord:
    """A record: its kind, what it is found by, and the file or the row that holds it."""

    kind: Kind
    key: str
    held_in: ExistingFile | YamlRow

    @property
    def exported(self) -> ExportedRecord:
        """Its fields and its text."""
        text = self.held_in.body.strip("\n") if isinstance(self.held_in, ExistingFile) else ""
        return ExportedRecord(self.held_in.values, text)

    @property
    def cells(self) -> Mapping[str, Any]:
        """Its fields, with its text as one of them."""
        return with_text(self.exported)


@dataclass(frozen=True, slots=True)
class CouncilRecords:
    """The records of one kind, and the problems of files that cannot be read.

    ``rows`` is the file that holds them, where they are rows of a list.
    """

    kind: Kind
    records: tuple[CouncilRecord, ...]
    problems: tuple[Problem, ...] = ()
    rows: YamlRows | None = None


def sheet_name(kind: Kind) -> str:
    """Return the name of a kind's sheet: the last part of where its records are."""
    return PurePosixPath(kind.reference).name


def with_text(record: ExportedRecord) -> dict[str, Any]:
    """Return the fields of a record with its text as one of them."""
    return {**record.values, TEXT: record.text} if record.text else dict(record.values)


def read_council_records(content: Path, kind: Kind) -> CouncilRecords:
    """Return the council's own records of a kind; none where it has no such file or folder."""
    if kind.has_rows:
        return _rows(content, kind)
    found = list(_files(content, kind))
    records = tuple(
        CouncilRecord(kind, PurePosixPath(one.path).stem, one)
        for one in found
        if isinstance(one, ExistingFile)
    )
    return CouncilRecords(kind, records, tuple(one for one in found if isinstance(one, Problem)))


def _files(content: Path, kind: Kind) -> Iterator[ExistingFile | Problem]:
    folder = content / kind.place
    for file in sorted(folder.glob(f"*{kind.ending}")) if folder.is_dir() else ():
        if file.is_file() and file.name[0] not in "._":
            yield read_existing(content, file, order_of(kind))


def _rows(content: Path, kind: Kind) -> CouncilRecords:
    found = read_rows(content, kind.place, order_of(kind))
    if isinstance(found, Problem):
        return CouncilRecords(kind, (), (found,))
    records = tuple(
        CouncilRecord(kind, str(row.values.get("id", "")) if kind.has_ids else str(number), row)
        for number, row in enumerate(found.rows, 1)
    )
    return CouncilRecords(kind, records, rows=found)
