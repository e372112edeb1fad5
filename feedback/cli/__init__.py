"""``feedback``: the service's commands, each in a module of its own, loaded when asked for."""

import os
from argparse import Namespace
from importlib import import_module

from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from feedback.cli.open_app import settings_of
from feedback.store.database_fault import database_fault
from localoffer.problems import UsageError
from localoffer.workspace import Workspace

#: The module below this one, and its function, that run each command.
_COMMANDS = {
    "setup": "store_commands:set_up_store",
    "backup": "backup_commands:run_backup",
    "restore": "backup_commands:run_restore",
    "bring-back": "backup_commands:run_bring_back",
    "move": "backup_commands:run_move",
    "new-key": "store_commands:new_key",
    "accounts": "accounts:run",
    "export": "export:run",
    "purge": "store_commands:purge_expired",
    "find": "personal_data_requests:run",
    "give": "personal_data_requests:run",
    "erase": "personal_data_requests:run",
    "send": "send:run",
    "confirm-link": "confirm_link:run",
    "status": "status:run",
}


def run(workspace: Workspace, options: Namespace) -> int:
    """Run the command that ``options.action`` names; return the exit status.

    Raises:
        UsageError: the database cannot be used, or the command was given something wrong.
    """
    module, _, function = _COMMANDS[options.action].partition(":")
    try:
        status: int = getattr(import_module(f"feedback.cli.{module}"), function)(workspace, options)
    except SQLAlchemyError as error:
        url = make_url(settings_of(workspace, options, os.environ).database)
        raise UsageError(database_fault(error, url)) from None
    return status
