"""The Nu HTML Checker (vnu) over every page: no HTML error."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from checks.command import Visit, run
from checks.findings import Finding

_JAR = Path("node_modules/vnu-jar/build/dist/vnu.jar")
# A command line has room for some two million letters; a thousand paths are well under it.
_AT_ONCE = 1000


def check(visit: Visit) -> Iterator[Finding]:
    """Read every page's HTML."""
    files = {str(visit.pages.file(address).resolve()): address for address in visit.addresses}
    names = list(files)
    for start in range(0, len(names), _AT_ONCE):
        yield from _check_some(files, names[start : start + _AT_ONCE])


def _check_some(files: dict[str, str], names: list[str]) -> Iterator[Finding]:
    command = ["java", "-Xss8m", "-jar", str(_JAR), "--errors-only", "--format", "json", *names]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        messages = json.loads(done.stderr)["messages"]
    except (json.JSONDecodeError, KeyError):
        raise SystemExit(f"vnu stopped: {done.stderr}") from None
    for message in messages:
        address = files[message["url"].removeprefix("file:")]
        place = f"line {message.get('lastLine', '?')}: {message.get('extract', '').strip()}"
        yield Finding(f"vnu {message['type']}", place, message["message"], address)


if __name__ == "__main__":
    sys.exit(run("vnu", check, each_kind=False))
