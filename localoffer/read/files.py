"""The files of a content folder, safely: none outside it, none too big, none that is not text."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from localoffer.problems import Problem

#: No record needs a tenth of this; a larger file is a mistake (a photograph, an export).
MAX_BYTES = 1_000_000

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.(?:md|yaml)")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_MAX_STEM = 80


@dataclass(frozen=True, slots=True)
class Found:
    """A file of the folder: its path relative to the folder, its full path and its bytes."""

    path: str
    file: Path
    raw: bytes


def walk(folder: Path) -> Iterator[Found | Problem]:
    """Yield every content file in the order of its path, or what is wrong with it."""
    real = folder.resolve()
    by_lower: dict[str, str] = {}
    empty = True
    for path, entry in _entries(real, ""):
        empty = False
        twin = by_lower.setdefault(path.lower(), path)
        if twin != path:
            yield Problem(
                path,
                0,
                "",
                f"Its name and {twin} differ only by capital letters.",
                "Rename one of the two files.",
            )
            continue
        yield _read(real, path, entry)
    if empty:
        yield Problem(
            ".",
            0,
            "",
            "There is no content in this folder.",
            "Add site.yaml, or name another folder with --content.",
        )


def _entries(folder: Path, prefix: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    with os.scandir(folder / prefix) as scanned:
        entries = sorted(scanned, key=lambda entry: entry.name)
    for entry in entries:
        path = f"{prefix}{entry.name}"
        if entry.name.startswith((".", "_")) or entry.name.endswith("~"):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _entries(folder, f"{path}/")
        elif entry.name.endswith((".md", ".yaml", ".yml")) or entry.is_symlink():
            yield path, entry


def _read(folder: Path, path: str, entry: os.DirEntry[str]) -> Found | Problem:
    file = folder / path
    if entry.is_symlink() and not file.resolve().is_relative_to(folder):
        return Problem(
            path,
            0,
            "",
            "This is a link to a file outside the content folder.",
            "Put the file itself here.",
        )
    if path.endswith(".yml"):
        return Problem(path, 0, "", "The name ends in .yml.", "Rename it so that it ends in .yaml.")
    if not _NAME.fullmatch(entry.name) or len(file.stem) > _MAX_STEM:
        return Problem(
            path,
            0,
            "",
            "The file's name cannot be part of a web address.",
            f"Use small letters, digits and hyphens, {_MAX_STEM} at most, such as {suggest_name(file)}.",
        )
    try:
        if entry.stat().st_size > MAX_BYTES:
            return Problem(
                path,
                0,
                "",
                f"The file is {entry.stat().st_size / 1e6:.1f} MB; a page has {MAX_BYTES / 1e6:.0f} MB at most.",
                "Split it, or take out what is not text.",
            )
        return Found(path, file, file.read_bytes())
    except OSError as error:
        return Problem(
            path,
            0,
            "",
            f"The file cannot be read ({error.strerror}).",
            "Check that it is there and may be read.",
        )


def text_of(found: Found) -> str | Problem:
    """Return the file's text with plain line ends, or the problem with its characters."""
    try:
        text = found.raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = found.raw.count(b"\n", 0, error.start) + 1
        return Problem(
            found.path,
            line,
            "",
            "There is a character here that is not UTF-8.",
            "Save the file as UTF-8, or type the character again.",
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    control = _CONTROL.search(text)
    if control:
        line = text.count("\n", 0, control.start()) + 1
        return Problem(
            found.path,
            line,
            "",
            f"There is a character here that cannot be printed (code {ord(control[0])}).",
            "Delete it and type the text again.",
        )
    return text


def suggest_name(file: Path) -> str:
    """Return a file name that would do, made from the one it has."""
    stem = re.sub(r"[^a-z0-9]+", "-", file.stem.lower()).strip("-")[:_MAX_STEM].strip("-")
    return f"{stem or 'a-name'}{file.suffix.lower() or '.md'}"
