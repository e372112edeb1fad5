"""``export spreadsheet``: a council's records as a workbook, or as a folder of CSV files."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from localoffer.check.site_facts import used_layers
from localoffer.importers.shared.council_lists import require_content_folder
from localoffer.problems import Problem, UsageError, as_text
from localoffer.spreadsheet.cell_text import IN_THE_FILE, to_cell, value_at
from localoffer.spreadsheet.choices import KnownIds, known_ids
from localoffer.spreadsheet.council_records import SHEET_KINDS, sheet_name
from localoffer.spreadsheet.csv_folder import write_csv_folder
from localoffer.spreadsheet.export_sheets import (
    NOBODY,
    ExportChoice,
    ExportSheet,
    export_sheets,
)
from localoffer.spreadsheet.write_workbook import write_workbook
from localoffer.to_do.known_facts import facts_of
from localoffer.workspace import Workspace

_DONE, _PROBLEMS = 0, 1
_OTHER_FILES = (".xls", ".xlsm", ".xlsb", ".ods", ".numbers", ".csv", ".tsv")


def export_spreadsheet(workspace: Workspace, options: Namespace) -> int:
    """Write the records that the command asks for to ``options.out``; return the exit status.

    Raises:
        UsageError: the folder is no content folder, something is at ``out`` already, or there is
            no such kind or field.
        OSError: it cannot be written.
    """
    require_content_folder(options.content)
    out: Path = options.out
    _require_free(out)
    layers, facts = used_layers(options.content, workspace.resources)
    known = known_ids(layers, facts)
    lists = (options.field, options.kind, options.owner)
    choice = ExportChoice(options.gaps, *map(tuple, lists))
    _require_known(choice, known)
    sheets = list(export_sheets(options.content, choice))
    if not sheets:
        sys.stdout.write("No record lacks anything that you asked for. Nothing was written.\n")
        return _DONE
    if out.suffix.lower() == ".xlsx":
        write_workbook(out, sheets, known)
    else:
        write_csv_folder(out, sheets)
    sys.stdout.write(_summary(out, sheets))
    return _told([problem for sheet in sheets for problem in sheet.problems])


def _require_free(out: Path) -> None:
    if out.suffix.lower() in _OTHER_FILES:
        message = f"{out} cannot be written: name a workbook .xlsx, or a folder for CSV files."
        raise UsageError(message)
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        message = (
            f"{out} is there already, and may hold somebody's work. Import it first, take it away, "
            "or name another one."
        )
        raise UsageError(message)


def _require_known(choice: ExportChoice, known: KnownIds) -> None:
    kinds = {name for kind in SHEET_KINDS for name in (kind.name, sheet_name(kind))}
    fields = {name for kind in SHEET_KINDS for name in kind.model.model_fields}
    fields |= {fact.name for kind in SHEET_KINDS for fact in facts_of(kind.model) if fact.fields}
    _require_named(choice.kinds, kinds, "kind of record")
    _require_named(choice.fields, fields, "field")
    _require_named(choice.owners, {*known.get("contacts", ()), NOBODY}, "contact")


def _require_named(asked: Sequence[str], known: set[str], noun: str) -> None:
    for name in asked:
        if name not in known:
            close = get_close_matches(name, known, n=1)
            hint = f'Did you mean "{close[0]}"?' if close else f"Such as {min(known)}."
            raise UsageError(f'"{name}" is no {noun}. {hint}')


def _summary(out: Path, sheets: Sequence[ExportSheet]) -> str:
    rows = (f"{len(sheet.records):>7,}  {sheet.name}" for sheet in sheets if sheet.records)
    held = (
        f"{sheet.name}, {record.key}: {column.title} is {IN_THE_FILE}, as no cell can hold it."
        for sheet in sheets
        for record in sheet.records
        for column in sheet.columns
        if to_cell(value_at(record.cells, column.place), column.form) == IN_THE_FILE
    )
    return "\n".join([f"Wrote {out}:", *rows, *held]) + "\n"


def _told(problems: Sequence[Problem]) -> int:
    """Tell of files that cannot be read, and are not in the spreadsheet; return the exit status."""
    if problems:
        sys.stderr.write(f"These files are not in it:\n{as_text(problems)}")
    return _PROBLEMS if problems else _DONE
