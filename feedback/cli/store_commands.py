"""Commands for the store: ``feedback setup``, ``new-key`` and ``purge``."""

import sys
from argparse import Namespace
from pathlib import Path

from cryptography.fernet import Fernet

from feedback.cli.open_app import open_app_context
from feedback.retention.purge import purge
from feedback.retention.site_numbers import numbers_of
from localoffer.cli.run import DONE


def set_up(root: Path, options: Namespace) -> int:
    """Make the tables; those that are there stay, with all that they hold."""
    app = open_app_context(root, options, new=True)
    url = app.engine.url.render_as_string(hide_password=True)
    sys.stdout.write(f"The database is ready: {url}\n")
    return DONE


def new_key(_: Path, __: Namespace) -> int:
    """Print a new key, and on standard error what to do with it."""
    sys.stdout.write(f"{Fernet.generate_key().decode()}\n")
    sys.stderr.write(
        "Put it first in FEEDBACK_KEYS, before the old ones, with a space between. Keep a copy, "
        "apart from the backups: without it no address for a reply can be read.\n"
    )
    return DONE


def purge_expired(root: Path, options: Namespace) -> int:
    """Delete, or say what would be deleted; print a line for each rule."""
    app = open_app_context(root, options)
    numbers = numbers_of(app.settings.folders.content)
    counts = purge(app, numbers, app.now(), dry_run=options.dry_run)
    sys.stdout.write("".join(f"{number:>7,}  {name}\n" for name, number in counts.items()))
    if options.dry_run:
        sys.stderr.write("Nothing is deleted yet: this was a dry run.\n")
    return DONE
