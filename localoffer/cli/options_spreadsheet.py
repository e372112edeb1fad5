"""The options of ``export spreadsheet`` and ``import spreadsheet``."""

from argparse import ArgumentParser
from pathlib import Path

from localoffer.cli.options_shared import Commands, command_of, content_option


def export_options(commands: Commands) -> None:
    """Add ``export`` and what can be exported."""
    command = command_of(
        commands, "export", "take out what a Local Offer has",
        "export spreadsheet --out services.xlsx --gaps",
    )  # fmt: skip
    kinds = command.add_subparsers(dest="export_kind", metavar="KIND", required=True)
    spreadsheet = command_of(
        kinds, "spreadsheet", "your records as a workbook to fill in, or as CSV files",
        "export spreadsheet --out services.xlsx --gaps --field needs --kind services",
    )  # fmt: skip
    spreadsheet.add_argument(
        "--out", type=Path, required=True, metavar="FILE",
        help="the workbook, such as services.xlsx; any other name is a folder of CSV files",
    )  # fmt: skip
    content_option(spreadsheet)
    _choices_of_records(spreadsheet)


def _choices_of_records(spreadsheet: ArgumentParser) -> None:
    """Add the options that say which records are exported."""
    spreadsheet.add_argument(
        "--gaps", action="store_true",
        help="only records that are drafts or lack a needed field, what they lack first",
    )  # fmt: skip
    spreadsheet.add_argument(
        "--field", action="append", default=[], metavar="NAME",
        help="only records that lack this fact, such as needs or ages (again for more)",
    )  # fmt: skip
    spreadsheet.add_argument(
        "--owner", action="append", default=[], metavar="ID",
        help="only records of this contact, or of nobody (again for more)",
    )  # fmt: skip
    spreadsheet.add_argument(
        "--kind", action="append", default=[], metavar="NAME",
        help="only this kind of record, such as services (again for more)",
    )  # fmt: skip


def import_spreadsheet_options(kinds: Commands) -> None:
    """Add ``import spreadsheet``."""
    command = command_of(
        kinds, "spreadsheet", "what was changed in a workbook or CSV files that export wrote",
        "import spreadsheet services.xlsx",
    )  # fmt: skip
    command.add_argument(
        "source", type=Path, metavar="FILE",
        help="the workbook, or the folder of CSV files",
    )  # fmt: skip
    content_option(command)
    command.add_argument(
        "--report", type=Path, default=None, metavar="FILE",
        help="where to write what was done, record by record",
    )  # fmt: skip
