"""Make a new council that gives its name alone, and build its site, for the looks at its pages.

python -m checks.new_council    # in .localoffer/new-council
"""

import shutil
import subprocess
import sys
from pathlib import Path

FOLDER = Path(".localoffer/new-council")
SITE = FOLDER / "site"

#: A council that there is not, in words that the check takes for real.
_NAME = "Westshire County Council"


def main() -> int:
    """Start anew, check and build; 0 where every command did its work."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    content = ("--content", str(FOLDER / "content"))
    commands: tuple[tuple[str, ...], ...] = (
        ("new", "council", str(FOLDER), "--name", _NAME),
        ("check", *content),
        ("build", *content, "--site", str(SITE)),
    )
    done = (
        subprocess.run((sys.executable, "build.py", *words), check=False).returncode
        for words in commands
    )
    return next((status for status in done if status), 0)


if __name__ == "__main__":
    sys.exit(main())
