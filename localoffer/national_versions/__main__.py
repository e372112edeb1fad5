"""``python -m localoffer.national_versions 0.3.0 --since v0.2.0 --note "…"``: record a release."""

import os
import subprocess
import sys
import tarfile
from argparse import ArgumentParser
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from localoffer.calendar_days import day_of_build
from localoffer.national_versions.record import record_release
from localoffer.problems import UsageError


def main() -> int:
    """Record what the national texts said at the tag of the last release; return the status."""
    parser = ArgumentParser(prog="python -m localoffer.national_versions")
    parser.add_argument("version", help="the version to be released, such as 0.3.0")
    parser.add_argument("--since", required=True, metavar="TAG", help="the last release's tag")
    parser.add_argument("--note", required=True, help="a sentence: what changed, and why")
    options = parser.parse_args()
    archive = subprocess.run(
        ["git", "archive", options.since, "national"], check=True, stdout=subprocess.PIPE
    ).stdout
    with TemporaryDirectory() as folder:
        with tarfile.open(fileobj=BytesIO(archive)) as tar:
            tar.extractall(folder, filter="data")
        before, national = Path(folder) / "national", Path("national")
        try:
            file = record_release(
                options.version, options.note, day_of_build(os.environ), before, national.resolve()
            )
        except UsageError as error:
            sys.stderr.write(f"{error}\n")
            return 2
    sys.stdout.write(f"{file}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
