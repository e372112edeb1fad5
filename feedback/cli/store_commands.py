"""Commands for the store: ``feedback setup``, ``new-key`` and ``purge``."""

import sys
from argparse import Namespace

from cryptography.fernet import Fernet

from feedback.cli.open_app import open_app_context
from feedback.retention.purge import purge
from feedback.retention.site_numbers import numbers_of
from feedback.store.migrate import require_todays_tables
from localoffer.cli.run import DONE
from localoffer.workspace import Workspace


def set_up(workspace: Workspace, options: Namespace) -> int:
    """Create the tables, or migrate those that are there; nothing in them is lost.

    Raises:
        UsageError: the tables are not as this version needs them, after all migrations.
    """
    app = open_app_context(workspace, options, new=True)
    require_todays_tables(app.engine)
    url = app.engine.url.render_as_string(hide_password=True)
    sys.stdout.write(f"The database is ready: {url}\n")
    return DONE


def new_key(_: Workspace, __: Namespace) -> int:
    """Print a new key to standard output, and to standard error what to do with it."""
    sys.stdout.write(f"{Fernet.generate_key().decode()}\n")
    sys.stderr.write(
        "Put it first in FEEDBACK_KEYS, before the old ones, with a space between. Keep a copy, "
        "apart from the backups: without it no address for a reply can be read.\n"
    )
    return DONE


def purge_expired(workspace: Workspace, options: Namespace) -> int:
    """Delete what has expired, or only count it; print a line for each rule.

    Raises:
        UsageError: there is no ``site.yaml``, or SQLite's file could not be wiped.
        ContentError: ``site.yaml`` cannot be read.
    """
    app = open_app_context(workspace, options)
    folders = app.settings.folders
    numbers = numbers_of(folders.content, folders.resources)
    counts = purge(app, numbers, app.now(), dry_run=options.dry_run)
    sys.stdout.write("".join(f"{number:>7,}  {name}\n" for name, number in counts.items()))
    if options.dry_run:
        sys.stderr.write("Nothing is deleted yet: this was a dry run.\n")
    return DONE
