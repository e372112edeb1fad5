"""``import``: bring in what a council already has."""

from argparse import Namespace
from pathlib import Path

from localoffer.importing.open_referral import import_feed


def run(root: Path, options: Namespace) -> int:
    """Import a feed; return the exit status."""
    return import_feed(root, options)
