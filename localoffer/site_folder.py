"""The folder that a site is published to: marked as ours, refused where it is not."""

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from localoffer.problems import UsageError
from localoffer.write.atomic import write_file

#: The file that marks a folder as written by a build: only such a folder, or an empty one, is
#: published to.
MARKER = "build.json"
_MAKER = "localoffer"


def mark(folder: Path) -> bool:
    """Put the marker into a new folder before anything else, since a build may be interrupted.

    Return True if the folder had no marker: a failed build then removes the whole folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    is_first = not (folder / MARKER).exists()
    if is_first:
        write_report(folder / MARKER, {"made_by": _MAKER}, {})
    return is_first


def refuse_foreign(folder: Path) -> None:
    """Refuse a folder that holds files which no build of ours wrote.

    Raises:
        UsageError: It does, or it is a file.
    """
    if folder.exists() and not folder.is_dir():
        message = f"{folder} is a file. Name a folder with --site."
        raise UsageError(message)
    if folder.is_dir() and any(folder.iterdir()) and not _is_ours(folder / MARKER):
        message = f"{folder} holds files that we did not write. Name an empty folder with --site."
        raise UsageError(message)


def _is_ours(marker: Path) -> bool:
    """Return whether we wrote this ``build.json``: other tools use the name too."""
    try:
        report = json.loads(marker.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(report, dict) and report.get("made_by") == _MAKER


def refuse_outside(paths: Iterable[str], folder: Path) -> None:
    """Refuse paths that lead out of the folder, or through a link in it, and code.

    Raises:
        UsageError: One of the paths does, or is code.
    """
    paths = tuple(paths)
    top = os.path.realpath(folder)
    for name in {path.partition("/")[0] for path in paths}:
        if Path(top, name).is_symlink():
            message = f"{folder / name} is a link to another place. Take it away, and build again."
            raise UsageError(message)
    for path in paths:
        whole = os.path.normpath(f"{top}/{path}")
        if os.path.commonpath((top, whole)) != top or whole.endswith(".py"):
            message = f"The site cannot hold a file at {path}."
            raise UsageError(message)


def write_report(file: Path, report: Mapping[str, Any], seconds: Mapping[str, float]) -> None:
    """Write the build's report, which is also the folder's marker.

    ``seconds`` are the times of the stages; they are left out if empty.
    """
    rows = {**report, **({"seconds": seconds} if seconds else {})}
    write_file(file, (json.dumps(rows, indent=1) + "\n").encode("utf-8"))
