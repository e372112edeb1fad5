#!/usr/bin/env python3
"""The door of a checkout: ``python build.py check`` is ``local-offer check`` once installed."""

import sys
from collections.abc import Sequence


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; return the exit status."""
    try:
        from localoffer.cli.main import main as run  # noqa: PLC0415 - a missing one gets a sentence
    except ModuleNotFoundError as missing:
        if (missing.name or "").startswith("localoffer"):
            raise
        sys.stderr.write(f"The Python package {missing.name} is not installed. Run: make setup\n")
        return 2
    return run(words)


if __name__ == "__main__":
    sys.exit(main())
