"""``feedback accounts``: who may sign in to moderation."""

import sys
from argparse import Namespace

from sqlalchemy import Connection

from feedback.accounts import create
from feedback.accounts.recovery_codes import NUMBER, count_recovery_codes
from feedback.app_context import AppContext
from feedback.cli.open_app import open_app_context
from feedback.store.engine import writing
from localoffer.cli.run import DONE
from localoffer.problems import UsageError
from localoffer.program import PROGRAM
from localoffer.workspace import Workspace


def run(workspace: Workspace, options: Namespace) -> int:
    """Add, list, reset or remove an account, or change what it may do."""
    return run_accounts(open_app_context(workspace, options), options)


def run_accounts(app: AppContext, options: Namespace) -> int:
    """Do what ``options.act`` says; a new password is all that goes to standard output.

    Raises:
        UsageError: an option is missing.
    """
    if options.act != "list" and not options.name:
        raise UsageError(f"Say whose account: {PROGRAM} feedback accounts {options.act} NAME")
    if options.act in ("add", "role") and not options.role:
        raise UsageError("Say what it may do: --role moderator, --role answerer or --role reader")
    with writing(app.engine) as connection:
        output = _run_action(connection, app, options)
    sys.stdout.write(output)
    return DONE


def _run_action(connection: Connection, app: AppContext, options: Namespace) -> str:
    now = app.now()
    match options.act:
        case "add":
            password = create.add(
                connection, options.name, options.role, options.shown_as, options.openid, now
            )
            return _password_message(password)
        case "reset":
            return _password_message(create.reset(connection, app.keys, options.name, now))
        case "remove":
            create.remove(connection, options.name, now)
            return "The account is closed. The log goes on telling what it did.\n"
        case "role":
            create.change_role(connection, options.name, options.role, now)
            return f"The account is {options.role} from its next page on.\n"
        case _:
            return _list(connection)


def _password_message(password: str) -> str:
    if not password:
        return "The account is made. It signs in with the council's own accounts.\n"
    sys.stderr.write(
        "This is the first password, shown this once and good for 7 days. Give it to its owner, "
        "who will choose another at the first sign-in and set up codes.\n"
    )
    return f"{password}\n"


def _list(connection: Connection) -> str:
    lines = []
    for row in create.all_accounts(connection):
        state = _state(row, count_recovery_codes(connection, row.id))
        lines.append(f"{row.id:>4}  {row.name:<20}  {state:<35}  {row.shown_as}\n")
    return "".join(lines) or "No accounts yet.\n"


def _state(row: create.AnyRow, codes_left: int) -> str:
    if not row.active:
        return "removed"
    if row.openid:
        return f"{row.role}, council account"
    if not row.last_step:
        return f"{row.role}, not set up yet"
    return f"{row.role}, {codes_left} of {NUMBER} recovery codes"
