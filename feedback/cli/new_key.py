"""``feedback new-key``: a key for FEEDBACK_KEYS."""

import sys
from argparse import Namespace
from pathlib import Path

from cryptography.fernet import Fernet

from localoffer.cli.run import DONE


def run(_: Path, __: Namespace) -> int:
    """Print a new key, and on standard error what to do with it."""
    sys.stdout.write(f"{Fernet.generate_key().decode()}\n")
    sys.stderr.write(
        "Put it first in FEEDBACK_KEYS, before the old ones, with a space between. Keep a copy, "
        "apart from the backups: without it no address for a reply can be read.\n"
    )
    return DONE
