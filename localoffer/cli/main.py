"""The command ``local-offer``, which ``build.py`` is in a checkout.

Exit status: 0 done, 1 problems in the content, 2 wrong usage.
"""

import sys
from collections.abc import Sequence

from localoffer.cli.plugins import ALL_PLUGINS
from localoffer.cli.run import run
from localoffer.workspace import own_workspace


def main(words: Sequence[str] | None = None) -> int:
    """Run one command, by default that of the command line; return the exit status."""
    return run(own_workspace(), sys.argv[1:] if words is None else words, ALL_PLUGINS)
