"""The words of the command line: every command, option and its help."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter, _SubParsersAction
from pathlib import Path
from typing import TypeAlias

Commands: TypeAlias = "_SubParsersAction[ArgumentParser]"


def make_parser() -> ArgumentParser:
    """Return the parser of all commands."""
    parser = ArgumentParser(
        prog="build.py",
        description="Make a Local Offer website from a folder of text files.",
        formatter_class=RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _build(commands)
    _check(commands)
    _serve(commands)
    _import(commands)
    _new(commands)
    _search(commands)
    _small(commands)
    return parser


def _build(commands: Commands) -> None:
    command = _command(
        commands,
        "build",
        "check the content and build the site",
        "python build.py build --site site",
    )
    _content(command)
    _site(command)
    command.add_argument(
        "--base-url",
        default="",
        metavar="URL",
        help="the address to publish at, if not site.yaml's",
    )
    command.add_argument("--drafts", action="store_true", help="show drafts too")


def _check(commands: Commands) -> None:
    command = _command(
        commands, "check", "say everything that is wrong with the content", "python build.py check"
    )
    _content(command)
    command.add_argument(
        "--format",
        choices=("text", "json", "github"),
        default="text",
        help="for people, programs, or GitHub's checks",
    )


def _serve(commands: Commands) -> None:
    command = _command(
        commands, "serve", "build, show the site and its search, build again when a file changes",
        "python build.py serve --port 8000",
    )  # fmt: skip
    _content(command)
    _site(command)
    command.add_argument("--port", type=int, default=8000, metavar="N", help="the port (8000)")
    command.add_argument(
        "--host",
        default="127.0.0.1",
        metavar="ADDRESS",
        help="the address to listen on (127.0.0.1)",
    )
    command.add_argument("--drafts", action="store_true", help="show drafts too")


def _import(commands: Commands) -> None:
    command = _command(
        commands, "import", "bring in what a council already has",
        "python build.py import open-referral feed.json --content content",
    )  # fmt: skip
    kinds = command.add_subparsers(dest="source_kind", metavar="KIND", required=True)
    feed = _command(
        kinds, "open-referral", "services from an Open Referral UK feed (versions 1 to 3)",
        "python build.py import open-referral https://example.org/services --content content",
    )  # fmt: skip
    feed.add_argument("source", metavar="SOURCE", help="a file or a web address")
    _content(feed, required=True)
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
    _import_postcodes(kinds)


def _import_postcodes(kinds: Commands) -> None:
    command = _command(
        kinds, "postcodes", "where your postcodes lie, from Code-Point Open or ONSPD",
        "python build.py import postcodes codepo_gb.zip --content content --authority E08000017",
    )  # fmt: skip
    command.add_argument(
        "source", type=Path, metavar="SOURCE", help="the zip, its folder or a CSV, as published"
    )
    _content(command, required=True)
    chosen = command.add_mutually_exclusive_group()
    chosen.add_argument(
        "--authority",
        nargs="+",
        action="extend",
        metavar="CODE",
        help="the council's own code, such as E08000017 (a county's or a district's)",
    )
    chosen.add_argument(
        "--outcodes",
        nargs="+",
        action="extend",
        metavar="DN1",
        help="the first halves of postcodes, or their letters (those of your services)",
    )


def _new(commands: Commands) -> None:
    command = _command(
        commands,
        "new",
        "start a record from its form",
        "python build.py new service sunflower-club",
    )
    command.add_argument(
        "kind",
        choices=("service", "guide", "topic", "school", "report", "statement"),
        help="what to start",
    )
    command.add_argument("slug", help="the file's name, such as sunflower-club")
    _content(command)


def _search(commands: Commands) -> None:
    command = _command(
        commands, "search", "find pages in the words that parents use",
        "python build.py search speach therapy for 3 year old --near SC1",
    )  # fmt: skip
    command.add_argument("words", nargs="+", metavar="WORDS", help="what someone would type")
    _content(command)
    command.add_argument("--age", type=int, metavar="N", help="for this age, in years")
    command.add_argument(
        "--need", action="append", default=[], metavar="ID", help="for this need (again for more)"
    )
    command.add_argument("--near", default="", metavar="POSTCODE", help="nearest first")
    command.add_argument("--limit", type=int, default=10, metavar="N", help="so many (10)")
    command.add_argument("--exactly", action="store_true", help="with the spelling as it is")
    command.add_argument("--json", action="store_true", help="for programs")
    command.add_argument("--explain", action="store_true", help="say why each scored what it did")


def _small(commands: Commands) -> None:
    command = _command(
        commands,
        "accept",
        "promise today's addresses: none may be lost from now on",
        "python build.py accept",
    )
    _content(command)
    command = _command(
        commands,
        "schemas",
        "write the JSON Schemas that editors' tools read, and the page of all fields",
        "python build.py schemas",
    )
    command.add_argument(
        "--out", type=Path, default=Path("schemas"), metavar="DIR", help="where to write (schemas)"
    )
    command.add_argument(
        "--page",
        type=Path,
        default=Path("docs/fields.md"),
        metavar="FILE",
        help="where to write the page of all fields (docs/fields.md)",
    )


def _command(commands: Commands, name: str, does: str, example: str) -> ArgumentParser:
    return commands.add_parser(
        name,
        help=does,
        description=f"{does[0].upper()}{does[1:]}.",
        epilog=f"Example: {example}",
        formatter_class=RawDescriptionHelpFormatter,
    )


def _content(command: ArgumentParser, *, required: bool = False) -> None:
    command.add_argument(
        "--content", type=Path, default=None if required else Path("content"), required=required,
        metavar="DIR", help="the content folder" + ("" if required else " (content)"),
    )  # fmt: skip


def _site(command: ArgumentParser) -> None:
    command.add_argument(
        "--site", type=Path, default=Path("site"), metavar="DIR", help="the site's folder (site)"
    )
