"""Commands for backups: ``feedback backup``, ``restore`` and ``move``."""

import os
import sys
from argparse import Namespace
from time import time

from feedback.backups.backup import back_up
from feedback.backups.backup_file import named_file
from feedback.backups.move import move
from feedback.backups.restore import restore
from feedback.backups.store_rows import lines_of_counts
from feedback.cli.open_app import settings_of
from feedback.store.engine import make_engine
from feedback.store.set_up import note_set_up
from localoffer.cli.run import DONE
from localoffer.program import PROGRAM
from localoffer.workspace import Workspace


def run_backup(workspace: Workspace, options: Namespace) -> int:
    """Copy the store to a file, prove the copy, and print what is in it.

    Raises:
        UsageError: the store cannot be copied, or the file not be written there.
    """
    settings = settings_of(workspace, options, os.environ)
    file = named_file(options.out, settings.folders, int(time()))
    counts = back_up(make_engine(settings.database), file)
    sys.stdout.write(f"{lines_of_counts(counts)}Backed up to {file}, opened and found whole.\n")
    return DONE


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
    if restored.aside:
        sys.stdout.write(f"What was there before is set aside: {restored.aside}\n")
    sys.stderr.write(
        f"Now run: {PROGRAM} feedback purge, and erase again what people asked you to erase since "
        "that backup.\n"
    )
    return DONE


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
