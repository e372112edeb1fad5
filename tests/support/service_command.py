"""The service's commands, run in this process with the settings of a server."""

import os
from pathlib import Path
from unittest.mock import patch

from feedback.cli import run
from localoffer.cli.options import make_parser
from localoffer.workspace import Workspace
from tests.support.feedback import KEY, ORIGIN, ROOT, small_council


def server_settings(folder: Path, database: str, **more: str) -> dict[str, str]:
    """The settings of the small council's service, with its state folder below ``folder``."""
    council = small_council()
    return {
        "FEEDBACK_DATABASE": database,
        "FEEDBACK_KEYS": KEY,
        "FEEDBACK_ORIGINS": ORIGIN,
        "LOCAL_OFFER_CONTENT": str(council.content),
        "LOCAL_OFFER_SITE": str(council.site),
        "LOCAL_OFFER_STATE": str(folder / "state"),
        **more,
    }


def run_feedback(settings: dict[str, str], *words: str) -> int:
    """Run ``feedback`` with these words; return its exit status."""
    with patch.dict(os.environ, settings):
        return run(Workspace.of_checkout(ROOT), make_parser().parse_args(["feedback", *words]))
