#!/usr/bin/env python3
"""The command line, and only that: read the words, call, print, exit.

Exit status: 0 done, 1 problems in the content, 2 wrong usage.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent

#: The parts of the product beside `localoffer`, which knows them by name only.
COMMANDS = {"search": "search.cli:run", "serve": "host.serve:run", "feedback": "feedback.cli:run"}
EXTENSIONS = ("search.index.site_files",)


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; return the exit status."""
    try:
        from localoffer.cli import Plugins, run  # noqa: PLC0415 - a missing one gets a sentence
    except ModuleNotFoundError as missing:
        if (missing.name or "").startswith("localoffer"):
            raise
        sys.stderr.write(f"The Python package {missing.name} is not installed. Run: make setup\n")
        return 2
    return run(ROOT, sys.argv[1:] if words is None else words, Plugins(COMMANDS, EXTENSIONS))


if __name__ == "__main__":
    sys.exit(main())
