"""The options of ``compare``."""

from pathlib import Path

from localoffer.cli.options_shared import Commands, command_of, content_option


def compare_options(commands: Commands) -> None:
    """Add ``compare``."""
    command = command_of(
        commands, "compare", "say in plain words what a change does to the site", "compare main",
    )  # fmt: skip
    command.add_argument(
        "old", metavar="OLD", help="before: a content folder, or a branch, a tag or a commit of Git"
    )
    command.add_argument(
        "new", metavar="NEW", nargs="?", default="",
        help="now: the same (the content folder as it lies here)",
    )  # fmt: skip
    content_option(command)
    formats = command.add_mutually_exclusive_group()
    formats.add_argument("--json", action="store_true", help="for programs")
    formats.add_argument(
        "--markdown", action="store_true", help="for the summary of a run, or a note"
    )
    command.add_argument(
        "--html", type=Path, metavar="FILE", help="write a page to open in a browser as well"
    )
    command.add_argument(
        "--accessibility", action="store_true",
        help="build the site, and look at the changed pages in a browser (in a checkout only)",
    )  # fmt: skip
    command.add_argument(
        "--pages", type=Path, metavar="FILE",
        help="write the addresses of the changed pages as well, a line each",
    )  # fmt: skip
