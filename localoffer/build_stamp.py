"""Whether a site is still what a build would make now, so that the build can be skipped.

Only the standard library is imported here: the answer comes before the rest is loaded.
"""

import os
import stat
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from pathlib import Path

from localoffer import build_cache

#: Packages whose files a build reads.
_PACKAGES = ("govuk-frontend", "openmoji", "stemmer")


@dataclass(frozen=True, slots=True)
class BuildStamp:
    """What a finished build leaves behind: its inputs' digest, its files, and its summary."""

    inputs: str
    files: Mapping[str, tuple[int, int]]
    summary: str


def digest_of_inputs(content: Path, root: Path, today: date, *options: object) -> str:
    """Return a digest of every byte a build depends on: content, templates, code, day, options."""
    hasher = blake2b(build_cache.code_digest().encode(), digest_size=16)
    hasher.update(f"{sys.version} {today} {options}".encode())
    manifests = (root / "node_modules" / name / "package.json" for name in _PACKAGES)
    for path in (*_files(content), *_files(root / "templates"), *map(str, manifests)):
        hasher.update(f"\0{path}\0".encode("utf-8", "surrogateescape"))
        hasher.update(_bytes_of(path))
    return hasher.hexdigest()


def _bytes_of(path: str) -> bytes:
    """Return a file's bytes; of a pipe or a device, which would never end, nothing."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116 - thousands of times
            return b"no file"
        with open(path, "rb", buffering=0) as stream:  # noqa: PTH123 - the same
            return stream.read()
    except OSError:
        return b"unreadable"


def load(site: Path, state: Path, inputs: str) -> BuildStamp | None:
    """Return what the last build left, if its inputs were these and no file has changed since."""
    stamp = build_cache.load(_store(site, state))
    if not isinstance(stamp, BuildStamp) or stamp.inputs != inputs:
        return None
    return stamp if all(_is_same(site, *row) for row in stamp.files.items()) else None


def save(site: Path, state: Path, stamp: BuildStamp) -> None:
    """Keep what a finished build leaves behind."""
    build_cache.save(_store(site, state), stamp)


def forget(site: Path, state: Path) -> None:
    """Forget the last build, before its files are touched."""
    _store(site, state).unlink(missing_ok=True)


def _store(site: Path, state: Path) -> Path:
    return state / f"standing-{blake2b(str(site.resolve()).encode(), digest_size=6).hexdigest()}"


def _is_same(site: Path, path: str, was: tuple[int, int]) -> bool:
    try:
        status = os.stat(f"{site}/{path}")  # noqa: PTH116 - thousands of times
    except OSError:
        return False
    return (status.st_size, status.st_mtime_ns) == was


def _files(folder: Path) -> Iterator[str]:
    for directory, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            yield f"{directory}/{name}"
