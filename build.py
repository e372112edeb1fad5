#!/usr/bin/env python3
"""The command line, and only that: read the words, call, print, exit.

Exit status: 0 done, 1 problems in the content, 2 wrong usage.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; return the exit status."""
    try:
        from localoffer.command import run  # noqa: PLC0415 - a missing package gets a sentence
    except ModuleNotFoundError as missing:
        if (missing.name or "").startswith("localoffer"):
            raise
        sys.stderr.write(f"The Python package {missing.name} is not installed. Run: make setup\n")
        return 2
    return run(ROOT, sys.argv[1:] if words is None else words)


if __name__ == "__main__":
    sys.exit(main())
