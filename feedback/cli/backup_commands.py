"""Commands for backups: ``feedback backup``, ``restore``, ``bring-back`` and ``move``."""

import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from time import time

from feedback.backups.backup import back_up
from feedback.backups.backup_file import named_file
from feedback.backups.bring_back import BroughtBack, bring_back
from feedback.backups.last_backup import note_backup
from feedback.backups.move import move
from feedback.backups.restore import restore
from feedback.backups.store_rows import lines_of_counts
from feedback.cli.open_app import open_app_context, settings_of
from feedback.retention.clock_check import require_right_clock
from feedback.retention.site_numbers import numbers_of
from feedback.store.engine import make_engine
from feedback.store.set_up import note_set_up
from localoffer.cli.run import DONE
from localoffer.counted import counted
from localoffer.program import PROGRAM
from localoffer.workspace import Workspace

_OWNER = (
    "You are root: the file belongs to {}, as its folder does. Whoever shall restore it has to be "
    "able to read it.\n"
)
_NOT_NOTED = (
    "The backup is good, but {} could not be written ({}), so feedback status does not know of it. "
    "Make backups as the user of the service.\n"
)


_HELD = (
    "Mail that waited when the backup was made is held, since it may have been sent after it: {}. "
    f"What bring-back finds sent is not sent again. What is still held then: {PROGRAM} feedback "
    "send --list\n"
)


def run_backup(workspace: Workspace, options: Namespace) -> int:
    """Copy the store to a file, prove the copy, and print what is in it.

    Raises:
        UsageError: the store cannot be copied, or the file not be written there.
    """
    settings = settings_of(workspace, options, os.environ)
    now, engine = int(time()), make_engine(settings.database)
    file = named_file(options.out, settings.folders, now)
    counts = back_up(engine, file)
    sys.stdout.write(f"{lines_of_counts(counts)}Backed up to {file}, opened and found whole.\n")
    if os.geteuid() == 0:
        sys.stdout.write(_OWNER.format(_owner_of(file)))
    try:
        note_backup(engine, settings.folders.state, now)
    except OSError as error:
        sys.stderr.write(_NOT_NOTED.format(error.filename, error.strerror))
    return DONE


def _owner_of(file: Path) -> str:
    """Return the name of a file's owner, or its number where the machine knows no name."""
    try:
        return file.owner()
    except KeyError:
        return str(file.stat().st_uid)


def run_restore(workspace: Workspace, options: Namespace) -> int:
    """Put a backup in place of the store, and print where what was there lies now.

    Raises:
        UsageError: the backup cannot be used, or somebody has the store open.
    """
    settings = settings_of(workspace, options, os.environ)
    engine = make_engine(settings.database)
    restored = restore(engine, options.file, settings.folders.state, int(time()))
    note_set_up(engine, settings.folders.state)
    sys.stdout.write(f"{lines_of_counts(restored.counts)}Restored from {options.file}.\n")
    if restored.held:
        sys.stderr.write(_HELD.format(", ".join(restored.held)))
    if restored.aside:
        sys.stdout.write(f"What was there before is set aside: {restored.aside}\n")
        sys.stderr.write(
            f"Now run: {PROGRAM} feedback bring-back {restored.aside}\n"
            "It takes from there what came after that backup, and deletes again what was deleted "
            f"after it. If it cannot use that file, run: {PROGRAM} feedback purge, and erase again "
            "what people asked you to erase since that backup.\n"
        )
    else:
        sys.stderr.write(
            f"Now run: {PROGRAM} feedback purge, and erase again what people asked you to erase "
            "since that backup.\n"
        )
    return DONE


def run_bring_back(workspace: Workspace, options: Namespace) -> int:
    """Take from a store that a restore set aside what the present one lacks; print what came.

    Raises:
        UsageError: the file cannot be used, or the clock may be wrong.
        ContentError: ``site.yaml`` cannot be read.
    """
    app = open_app_context(workspace, options)
    now = app.now()
    require_right_clock(app.engine, now, "purge")
    folders = app.settings.folders
    numbers = numbers_of(folders.content, folders.resources)
    brought = bring_back(app, options.file, numbers, now)
    sys.stdout.write("".join(_lines_of(brought, options.file)))
    return DONE


def _lines_of(brought: BroughtBack, file: Path) -> Iterator[str]:
    yield lines_of_counts(brought.counts)
    number = counted(brought.counts["comments"], "comment")
    yield f"Brought back from {file}: {number}. Already here: {brought.known:,}.\n"
    if brought.forgotten:
        of = counted(brought.forgotten, "comment")
        yield f"Deleted again what was deleted after the backup: of {of}.\n"
    if any(brought.expired.values()):
        yield f"Deleted since it has expired:\n{lines_of_counts(brought.expired)}"
    if brought.worked_on:
        yield (
            "Moderators went on with these after the backup. They stay as they are here: do again "
            f"what was done with them: {', '.join(brought.worked_on)}\n"
        )
    if brought.told:
        yield (
            "To whoever sent these, a reply went out after the backup. It counts as sent: "
            f"{', '.join(brought.told)}\n"
        )
    if not brought.has_votes:
        yield (
            "Answers of yes and no did not come: this store was not restored from a backup of that "
            "one, so it cannot be told which are missing.\n"
        )
    if brought.unsigned:
        yield (
            "The public numbers of these were given to others meanwhile. They wait to be signed "
            f"off again: {', '.join(brought.unsigned)}\n"
        )
    yield from _closed_accounts(brought)


def _closed_accounts(brought: BroughtBack) -> Iterator[str]:
    if brought.accounts:
        yield (
            "Accounts made after the backup came back closed, so that the log can name them: "
            f"{', '.join(brought.accounts)}. Open those that you know again: {PROGRAM} feedback "
            "accounts add NAME\n"
        )


def run_move(workspace: Workspace, options: Namespace) -> int:
    """Move a SQLite store to the PostgreSQL database of the settings.

    Raises:
        UsageError: the old store is in use, or the new one is not empty.
    """
    settings = settings_of(workspace, options, os.environ)
    engine = make_engine(settings.database)
    moved = move(options.file, engine, int(time()))
    note_set_up(engine, settings.folders.state)
    sys.stdout.write(
        f"{lines_of_counts(moved.counts)}Moved, and counted table by table. The old store is no "
        f"longer used: {moved.old}. Delete it once the service has run on the new one.\n"
    )
    return DONE
