"""Commands for the store: ``feedback setup``, ``new-key`` and ``purge``."""

import sys
from argparse import Namespace
from collections.abc import Iterator

from cryptography.fernet import Fernet

from feedback.app_context import AppContext
from feedback.cli.open_app import app_context_of, open_app_context
from feedback.monitoring.unopened_secrets import count_unopened
from feedback.retention.clock_check import clock_doubt
from feedback.retention.purge import purge
from feedback.retention.site_numbers import numbers_of
from feedback.retention.unanswered import NOTICE_DAYS, Unanswered, find_unanswered
from feedback.store.engine import reading
from feedback.store.set_up import set_up
from localoffer.cli.run import DONE
from localoffer.problems import UsageError
from localoffer.workspace import Workspace

_KEPT_BACK = (
    "Nobody has answered what was kept back, so its words are kept longer than the privacy notice "
    "says for the rest. A moderator has to decide: answer it, withhold it, say that it is no "
    "comment, or let its words be deleted unanswered.\n"
)


def set_up_store(workspace: Workspace, options: Namespace) -> int:
    """Create the tables, or migrate those that are there; nothing in them is lost.

    Raises:
        UsageError: a store that was there is gone, or its tables are not as this version needs
            them, after all migrations.
    """
    app = app_context_of(workspace, options)
    set_up(app.engine, app.settings.folders.state, anew=options.anew)
    url = app.engine.url.render_as_string(hide_password=True)
    sys.stdout.write(f"The database is ready: {url}\n")
    if warning := count_unopened(app).warning:
        sys.stderr.write(f"{warning}\n")
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

    Comments that nobody has answered are named, weeks before their words are due, and kept back.

    Raises:
        UsageError: there is no ``site.yaml``, the clock may be wrong, or SQLite's file could not
            be wiped.
        ContentError: ``site.yaml`` cannot be read.
    """
    app = open_app_context(workspace, options)
    folders = app.settings.folders
    numbers = numbers_of(folders.content, folders.resources)
    now = app.now()
    _require_clock(app, now, options)
    counts = purge(app, numbers, now, dry_run=options.dry_run)
    sys.stdout.write("".join(f"{number:>7,}  {name}\n" for name, number in counts.items()))
    with reading(app.engine) as connection:
        unanswered = find_unanswered(connection, now, numbers)
    sys.stdout.write("".join(_lines_of_unanswered(unanswered)))
    if unanswered.kept_back:
        sys.stderr.write(_KEPT_BACK)
    if options.dry_run:
        sys.stderr.write("Nothing is deleted yet: this was a dry run.\n")
    return DONE


def _require_clock(app: AppContext, now: int, options: Namespace) -> None:
    """Refuse to delete at a time that may be wrong; a dry run says so and goes on."""
    with reading(app.engine) as connection:
        doubt = clock_doubt(connection, now, "purge")
    if doubt and options.dry_run:
        sys.stderr.write(f"{doubt}\n")
    elif doubt and not options.clock_is_right:
        raise UsageError(doubt)


def _lines_of_unanswered(unanswered: Unanswered) -> Iterator[str]:
    """Yield two counts, each with the references below it, one a line."""
    yield f"{len(unanswered.kept_back):>7,}  kept back, since nobody has answered\n"
    yield from (f"{'':>9}{reference}\n" for reference in unanswered.kept_back)
    yield f"{len(unanswered.soon):>7,}  not answered, and due in {NOTICE_DAYS} days\n"
    yield from (f"{'':>9}{one}  due {due:%Y-%m-%d}\n" for one, due in unanswered.soon.items())
