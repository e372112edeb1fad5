"""The options of ``import``: what can be imported, and how."""

from argparse import ArgumentParser
from pathlib import Path

from localoffer.cli.options_shared import Commands, command_of, content_option
from localoffer.cli.options_spreadsheet import import_spreadsheet_options
from localoffer.importers.shared.deleted_pages import TO_TOPIC


def import_options(commands: Commands) -> None:
    """Add ``import`` and what can be imported."""
    command = command_of(
        commands, "import", "bring in what a council already has",
        "import open-referral feed.json",
    )  # fmt: skip
    kinds = command.add_subparsers(dest="source_kind", metavar="KIND", required=True)
    _import_feed(kinds)
    _import_postcodes(kinds)
    _import_schools(kinds)
    import_spreadsheet_options(kinds)


def _import_feed(kinds: Commands) -> None:
    feed = command_of(
        kinds, "open-referral", "services from an Open Referral UK feed (versions 1 to 3)",
        "import open-referral https://example.org/services",
    )  # fmt: skip
    feed.add_argument("source", metavar="SOURCE", help="a file or a web address")
    content_option(feed)
    feed.add_argument(
        "--owner", default=None, metavar="ID", help="the contact that answers for what is imported"
    )
    feed.add_argument(
        "--report",
        type=Path,
        default=None,
        metavar="FILE",
        help="where to write what was done, record by record",
    )
    feed.add_argument(
        "--publish-with-gaps", action="store_true",
        help="publish records that lack facts, with what is not known named on their pages",
    )  # fmt: skip
    _deletion_options(feed)
    _decision_options(feed)


def _deletion_options(feed: ArgumentParser) -> None:
    """Add what becomes of files whose records are kept out now."""
    feed.add_argument(
        "--delete-kept-out", nargs="*", default=None, metavar="FILE",
        help="delete files whose records importing.yaml keeps out now: those that nobody changed, "
        "or these, also if somebody did",
    )  # fmt: skip
    feed.add_argument(
        "--redirect", nargs="?", default=None, const=TO_TOPIC, metavar="ADDRESS",
        help="write into redirects.yaml where each page that is deleted leads from now on: to the "
        "page of its topic, or to this page",
    )  # fmt: skip


def _import_postcodes(kinds: Commands) -> None:
    command = command_of(
        kinds, "postcodes", "where your postcodes lie, from Code-Point Open or ONSPD",
        "import postcodes codepo_gb.zip --authority E08000017",
    )  # fmt: skip
    command.add_argument(
        "source", type=Path, metavar="SOURCE", help="the zip, its folder or a CSV, as published"
    )
    content_option(command)
    selection = command.add_mutually_exclusive_group()
    selection.add_argument(
        "--authority",
        nargs="+",
        action="extend",
        metavar="CODE",
        help="the council's own code, such as E08000017 (a county's or a district's)",
    )
    selection.add_argument(
        "--outcodes",
        nargs="+",
        action="extend",
        metavar="DN1",
        help="the first halves of postcodes, or their letters (those of your services)",
    )


def _import_schools(kinds: Commands) -> None:
    command = command_of(
        kinds, "schools", "your schools, from the national register of schools",
        "import schools edubasealldata.zip --authority Essex",
    )  # fmt: skip
    command.add_argument(
        "source", type=Path, metavar="SOURCE", help="the register's CSV as published, or its zip"
    )
    content_option(command)
    command.add_argument(
        "--authority", required=True, metavar="NAME",
        help="your council: its name, its code in the register (881) or its GSS code (E10000012)",
    )  # fmt: skip
    command.add_argument(
        "--neighbours", nargs="*", default=None, metavar="NAME",
        help="councils whose special schools you want as well",
    )  # fmt: skip
    command.add_argument(
        "--links", type=Path, default=None, metavar="FILE",
        help="the register's file of links: which school followed which",
    )  # fmt: skip
    command.add_argument(
        "--owner", default=None, metavar="ID", help="the contact that answers for new pages"
    )
    command.add_argument(
        "--report", type=Path, default=None, metavar="FILE",
        help="where to write what was done, row by row",
    )  # fmt: skip
    _decision_options(command)


def _decision_options(command: ArgumentParser) -> None:
    """Add what a person decides on fields that changed both here and there."""
    decisions = (("--keep", "stays as it is here"), ("--take", "becomes what came in"))
    for option, outcome in decisions:
        command.add_argument(
            option, nargs="+", action="extend", default=None, metavar="FILE[:FIELD]",
            help=f"what changed on both sides of this file {outcome}; or: all",
        )  # fmt: skip
