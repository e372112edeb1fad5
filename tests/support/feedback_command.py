"""The commands of the feedback service, run as a person runs them."""

import os
import subprocess
import sys
from pathlib import Path

from tests.support.feedback import ROOT, make_settings, small_council


def feedback_command(*words: str, cwd: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run ``feedback`` with the words and the settings given, and none of our own."""
    values = {name: value for name, value in os.environ.items() if not name.startswith("FEEDBACK_")}
    return subprocess.run(
        [sys.executable, str(ROOT / "build.py"), "feedback", *words],
        cwd=cwd,
        env={**values, **environ},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def environment(folder: Path, database: str) -> dict[str, str]:
    """The settings of the small council's service with this database."""
    place = small_council()
    return {
        "FEEDBACK_DATABASE": database,
        "FEEDBACK_KEYS": make_settings(folder).keys[0],
        "FEEDBACK_ORIGINS": "https://localoffer.example.org",
        "LOCAL_OFFER_CONTENT": str(place.content),
        "LOCAL_OFFER_SITE": str(place.site),
        "LOCAL_OFFER_STATE": str(folder / "state"),
    }
