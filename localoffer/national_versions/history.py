"""The record of releases: ``national-versions/VERSION.yaml``, one for each that changed a text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from localoffer.problems import UsageError
from localoffer.read.yaml_parser import parse

#: The folder of the record, beside that of the national texts.
FOLDER = "national-versions"

_VERSION = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,4}){0,3}")


@dataclass(frozen=True, slots=True)
class Release:
    """A version that changed national texts.

    ``before`` has what each changed file said until then, by its path; an empty text is a new file.
    """

    version: str
    released: date | None
    note: str
    before: Mapping[str, str]


def version_number(version: str) -> tuple[int, ...]:
    """Return a version such as ``0.2.0`` as numbers that can be compared.

    Raises:
        UsageError: It is none.
    """
    if not _VERSION.fullmatch(version):
        raise UsageError(f'"{version[:40]}" is no version. Write it as 0.2.0.')
    numbers = [int(number) for number in version.split(".")]
    return tuple(numbers + [0] * (4 - len(numbers)))


@cache
def read_history(national: Path) -> tuple[Release, ...]:
    """Return the releases recorded beside the folder ``national``, the oldest first.

    Raises:
        UsageError: A record cannot be read.
    """
    files = (national.parent / FOLDER).glob("*.yaml")
    releases = [_release(file) for file in files]
    return tuple(sorted(releases, key=lambda release: version_number(release.version)))


def last_changed(path: str, releases: tuple[Release, ...]) -> str:
    """Return the version in which a national file last changed; empty if none is recorded."""
    changed = [release.version for release in releases if path in release.before]
    first = releases[0].version if releases else ""
    return changed[-1] if changed else first


def releases_since(version: str, releases: tuple[Release, ...]) -> tuple[Release, ...]:
    """Return the releases after a version.

    Raises:
        UsageError: It is no version.
    """
    number = version_number(version)
    return tuple(one for one in releases if version_number(one.version) > number)


def texts_before(releases: tuple[Release, ...]) -> dict[str, str]:
    """Return what every file that these releases changed said before the first of them."""
    before: dict[str, str] = {}
    for release in reversed(releases):
        before |= release.before
    return before


def _release(file: Path) -> Release:
    broken = UsageError(f"{file} cannot be read. Install this version of the program again.")
    values = parse(file.read_text(encoding="utf-8", errors="replace"), file.name).values
    if not isinstance(values, dict) or not isinstance(values.get("before"), dict):
        raise broken
    day = str(values.get("released") or "")
    try:
        released = date.fromisoformat(day) if day else None
    except ValueError:
        raise broken from None
    return Release(
        file.stem,
        released,
        str(values.get("note") or ""),
        {str(path): str(text or "") for path, text in values["before"].items()},
    )
