"""The words of ``feedback``: what is done with the comments that people send."""

from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path

from localoffer.cli.options_shared import Commands, command_of

_LONGEST = 3_650


def feedback_options(commands: Commands) -> None:
    """Add ``feedback`` and what it does."""
    command = command_of(
        commands, "feedback", "look after comments: accounts, export, retention, mail",
        "python build.py feedback export",
    )  # fmt: skip
    deeds = command.add_subparsers(dest="deed", metavar="DEED", required=True)
    _deed(deeds, "setup", "make the tables, or bring them to this version", "setup")
    _deed(deeds, "new-key", "print a key for FEEDBACK_KEYS", "new-key")
    _accounts(deeds)
    _export(deeds)
    _purge(deeds)
    _person(deeds)
    _send(deeds)
    _confirm_link(deeds)


def _deed(deeds: Commands, name: str, does: str, example: str) -> ArgumentParser:
    return command_of(deeds, name, does, f"python build.py feedback {example}")


def _accounts(deeds: Commands) -> None:
    command = _deed(
        deeds, "accounts", "who may sign in at the desk: add, list, reset, remove, role",
        'accounts add sam --role moderator --shown-as "Local Offer team"',
    )  # fmt: skip
    command.add_argument(
        "act", choices=("add", "list", "reset", "remove", "role"), metavar="ACT",
        help="add, list, reset (a new first password and codes anew), remove, or role (change it)",
    )  # fmt: skip
    command.add_argument("name", nargs="?", default="", metavar="NAME", help="the account's name")
    command.add_argument(
        "--role", choices=("moderator", "answerer", "reader"), help="what the account may do"
    )
    command.add_argument(
        "--shown-as", default="", metavar="ROLE",
        help='the role that published pages name, such as "Local Offer team"',
    )  # fmt: skip
    command.add_argument(
        "--openid", default="", metavar="ID",
        help="its subject or e-mail address at the council's own accounts (OpenID Connect)",
    )  # fmt: skip


def _export(deeds: Commands) -> None:
    command = _deed(
        deeds, "export", "write signed-off comments, counts, survey results and confirmations",
        "export --content ../our-content",
    )  # fmt: skip
    _content(command)


def _purge(deeds: Commands) -> None:
    command = _deed(
        deeds, "purge", "delete what has been kept long enough, by site.yaml", "purge --dry-run"
    )
    _content(command)
    command.add_argument("--dry-run", action="store_true", help="say what would go, change nothing")


def _person(deeds: Commands) -> None:
    does = {
        "find": "say whether a reference is known, and what is kept under it",
        "give": "give its sender all that is kept under a reference",
        "erase": "delete the address and the words kept under a reference",
    }
    commands = {}
    for name, sentence in does.items():
        commands[name] = _deed(deeds, name, sentence, f"{name} 7K4Q9-M2PXA")
        commands[name].add_argument("reference", metavar="REFERENCE", help="such as 7K4Q9-M2PXA")
    commands["give"].add_argument(
        "--out", type=Path, default=None, metavar="FILE", help="a file to write it to"
    )
    commands["erase"].add_argument(
        "--yes", action="store_true", help="yes, delete: it cannot be undone"
    )


def _send(deeds: Commands) -> None:
    command = _deed(deeds, "send", "send the replies that wait, or list them", "send")
    way = command.add_mutually_exclusive_group()
    way.add_argument("--list", action="store_true", help="list them, for a person to send")
    way.add_argument(
        "--sent", type=int, nargs="+", default=[], metavar="NUMBER",
        help="write down that a person sent these",
    )  # fmt: skip


def _confirm_link(deeds: Commands) -> None:
    command = _deed(
        deeds, "confirm-link", "make links by which providers confirm their records",
        "confirm-link /services/saturday-club/ --days 30",
    )  # fmt: skip
    _content(command)
    which = command.add_mutually_exclusive_group(required=True)
    which.add_argument("page", nargs="?", default="", metavar="PAGE", help="a record's address")
    which.add_argument(
        "--due", type=_days, metavar="DAYS", help="all records whose check is due in so many days"
    )
    command.add_argument(
        "--days", type=_days, default=30, metavar="DAYS", help="days that a link works (30)"
    )
    command.add_argument(
        "--out", type=Path, default=None, metavar="FILE", help="a CSV file for a mail merge"
    )


def _content(command: ArgumentParser) -> None:
    command.add_argument(
        "--content", type=Path, default=None, metavar="DIR", help="the content folder (content)"
    )


def _days(word: str) -> int:
    if not word.isdecimal() or int(word) > _LONGEST:
        raise ArgumentTypeError(f'"{word}" is not a number of days. Enter 0 to {_LONGEST}.')
    return int(word)
