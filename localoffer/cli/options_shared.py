"""Options that several commands have."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter, _SubParsersAction
from pathlib import Path
from typing import TypeAlias

from localoffer.program import PROGRAM

Commands: TypeAlias = "_SubParsersAction[ArgumentParser]"


def command_of(commands: Commands, name: str, summary: str, example: str) -> ArgumentParser:
    """Return a new command with its summary and, in its help, an example of its words."""
    return commands.add_parser(
        name,
        help=summary,
        description=f"{summary[0].upper()}{summary[1:]}.",
        epilog=f"Example: {PROGRAM} {example}",
        formatter_class=RawDescriptionHelpFormatter,
    )


def content_option(command: ArgumentParser) -> None:
    """Add ``--content``."""
    command.add_argument(
        "--content", type=Path, default=Path("content"), metavar="DIR",
        help="the content folder (content)",
    )  # fmt: skip


def site_option(command: ArgumentParser) -> None:
    """Add ``--site``."""
    command.add_argument(
        "--site", type=Path, default=Path("site"), metavar="DIR", help="the site's folder (site)"
    )
