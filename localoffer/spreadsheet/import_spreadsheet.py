"""``import spreadsheet``: what was changed in a workbook, or in CSV files, comes into the files.

Everything is gathered before anything is written; a spreadsheet that cannot be read changes
nothing, and neither does a row that has a mistake.
"""

import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from localoffer.check.pydantic_errors import nearest
from localoffer.check.site_facts import used_layers
from localoffer.importers.open_referral.outpost_csv import is_outpost
from localoffer.importers.shared.council_lists import require_content_folder
from localoffer.kinds import Kind
from localoffer.problems import UsageError, quoted
from localoffer.program import PROGRAM
from localoffer.read.csv_rows import csv_rows
from localoffer.spreadsheet.choices import known_ids, known_names
from localoffer.spreadsheet.council_checks import CouncilChecks, council_checks
from localoffer.spreadsheet.council_records import SHEET_KINDS, read_council_records, sheet_name
from localoffer.spreadsheet.csv_folder import read_csv_folder
from localoffer.spreadsheet.file_rows import FileRows
from localoffer.spreadsheet.last_taken import (
    SheetParts,
    last_taken_file,
    read_last_taken,
    taken_now,
    trusted,
)
from localoffer.spreadsheet.list_rows import ListRows
from localoffer.spreadsheet.read_workbook import read_workbook
from localoffer.spreadsheet.row_outcome import RowAction, RowOutcome, SheetOutcome
from localoffer.spreadsheet.spreadsheet_report import (
    SpreadsheetImport,
    faults_text,
    report,
    summary,
)
from localoffer.spreadsheet.tables import ExportedRecords, Spreadsheet, Table
from localoffer.spreadsheet.to_values import columns_in
from localoffer.workspace import Workspace
from localoffer.write.atomic import replace_file

_DONE, _FAULTS = 0, 1

#: How many mistakes of a sheet are printed; the report has all.
_SHOWN = 40
_KINDS: Mapping[str, Kind] = {sheet_name(kind): kind for kind in SHEET_KINDS}


def import_spreadsheet(workspace: Workspace, options: Namespace) -> int:
    """Import ``options.source`` into ``options.content``; return the exit status.

    Raises:
        UsageError: the folder is no content folder, the spreadsheet cannot be read, or a file
            cannot be written.
    """
    content: Path = options.content
    require_content_folder(content)
    read = read_spreadsheet(options.source)
    kept = last_taken_file(workspace.state(), options.source, read.exported)
    last = read_last_taken(kept) if read.exported else {}
    done = import_tables(content, workspace.resources, options.source.name, read, last)
    file: Path = options.report or workspace.state() / "spreadsheet-report.md"
    more = {kept: done.taken} if read.exported and done.taken else {}
    _write(content, done, {file: report(done), **more})
    sys.stdout.write(summary(done, str(file)))
    sys.stderr.write(faults_text(done, _SHOWN))
    return _FAULTS if done.faults else _DONE


def read_spreadsheet(source: Path) -> Spreadsheet:
    """Return the spreadsheet in a workbook, a folder of CSV files or a single CSV file.

    Raises:
        UsageError: it is not there, or cannot be read.
    """
    if not source.exists():
        raise UsageError(f"There is no {source}. Name a workbook, or a folder of CSV files.")
    if source.suffix.lower() == ".csv" and is_outpost(next(csv_rows(source), ())):
        message = (
            f"{source} has the columns of Outpost's import. Its services come in as a feed's do: "
            f"{PROGRAM} import open-referral {source}"
        )
        raise UsageError(message)
    is_csv = source.is_dir() or source.suffix.lower() == ".csv"
    return read_csv_folder(source) if is_csv else read_workbook(source)


def import_tables(
    content: Path, resources: Path, source: str, read: Spreadsheet, last: ExportedRecords
) -> SpreadsheetImport:
    """Return what becomes of every row of a spreadsheet. Nothing is written yet.

    ``resources`` is the folder of the program's own files, ``last`` what earlier imports of the
    same spreadsheet took.

    Raises:
        UsageError: no sheet has records.
    """
    tables = [table for table in read.tables if table.name in _KINDS]
    if not tables:
        message = (
            f"{source} has no sheet of records. Begin with one that export spreadsheet writes."
        )
        raise UsageError(message)
    checks = _checks(content, resources, tables)
    parts = [_parts(content, table) for table in tables]
    known = trusted(last, read, parts, checks.names)
    sheets = [_sheet(content, one, read.exported, known.records, checks) for one in parts]
    remarks = [*known.remarks]
    remarks += [_stray(table) for table in read.tables if table.name not in _KINDS]
    remarks += [remark for table in tables for remark in _unknown_columns(table)]
    if not read.exported:
        remarks.append(
            "It does not say what was exported, so only new rows and cells that are empty in the "
            "file are taken. Bring back the file or the sheet that does, or export again."
        )
    return SpreadsheetImport(source, sheets, remarks, taken_now(known, sheets))


def _checks(content: Path, resources: Path, tables: Sequence[Table]) -> CouncilChecks:
    """Return the checks of the council's files; records may name what is new in other sheets."""
    layers, facts = used_layers(content, resources)
    known = known_ids(layers, facts)
    for table in tables:
        kind = _KINDS[table.name]
        if kind.is_folder or kind.has_ids:
            known[kind.reference] = known.get(kind.reference, frozenset()) | _new_ids(table)
    return council_checks(facts, known, known_names(layers))


def _new_ids(table: Table) -> frozenset[str]:
    return frozenset(str(row.cells.get("id") or row.key) for row in table.rows) - {""}


def _parts(content: Path, table: Table) -> SheetParts:
    kind = _KINDS[table.name]
    return SheetParts(table, kind, read_council_records(content, kind))


def _sheet(
    content: Path,
    sheet: SheetParts,
    exported: ExportedRecords,
    last: ExportedRecords,
    checks: CouncilChecks,
) -> SheetOutcome:
    table, kind = sheet.table, sheet.kind
    before, taken = (one.get(table.name, {}) for one in (exported, last))
    columns, _ = columns_in(table, kind)
    parts = (table, kind, columns, {**before, **taken}, sheet.found, checks, taken.keys() - before)
    outcome = FileRows(*parts).outcome(content) if kind.is_folder else ListRows(*parts).outcome()
    keys = {row.key for row in table.rows}
    gone = (
        RowOutcome(table.name, 0, RowAction.WITHOUT_ROW, key) for key in before if key not in keys
    )
    return SheetOutcome(
        outcome.sheet, outcome.letters, [*outcome.rows, *gone], outcome.texts, outcome.remarks
    )


def _stray(table: Table) -> str:
    hint = nearest(table.name, list(_KINDS))
    return f"The sheet {quoted(table.name)} is no kind of record, and was left out. {hint}"


def _unknown_columns(table: Table) -> Iterator[str]:
    kind = _KINDS[table.name]
    for title in columns_in(table, kind)[1]:
        hint = nearest(title, list(kind.model.model_fields))
        where = f"{table.name}, column {table.letters[title]}"
        yield f"{where}: {quoted(title)} is no field here, and was left out. {hint}"


def _write(content: Path, done: SpreadsheetImport, more: Mapping[Path, str]) -> None:
    try:
        for sheet in done.sheets:
            for path, text in sheet.texts.items():
                replace_file(content / path, text)
        for file, text in more.items():
            replace_file(file, text)
    except OSError as error:
        message = (
            f"{error.filename} cannot be written ({error.strerror}). Nothing more was changed."
        )
        raise UsageError(message) from None
