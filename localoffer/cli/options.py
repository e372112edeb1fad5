"""The command line: every command and option, with its help."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path

from localoffer import __version__
from localoffer.cli.options_compare import compare_options
from localoffer.cli.options_feedback import feedback_options
from localoffer.cli.options_import import import_options
from localoffer.cli.options_link_check import link_check_options
from localoffer.cli.options_new import new_options
from localoffer.cli.options_shared import Commands, command_of, content_option, site_option
from localoffer.cli.options_spreadsheet import export_options
from localoffer.cli.options_theme import theme_options
from localoffer.program import PROGRAM


def make_parser() -> ArgumentParser:
    """Return the parser of all commands."""
    parser = ArgumentParser(
        prog=PROGRAM.removeprefix("python "),
        description="Make a Local Offer website from a folder of text files.",
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"local-offer {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _build(commands)
    _check(commands)
    compare_options(commands)
    _serve(commands)
    _edit(commands)
    import_options(commands)
    export_options(commands)
    new_options(commands)
    _search(commands)
    _evaluate(commands)
    link_check_options(commands)
    feedback_options(commands)
    theme_options(commands)
    _deploy_files(commands)
    _coverage(commands)
    _todo(commands)
    _changes(commands)
    _accept(commands)
    _schemas(commands)
    return parser


def _changes(commands: Commands) -> None:
    command = command_of(
        commands, "changes", "say what changed in the national texts since a version",
        "changes --since 0.2.0",
    )  # fmt: skip
    command.add_argument(
        "--since", required=True, metavar="VERSION", help="the version that you had before"
    )
    content_option(command)


def _deploy_files(commands: Commands) -> None:
    command = command_of(
        commands, "deploy-files", "write examples for nginx and systemd, for a server of your own",
        "deploy-files local-offer-deploy --host localoffer.example.org",
    )  # fmt: skip
    command.add_argument("out", type=Path, metavar="OUT", help="a new folder")
    command.add_argument("--host", default="", metavar="NAME", help="the site's host")
    command.add_argument(
        "--programs", default="", metavar="FOLDER",
        help="where the units find the programs, if not where this one was called",
    )  # fmt: skip


def _build(commands: Commands) -> None:
    command = command_of(
        commands,
        "build",
        "check the content and build the site",
        "build --site site",
    )
    content_option(command)
    site_option(command)
    command.add_argument(
        "--base-url",
        default="",
        metavar="URL",
        help="the address to publish at, if not site.yaml's",
    )
    command.add_argument("--drafts", action="store_true", help="show drafts too")
    command.add_argument(
        "--precompress", action="store_true",
        help="lay each text beside itself as gzip and brotli, for web servers that send these",
    )  # fmt: skip


def _check(commands: Commands) -> None:
    command = command_of(
        commands, "check", "say everything that is wrong with the content", "check"
    )
    content_option(command)
    command.add_argument(
        "--format",
        choices=("text", "json", "github", "gitlab"),
        default="text",
        help="for people, programs, GitHub's checks, or GitLab's code quality",
    )
    command.add_argument(
        "--changed-since", metavar="REVISION", default="",
        help="tell warnings only of files that differ from a branch, tag or commit; count the rest",
    )  # fmt: skip


def _serve(commands: Commands) -> None:
    command = command_of(
        commands, "serve", "build, show the site and its search, build again when a file changes",
        "serve --port 8000",
    )  # fmt: skip
    content_option(command)
    site_option(command)
    command.add_argument("--port", type=int, default=8000, metavar="N", help="the port (8000)")
    command.add_argument(
        "--host",
        default="127.0.0.1",
        metavar="ADDRESS",
        help="the address to listen on (127.0.0.1)",
    )
    command.add_argument("--drafts", action="store_true", help="show drafts too")


def _edit(commands: Commands) -> None:
    command = command_of(
        commands, "edit", "show the site with an editor that writes into the content folder",
        "edit --open",
    )  # fmt: skip
    content_option(command)
    command.add_argument(
        "--site", type=Path, metavar="DIR", help="where to build the site (.localoffer/edit)"
    )
    command.add_argument("--port", type=int, default=8001, metavar="N", help="the port (8001)")
    command.add_argument("--open", action="store_true", help="open it in your browser")


def _search(commands: Commands) -> None:
    command = command_of(
        commands, "search", "find pages in the words that parents use",
        "search speach therapy for 3 year old --near SC1",
    )  # fmt: skip
    command.add_argument("words", nargs="+", metavar="WORDS", help="what someone would type")
    content_option(command)
    command.add_argument("--age", type=int, metavar="N", help="for this age, in years")
    command.add_argument(
        "--need", action="append", default=[], metavar="ID", help="for this need (again for more)"
    )
    command.add_argument("--near", default="", metavar="POSTCODE", help="nearest first")
    command.add_argument(
        "--within", type=int, choices=(5, 10, 20), metavar="MILES", help="5, 10 or 20 miles of it"
    )
    command.add_argument("--limit", type=int, default=10, metavar="N", help="so many (10)")
    command.add_argument("--exactly", action="store_true", help="with the spelling as it is")
    command.add_argument("--json", action="store_true", help="for programs")
    command.add_argument("--explain", action="store_true", help="say why each scored what it did")


def _evaluate(commands: Commands) -> None:
    command = command_of(
        commands, "evaluate", "say how well search finds what families here type",
        "evaluate --queries content/graded-queries.yaml",
    )  # fmt: skip
    content_option(command)
    command.add_argument(
        "--queries", type=Path, metavar="FILE",
        help="your own queries, each with graded pages; without it, what is found first for every "
        "search of vocabulary/searches.yaml, yours and the national ones",
    )  # fmt: skip
    command.add_argument("--json", action="store_true", help="for programs")


def _coverage(commands: Commands) -> None:
    command = command_of(
        commands,
        "coverage",
        "say duty by duty what the law asks for and which pages are evidence",
        "coverage --json",
    )
    content_option(command)
    command.add_argument("--json", action="store_true", help="for programs")


def _todo(commands: Commands) -> None:
    command = command_of(
        commands, "todo", "say what your Local Offer still lacks, the most useful first",
        "todo --kind services --field needs --owner send-team",
    )  # fmt: skip
    content_option(command)
    for name, metavar, words in (
        ("field", "NAME", "what lacks this fact, such as needs, ages or contact"),
        ("owner", "ID", "what this contact is responsible for; nobody: what no one is"),
        ("kind", "KIND", "records of this kind, such as services or schools"),
    ):
        command.add_argument(
            f"--{name}", action="append", default=[], metavar=metavar,
            help=f"only {words} (again for more)",
        )  # fmt: skip
    command.add_argument(
        "--search", default="", metavar="TEXT", help="only what has this in its name or file"
    )
    command.add_argument(
        "--visits", type=Path, metavar="FILE",
        help="put the most visited first: a CSV of addresses and numbers of visits",
    )  # fmt: skip
    form = command.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true", help="as a table for spreadsheets")
    form.add_argument("--json", action="store_true", help="for programs")
    form.add_argument(
        "--page", type=Path, metavar="FILE",
        help="as one HTML page for your own people, in this file outside the site",
    )  # fmt: skip


def _accept(commands: Commands) -> None:
    command = command_of(
        commands,
        "accept",
        "promise today's addresses: none may be lost from now on",
        "accept",
    )
    content_option(command)


def _schemas(commands: Commands) -> None:
    command = command_of(
        commands,
        "schemas",
        "write the JSON Schemas that editors' tools read, and the page of all fields",
        "schemas",
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
    command.add_argument(
        "--headers",
        type=Path,
        metavar="DIR",
        help="write the headers of your Markdown files as YAML there, and nothing else",
    )
    content_option(command)
