"""Whether a site is still what a build would make now, so that the build can be skipped.

Nothing outside the standard library but the build cache is imported, so that the answer comes
before the rest of the program is loaded.
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
_PACKAGES = ("@sveltia/cms", "esbuild", "govuk-frontend", "openmoji", "stemmer", "yaml")


@dataclass(frozen=True, slots=True)
class BuildStamp:
    """The record of a finished build: the digest of its inputs, its files, and its summary.

    ``files`` gives each file's size in bytes and its modification time in nanoseconds.
    """

    inputs: str
    files: Mapping[str, tuple[int, int]]
    summary: str


def digest_of_inputs(content: Path, resources: Path, today: date, *options: object) -> str:
    """Return a digest of all that a build depends on: content, templates, code, day, options."""
    hasher = blake2b(build_cache.code_digest().encode(), digest_size=16)
    hasher.update(f"{sys.version} {today} {options}".encode())
    manifests = (resources / "node_modules" / name / "package.json" for name in _PACKAGES)
    ours = (resources / name for name in ("templates", "national", "national-versions"))
    folders = (content, *ours)
    for path in (*(file for folder in folders for file in _files(folder)), *map(str, manifests)):
        hasher.update(f"\0{path}\0".encode("utf-8", "surrogateescape"))
        hasher.update(_bytes_of(path))
    return hasher.hexdigest()


def _bytes_of(path: str) -> bytes:
    """Return a file's bytes; pipes and devices, which might never end, are not read."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116 - thousands of times
            return b"no file"
        with open(path, "rb", buffering=0) as stream:  # noqa: PTH123 - the same
            return stream.read()
    except OSError:
        return b"unreadable"


def load(site: Path, state: Path, inputs: str) -> BuildStamp | None:
    """Return the last build's stamp, if its inputs were these and no file has changed since."""
    stamp = build_cache.load(_stamp_file(site, state))
    if not isinstance(stamp, BuildStamp) or stamp.inputs != inputs:
        return None
    return stamp if all(_is_same(site, *row) for row in stamp.files.items()) else None


def save(site: Path, state: Path, stamp: BuildStamp) -> None:
    """Store the stamp of a finished build.

    Raises:
        OSError: The stamp cannot be written.
    """
    build_cache.save(_stamp_file(site, state), stamp)


def forget(site: Path, state: Path) -> None:
    """Delete the last build's stamp, before its files are changed."""
    _stamp_file(site, state).unlink(missing_ok=True)


def _stamp_file(site: Path, state: Path) -> Path:
    return state / f"standing-{blake2b(str(site.resolve()).encode(), digest_size=6).hexdigest()}"


def _is_same(site: Path, path: str, recorded: tuple[int, int]) -> bool:
    try:
        status = os.stat(f"{site}/{path}")  # noqa: PTH116 - thousands of times
    except OSError:
        return False
    return (status.st_size, status.st_mtime_ns) == recorded


def _files(folder: Path) -> Iterator[str]:
    for directory, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            yield f"{directory}/{name}"
