"""Publishing: write the site's files to its folder, all or none, and only those that differ.

Each new file is first written next to its target under another name. The files are renamed only
once all are written, so that a failed build leaves the last good site as it was. The state folder
records the size and modification time of each published file: one changed by hand is replaced.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from hashlib import blake2b
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from localoffer import build_cache
from localoffer.problems import UsageError
from localoffer.write.atomic import write_file

#: The file that marks a folder as written by a build: only such a folder, or an empty one, is
#: published to.
MARKER = "build.json"
_NEW = ".being-built"
_MAKER = "localoffer"

#: From this number of files on, all processor cores share the work, in batches.
_PARALLEL_FROM = 150
_BATCH = 40

Make = Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file to publish: its path, a key of all it is made from, and a function to make it."""

    path: str
    key: str
    make: Make


@dataclass(frozen=True, slots=True)
class PublishResult:
    """How many files were written, left alone and removed.

    ``files`` gives the size in bytes and the modification time in nanoseconds of each file.
    """

    written: int
    unchanged: int
    removed: int
    files: Mapping[str, tuple[int, int]]


#: For each published path: its key, size in bytes and modification time in nanoseconds.
Record = Mapping[str, tuple[str, int, int]]


def publish(planned: Sequence[PlannedFile], folder: Path, state: Path) -> PublishResult:
    """Make ``folder`` hold exactly the planned files, and return what that changed.

    ``state`` is the folder that records what was published. If a file cannot be made, the
    exception is raised and the folder stays as it was.

    Raises:
        UsageError: The folder holds files from elsewhere, or a planned path leads outside it.
    """
    _refuse_foreign(folder)
    _refuse_outside(planned, folder)
    is_first = _mark(folder)
    record_file = _record_file(folder, state)
    before: Record = build_cache.load(record_file) or {}
    record_file.unlink(missing_ok=True)
    stale = [file for file in planned if not _is_current(folder, file, before.get(file.path))]
    try:
        _write_new(stale, folder)
    except BaseException:
        _undo(stale, folder, is_first=is_first)
        raise
    for file in stale:
        _new_file(folder, file.path).replace(folder / file.path)
    wanted = {MARKER, *(file.path for file in planned)}
    removed = _remove(_unwanted(folder, wanted, before), folder)
    record = _new_record(planned, folder, before, {file.path for file in stale})
    build_cache.save(record_file, record)
    files = {path: row[1:] for path, row in record.items()}
    return PublishResult(len(stale), len(planned) - len(stale), removed, files)


def _record_file(folder: Path, state: Path) -> Path:
    """Return the file in ``state`` that records what was published in ``folder``."""
    digest = blake2b(str(folder.resolve()).encode(), digest_size=6).hexdigest()
    return state / f"published-{digest}"


def _undo(stale: Iterable[PlannedFile], folder: Path, *, is_first: bool) -> None:
    """Remove what a failed build has written: its new files, and the folder if it was new."""
    for file in stale:
        _new_file(folder, file.path).unlink(missing_ok=True)
    if is_first:
        shutil.rmtree(folder)


def write_report(file: Path, report: Mapping[str, Any], seconds: Mapping[str, float]) -> None:
    """Write the build's report, which is also the folder's marker.

    ``seconds`` are the times of the stages; they are left out if empty.
    """
    rows = {**report, **({"seconds": seconds} if seconds else {})}
    write_file(file, (json.dumps(rows, indent=1) + "\n").encode("utf-8"))


def _mark(folder: Path) -> bool:
    """Put the marker into a new folder before anything else, since a build may be interrupted.

    Return True if the folder had no marker: a failed build then removes the whole folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    is_first = not (folder / MARKER).exists()
    if is_first:
        write_report(folder / MARKER, {"made_by": _MAKER}, {})
    return is_first


def _refuse_foreign(folder: Path) -> None:
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


def _refuse_outside(planned: Iterable[PlannedFile], folder: Path) -> None:
    top = os.path.realpath(folder)
    for name in {file.path.partition("/")[0] for file in planned}:
        if Path(top, name).is_symlink():
            message = f"{folder / name} is a link to another place. Take it away, and build again."
            raise UsageError(message)
    for file in planned:
        path = os.path.normpath(f"{top}/{file.path}")
        if os.path.commonpath((top, path)) != top or path.endswith(".py"):
            message = f"The site cannot hold a file at {file.path}."
            raise UsageError(message)


def _is_current(folder: Path, file: PlannedFile, record: tuple[str, int, int] | None) -> bool:
    if record is None or record[0] != file.key:
        return False
    try:
        status = os.stat(f"{folder}/{file.path}")  # noqa: PTH116 - thousands of times
    except OSError:
        return False
    return (status.st_size, status.st_mtime_ns) == record[1:]


def _new_file(folder: Path, path: str) -> Path:
    return folder / f"{path}{_NEW}"


_work: tuple[Sequence[PlannedFile], Path] | None = None


def _write_new(stale: Sequence[PlannedFile], folder: Path) -> None:
    global _work  # noqa: PLW0603 - forked processes inherit the plan instead of being sent it
    cores = len(os.sched_getaffinity(0))
    if len(stale) < _PARALLEL_FROM or cores == 1:
        for file in stale:
            _write_file(file, folder)
        return
    _work = (stale, folder)
    try:
        with ProcessPoolExecutor(cores, mp_context=get_context("fork")) as pool:
            list(pool.map(_write_batch, range(0, len(stale), _BATCH)))
    finally:
        _work = None


def _write_batch(start: int) -> None:
    if _work:
        stale, folder = _work
        for file in stale[start : start + _BATCH]:
            _write_file(file, folder)


def _write_file(planned: PlannedFile, folder: Path) -> None:
    content = planned.make()
    file = _new_file(folder, planned.path)
    try:
        file.write_bytes(content)
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def _unwanted(folder: Path, wanted: set[str], before: Record) -> Iterator[str]:
    """Yield the paths that are no longer wanted; without a record, search the folder for them."""
    if before:
        yield from (path for path in before if path not in wanted)
        return
    for directory, _, names in os.walk(folder):
        for name in names:
            path = os.path.relpath(f"{directory}/{name}", folder)
            if path not in wanted:
                yield path


def _remove(paths: Iterable[str], folder: Path) -> int:
    number = 0
    for path in list(paths):
        (folder / path).unlink(missing_ok=True)
        number += 1
        for parent in Path(path).parents:
            try:
                if parent != Path():
                    (folder / parent).rmdir()
            except OSError:
                break
    return number


def _new_record(
    planned: Iterable[PlannedFile], folder: Path, before: Record, written: set[str]
) -> Record:
    after = {}
    for file in planned:
        if file.path in written:
            status = os.stat(f"{folder}/{file.path}")  # noqa: PTH116 - thousands of times
            after[file.path] = (file.key, status.st_size, status.st_mtime_ns)
        else:
            after[file.path] = before[file.path]
    return after
