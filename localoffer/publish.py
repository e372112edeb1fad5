"""Publishing: write the site's files to its folder, all or none, and only those that differ.

Each new file is first written next to its target under another name. The files are renamed only
once all are written, so that a failed build leaves the last good site as it was. The state folder
records the size and modification time of each published file: one changed by hand is replaced.

On request the compressed forms of each text lie beside it; they come, change and go with it.
"""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from hashlib import blake2b
from multiprocessing import get_context
from pathlib import Path

from localoffer import build_cache
from localoffer.precompressed import ENCODINGS, Encoding, compressed
from localoffer.site_folder import MARKER, mark, refuse_foreign, refuse_outside

_NEW = ".being-built"
_ENDINGS = tuple(one.ending for one in ENCODINGS)

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
    """How many of the planned files were written, left alone and removed.

    ``files`` gives the size in bytes and the modification time in nanoseconds of each file, those
    that lie compressed beside others among them.
    """

    written: int
    unchanged: int
    removed: int
    files: Mapping[str, tuple[int, int]]


#: For each published path: its key, size in bytes and modification time in nanoseconds.
Record = Mapping[str, tuple[str, int, int]]


@dataclass(frozen=True, slots=True)
class _Publication:
    """Where files are written, what was there before, and the encodings to lay beside each text."""

    folder: Path
    before: Record
    encodings: Sequence[Encoding]

    @property
    def names(self) -> str:
        """The encodings' names, as a file's record has them before its key."""
        return "+".join(one.name for one in self.encodings)

    def key_of(self, file: PlannedFile) -> str:
        """Return what stands in a file's record where nothing has to be written."""
        return f"{self.names} {file.key}"

    def is_current(self, file: PlannedFile) -> bool:
        """Return whether a file, and what lies beside it, is as the last build left it."""
        record = self.before.get(file.path)
        if record is None or record[0] != self.key_of(file):
            return False
        return all(map(self._is_untouched, (file.path, *self.beside(file.path))))

    def beside(self, path: str) -> list[str]:
        """Return the compressed files that the last build left beside a file."""
        names = (f"{path}{one.ending}" for one in ENCODINGS)
        return [name for name in names if name in self.before]

    def still_right(self, path: str, content: bytes) -> list[str]:
        """Return the compressed files that may stay, because a file's bytes are what they were."""
        beside = self.beside(path)
        if not beside or self.before[path][0].partition(" ")[0] != self.names:
            return []
        is_same = all(map(self._is_untouched, (path, *beside)))
        return beside if is_same and (self.folder / path).read_bytes() == content else []

    def _is_untouched(self, path: str) -> bool:
        try:
            status = os.stat(f"{self.folder}/{path}")  # noqa: PTH116 - thousands of times
        except OSError:
            return False
        return (status.st_size, status.st_mtime_ns) == self.before[path][1:]


@dataclass(frozen=True, slots=True)
class _Written:
    """A file that was written: its path, the compressed ones made with it, and those that stay."""

    path: str
    made: Sequence[str]
    kept: Sequence[str]


def publish(
    planned: Sequence[PlannedFile], folder: Path, state: Path, encodings: Sequence[Encoding] = ()
) -> PublishResult:
    """Make ``folder`` hold exactly the planned files, and return what that changed.

    ``state`` is the folder that records what was published. Beside each text that gains by it lies
    the same in each of ``encodings``. If a file cannot be made, the exception is raised and the
    folder stays as it was.

    Raises:
        UsageError: The folder holds files from elsewhere, or a planned path leads outside it.
    """
    refuse_foreign(folder)
    refuse_outside((file.path for file in planned), folder)
    is_first = mark(folder)
    record_file = _record_file(folder, state)
    publication = _Publication(folder, build_cache.load(record_file) or {}, encodings)
    record_file.unlink(missing_ok=True)
    stale = [file for file in planned if not publication.is_current(file)]
    try:
        written = _write_new(stale, publication)
    except BaseException:
        _undo(stale, publication, is_first=is_first)
        raise
    _show(written, folder)
    record = _new_record(planned, publication, {one.path: one for one in written})
    removed = _remove(_unwanted(folder, {MARKER, *record}, publication.before), folder)
    build_cache.save(record_file, record)
    sizes = {path: row[1:] for path, row in record.items()}
    return PublishResult(len(stale), len(planned) - len(stale), removed, sizes)


def _record_file(folder: Path, state: Path) -> Path:
    """Return the file in ``state`` that records what was published in ``folder``."""
    digest = blake2b(str(folder.resolve()).encode(), digest_size=6).hexdigest()
    return state / f"published-{digest}"


def _undo(stale: Iterable[PlannedFile], publication: _Publication, *, is_first: bool) -> None:
    """Remove what a failed build has written: its new files, and the folder if it was new."""
    endings = ("", *(one.ending for one in publication.encodings))
    for path in (f"{file.path}{ending}" for file in stale for ending in endings):
        _new_file(publication.folder, path).unlink(missing_ok=True)
    if is_first:
        shutil.rmtree(publication.folder)


def _new_file(folder: Path, path: str) -> Path:
    return folder / f"{path}{_NEW}"


_work: tuple[Sequence[PlannedFile], _Publication] | None = None


def _write_new(stale: Sequence[PlannedFile], publication: _Publication) -> list[_Written]:
    global _work  # noqa: PLW0603 - forked processes inherit the plan instead of being sent it
    cores = len(os.sched_getaffinity(0))
    if len(stale) < _PARALLEL_FROM or cores == 1:
        return [_write_file(file, publication) for file in stale]
    _work = (stale, publication)
    try:
        with ProcessPoolExecutor(cores, mp_context=get_context("fork")) as pool:
            batches = pool.map(_write_batch, range(0, len(stale), _BATCH))
            return [one for batch in batches for one in batch]
    finally:
        _work = None


def _show(written: Iterable[_Written], folder: Path) -> None:
    """Rename the new files to what they are called on the site."""
    for one in written:
        for path in (*one.made, one.path):
            _new_file(folder, path).replace(folder / path)


def _write_batch(start: int) -> list[_Written]:
    if _work is None:
        return []
    stale, publication = _work
    return [_write_file(file, publication) for file in stale[start : start + _BATCH]]


def _write_file(planned: PlannedFile, publication: _Publication) -> _Written:
    content = planned.make()
    kept = publication.still_right(planned.path, content)
    made = {} if kept else compressed(planned.path, content, publication.encodings)
    for path, written in {planned.path: content, **made}.items():
        _write(_new_file(publication.folder, path), written)
    return _Written(planned.path, tuple(made), kept)


def _write(file: Path, content: bytes) -> None:
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
    """Remove files and the folders that this leaves empty; count those that lie beside no other."""
    number = 0
    for path in list(paths):
        (folder / path).unlink(missing_ok=True)
        number += not path.endswith(_ENDINGS)
        for parent in Path(path).parents:
            try:
                if parent != Path():
                    (folder / parent).rmdir()
            except OSError:
                break
    return number


def _new_record(
    planned: Iterable[PlannedFile], publication: _Publication, written: Mapping[str, _Written]
) -> Record:
    after: dict[str, tuple[str, int, int]] = {}
    before = publication.before
    for file in planned:
        one = written.get(file.path)
        fresh = (file.path, *one.made) if one else ()
        kept = one.kept if one else (file.path, *publication.beside(file.path))
        after |= {path: before[path] for path in kept}
        for path in fresh:
            status = os.stat(f"{publication.folder}/{path}")  # noqa: PTH116 - thousands of times
            after[path] = (publication.key_of(file), status.st_size, status.st_mtime_ns)
    return after
