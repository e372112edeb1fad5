"""``export``: what a council can take out of its Local Offer."""

from argparse import Namespace
from collections.abc import Callable, Mapping

from localoffer.spreadsheet.export_spreadsheet import export_spreadsheet
from localoffer.workspace import Workspace

_EXPORTERS: Mapping[str, Callable[[Workspace, Namespace], int]] = {
    "spreadsheet": export_spreadsheet,
}


def run(workspace: Workspace, options: Namespace) -> int:
    """Export what the command names; return the exit status."""
    return _EXPORTERS[options.export_kind](workspace, options)
