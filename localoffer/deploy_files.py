"""The examples for nginx and systemd that the program brings, with an installation's own places."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from localoffer import __version__
from localoffer.problems import UsageError, quoted
from localoffer.program import REPOSITORY

#: Where the examples lie among the program's own files.
FOLDER: Final = "deploy"

#: What goes where. Its links lead to pages of the program, which a server has not.
README: Final = "README.md"

_PAGES: Final = f"https://github.com/{REPOSITORY}/blob/v{__version__}/"

#: What the examples name: the site's host, and the folder of the programs that the units start.
HOST, PROGRAMS = "localoffer.example.org", "/opt/local-offer/bin"

#: Names of hosts (RFC 1123, 2.1): nginx, systemd and a shell take them as they stand.
_HOST = re.compile(r"[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,9}")
#: Paths that systemd reads as they stand: none of its specifiers (%), quotes or spaces.
_FOLDER = re.compile(r"(?:/[A-Za-z0-9._-]{1,255}){1,40}")


def deploy_files(resources: Path, host: str, programs: str) -> Mapping[str, str]:
    """Return the text of each example by its path, such as ``systemd/local-offer.service``.

    ``resources`` is the folder of the program's own files.

    Raises:
        UsageError: the host or the folder of the programs cannot be written into them.
    """
    host = host.lower()
    if not _HOST.fullmatch(host):
        message = (
            f"{quoted(host)} is no name of a host. Write it without https:// and without a path, "
            f"such as {HOST}."
        )
        raise UsageError(message)
    if not _FOLDER.fullmatch(programs):
        message = (
            f"{quoted(programs)} cannot be written into a unit of systemd. Write a whole path of "
            f"letters, digits, hyphens, dots and underscores, such as {PROGRAMS}."
        )
        raise UsageError(message)
    folder = resources / FOLDER
    texts = {
        file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8")
        .replace(HOST, host)
        .replace(PROGRAMS, programs)
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
    return texts | {README: texts[README].replace("](../", f"]({_PAGES}")}
