"""``import``: import what a council already has.

A new format has a folder in ``localoffer/importers``, named in ``pyproject.toml``, a row here, and
its options in ``options_import.py``.
"""

from argparse import Namespace
from collections.abc import Callable, Mapping

from localoffer.importers.open_referral.import_feed import import_feed
from localoffer.importers.postcodes.import_postcodes import import_postcodes
from localoffer.importers.schools_register.import_schools import import_schools
from localoffer.spreadsheet.import_spreadsheet import import_spreadsheet
from localoffer.workspace import Workspace

_IMPORTERS: Mapping[str, Callable[[Workspace, Namespace], int]] = {
    "open-referral": import_feed,
    "postcodes": import_postcodes,
    "schools": import_schools,
    "spreadsheet": import_spreadsheet,
}


def run(workspace: Workspace, options: Namespace) -> int:
    """Import what the command names; return the exit status."""
    return _IMPORTERS[options.source_kind](workspace, options)
