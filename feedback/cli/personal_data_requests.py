"""``feedback find``, ``give`` and ``erase``: a person's own comment, by its reference."""

import os
import sys
from argparse import Namespace
from pathlib import Path

from sqlalchemy import Connection

from feedback.app_context import AppContext
from feedback.cli.open_app import open_app_context
from feedback.retention.purge import secure, wipe
from feedback.retention.subject_access import PersonalData, erase, personal_data_of
from feedback.store.audit_log import note_act
from feedback.store.engine import writing
from localoffer.cli.run import DONE, PROBLEMS
from localoffer.problems import UsageError
from localoffer.program import PROGRAM
from localoffer.workspace import Workspace


def run(workspace: Workspace, options: Namespace) -> int:
    """Find, give or erase what is stored under the reference; return 1 if nothing is.

    Raises:
        UsageError: the file is there already, or ``--yes`` is missing.
    """
    app = open_app_context(workspace, options)
    actions = {"find": _find, "give": _give, "erase": _erase}
    with writing(app.engine) as connection:
        data = personal_data_of(connection, app, options.reference)
        if data is None:
            sys.stderr.write("There is no comment with this reference. Check each letter.\n")
            return PROBLEMS
        actions[options.action](connection, app, data, options)
    if options.action == "erase":
        wipe(app.engine)
    return DONE


def _find(connection: Connection, app: AppContext, data: PersonalData, _: Namespace) -> None:
    note_act(connection, app.now(), "found", comment=data.comment)
    words = "kept" if data.words is not None else "deleted"
    address = "kept" if data.address else "none kept"
    sys.stdout.write(
        f"{data.facts['reference']}: a {data.facts['kind']} of {data.facts['received']}, "
        f"{data.facts['state']}. Words as written: {words}. Address for a reply: {address}. "
        f"Public number: {data.number or 'none'}.\n"
    )


def _give(connection: Connection, app: AppContext, data: PersonalData, options: Namespace) -> None:
    text = f"{data.as_text()}The same for programs:\n\n{data.as_json()}\n"
    if options.out is None:
        sys.stdout.write(text)
    else:
        _write(options.out, text)
        sys.stderr.write(f"Written to {options.out}. It is personal: delete it when it is given.\n")
    note_act(connection, app.now(), "given", comment=data.comment)


def _write(file: Path, text: str) -> None:
    """Write a new file that only this user may read."""
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        message = f"{file} is there already. Name another file with --out."
        raise UsageError(message) from None
    with os.fdopen(handle, "w", encoding="utf-8") as opened:
        opened.write(text)


def _erase(connection: Connection, app: AppContext, data: PersonalData, options: Namespace) -> None:
    what_stays = (
        f"What is published as {data.number} stays, since nobody can be known from it. To take it "
        f"down: open it in the queue, take it down, then {PROGRAM} feedback export\n"
        if data.number
        else "Nothing of it is published.\n"
    )
    if not options.yes:
        raise UsageError(
            "This deletes the words, the address and what was written about them, for good. "
            f"{what_stays}If that is meant, run it again with --yes."
        )
    secure(connection)
    erase(connection, data.comment)
    note_act(connection, app.now(), "erased", comment=data.comment)
    sys.stdout.write(f"Erased. {what_stays}")
