"""Commands run in this process, in a folder that stands for the checkout."""

from collections.abc import Sequence
from pathlib import Path

from localoffer.cli import Plugins, run
from localoffer.workspace import Workspace


def run_in(folder: Path, words: Sequence[str], plugins: Plugins | None = None) -> int:
    """Run a command in a folder; return its exit status."""
    return run(Workspace.of_checkout(folder), words, plugins)
