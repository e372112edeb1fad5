"""``feedback setup``: make the tables, or bring them to this version."""

import sys
from argparse import Namespace
from pathlib import Path

from feedback.cli.open_app import open_service
from localoffer.cli.run import DONE


def run(root: Path, options: Namespace) -> int:
    """Make the tables; those that are there stay, with all that they hold."""
    service = open_service(root, options, new=True)
    url = service.engine.url.render_as_string(hide_password=True)
    sys.stdout.write(f"The database is ready: {url}\n")
    return DONE
