"""The options of ``feedback``: what is done with the comments that people send."""

from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path

from localoffer.cli.options_shared import Commands, command_of

_LONGEST = 3_650


def feedback_options(commands: Commands) -> None:
    """Add ``feedback`` and what it does."""
    command = command_of(
        commands, "feedback", "look after comments: accounts, export, retention, mail",
        "feedback export",
    )  # fmt: skip
    actions = command.add_subparsers(dest="action", metavar="ACTION", required=True)
    _setup(actions)
    _backups(actions)
    _action(actions, "new-key", "print a key for FEEDBACK_KEYS", "new-key")
    _accounts(actions)
    _export(actions)
    _purge(actions)
    _person(actions)
    _send(actions)
    _confirm_link(actions)
    _status(actions)


def _action(actions: Commands, name: str, summary: str, example: str) -> ArgumentParser:
    return command_of(actions, name, summary, f"feedback {example}")


def _setup(actions: Commands) -> None:
    command = _action(actions, "setup", "make the tables, or bring them to this version", "setup")
    command.add_argument(
        "--anew", action="store_true", help="make an empty store where the one that was is lost"
    )


def _backups(actions: Commands) -> None:
    command = _action(
        actions, "backup", "copy the store to a file, running or stopped, and prove the copy",
        "backup /var/backups/local-offer",
    )  # fmt: skip
    command.add_argument(
        "out", type=Path, metavar="OUT", help="a new file, or a folder for one named by its time"
    )
    command = _action(
        actions, "restore", "put a backup in place of the store, which is set aside",
        "restore feedback-2026-11-30T034000.sqlite3",
    )  # fmt: skip
    command.add_argument("file", type=Path, metavar="FILE", help="the backup")
    command = _action(
        actions, "bring-back", "take what came after the backup from what a restore set aside",
        "bring-back feedback-set-aside-2026-11-30T101500.sqlite3",
    )  # fmt: skip
    command.add_argument("file", type=Path, metavar="FILE", help="the file that was set aside")
    _content(command)
    command = _action(
        actions, "move", "move from SQLite to the empty PostgreSQL database of the settings",
        "move /var/lib/local-offer/feedback.sqlite3",
    )  # fmt: skip
    command.add_argument("file", type=Path, metavar="FILE", help="the SQLite store")


def _accounts(actions: Commands) -> None:
    command = _action(
        actions, "accounts", "who may sign in to moderate: add, list, reset, remove, role",
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


def _export(actions: Commands) -> None:
    command = _action(
        actions, "export", "write signed-off comments, counts, survey results and confirmations",
        "export --content ../our-content",
    )  # fmt: skip
    _content(command)
    _clock(command, "write")


def _purge(actions: Commands) -> None:
    command = _action(
        actions, "purge", "delete what has been kept long enough, by site.yaml", "purge --dry-run"
    )
    _content(command)
    command.add_argument("--dry-run", action="store_true", help="say what would go, change nothing")
    _clock(command, "delete")


def _person(actions: Commands) -> None:
    summaries = {
        "find": "say whether a reference is known, and what is kept under it",
        "give": "give its sender all that is kept under a reference",
        "erase": "delete the address and the words kept under a reference",
    }
    commands = {}
    for name, sentence in summaries.items():
        commands[name] = _action(actions, name, sentence, f"{name} 7K4Q9-M2PXA")
        commands[name].add_argument("reference", metavar="REFERENCE", help="such as 7K4Q9-M2PXA")
    commands["give"].add_argument(
        "--out", type=Path, default=None, metavar="FILE", help="a file to write it to"
    )
    commands["erase"].add_argument(
        "--yes", action="store_true", help="yes, delete: it cannot be undone"
    )


def _send(actions: Commands) -> None:
    command = _action(actions, "send", "send the replies that wait, or list them", "send")
    group = command.add_mutually_exclusive_group()
    group.add_argument("--list", action="store_true", help="list them, for a person to send")
    group.add_argument(
        "--sent", type=int, nargs="+", default=[], metavar="NUMBER",
        help="write down that a person sent these",
    )  # fmt: skip
    group.add_argument(
        "--release", type=int, nargs="+", default=[], metavar="NUMBER",
        help="let these go out, which are held since a restore",
    )  # fmt: skip


def _confirm_link(actions: Commands) -> None:
    command = _action(
        actions, "confirm-link", "make links by which providers confirm their records",
        "confirm-link /services/saturday-club/ --days 30",
    )  # fmt: skip
    _content(command)
    pages = command.add_mutually_exclusive_group(required=True)
    pages.add_argument("page", nargs="?", default="", metavar="PAGE", help="a record's address")
    pages.add_argument(
        "--due", type=_days, metavar="DAYS", help="all records whose check is due in so many days"
    )
    command.add_argument(
        "--days", type=_days, default=30, metavar="DAYS", help="days that a link works (30)"
    )
    command.add_argument(
        "--out", type=Path, default=None, metavar="FILE", help="a CSV file for a mail merge"
    )


def _status(actions: Commands) -> None:
    command = _action(
        actions, "status", "say what waits and whether the service does its work", "status --quiet"
    )
    _content(command)
    group = command.add_mutually_exclusive_group()
    group.add_argument("--quiet", action="store_true", help="only what is wrong, for cron")
    group.add_argument("--json", action="store_true", help="as JSON, times in seconds since 1970")


def _content(command: ArgumentParser) -> None:
    command.add_argument(
        "--content", type=Path, default=None, metavar="DIR", help="the content folder (content)"
    )


def _clock(command: ArgumentParser, act: str) -> None:
    command.add_argument(
        "--clock-is-right", action="store_true",
        help=f"{act}, though the last run was long ago or in the future",
    )  # fmt: skip


def _days(text: str) -> int:
    if not text.isdecimal() or int(text) > _LONGEST:
        raise ArgumentTypeError(f'"{text}" is not a number of days. Enter 0 to {_LONGEST}.')
    return int(text)
