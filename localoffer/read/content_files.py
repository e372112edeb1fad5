"""The files of a content folder, read safely: none outside it, none too big, only text."""

import codecs
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from localoffer.problems import Problem
from localoffer.read.file_names import (
    ENDINGS,
    MAX_STEM,
    can_be_address,
    is_device,
    is_passed_over,
    suggest_name,
)

#: Bytes. No record needs a tenth of this; a larger file is a mistake (a photograph, an export).
MAX_BYTES = 1_000_000

#: A program writes this file, with a line for each web address of thousands of records.
_LARGER = {"link-checks.yaml": 10_000_000}

#: Endings of files that hold plain text, and that another name makes a file of the offer.
_TEXTS = ("", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdtext", ".text", ".txt")

#: The council's own templates and styles, which ``localoffer.theme`` reads.
_THEME = "theme"

#: Records stand one folder deep. A few more are looked through, to say that files are misplaced.
_MAX_FOLDERS = 8

#: Letters that cannot be printed, and belong on no page.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_LINE_ENDS_OF_OTHERS = re.compile("[\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class ContentFile:
    """A file of the folder: its path relative to the folder, its full path and its bytes.

    ``slots`` has the council's Markdown for a national guide, by the name of its slot.
    """

    path: str
    file: Path
    raw: bytes
    slots: tuple[tuple[str, str], ...] = ()


def walk(folder: Path) -> Iterator[ContentFile | Problem]:
    """Yield every content file in the order of its path, or what is wrong with it."""
    real = os.path.realpath(folder)
    by_lower: dict[str, str] = {}
    empty = True
    for path, entry in _entries(real, ""):
        empty = False
        twin = by_lower.setdefault(path.lower(), path)
        if twin != path:
            yield _about(
                path,
                f"Its name and {twin} differ only by capital letters.",
                "Rename one of the two files.",
            )
        else:
            yield _read(real, path, entry) if entry else _unreadable_folder(path)
    if empty:
        yield _about(
            ".",
            "There is no content in this folder.",
            "Add site.yaml, or name another folder with --content.",
        )


def _entries(folder: str, prefix: str) -> Iterator[tuple[str, os.DirEntry[str] | None]]:
    """Yield what may be content, and (path, None) for a folder that cannot be read."""
    try:
        with os.scandir(folder) as scanned:
            entries = sorted(scanned, key=lambda entry: entry.name)
    except OSError:
        yield prefix or ".", None
        return
    for entry in entries:
        path = f"{prefix}{printable(entry.name)}"
        if is_passed_over(entry.name) or entry.name.startswith("_") or path == _THEME:
            continue
        named = entry.name.lower().endswith(ENDINGS)
        if entry.is_dir(follow_symlinks=False) and not named and path.count("/") < _MAX_FOLDERS:
            yield from _entries(entry.path, f"{path}/")
        elif prefix or named or entry.is_symlink():
            yield path, entry


def _read(folder: str, path: str, entry: os.DirEntry[str]) -> ContentFile | Problem:
    file = Path(entry.path)
    if entry.is_symlink() and not Path(os.path.realpath(entry.path)).is_relative_to(folder):
        return _about(
            path,
            "This is a link to something outside the content folder.",
            "Put the file itself here.",
        )
    try:
        status = entry.stat()
        problem = _unreadable(path, status) or _misnamed(path, file)
        return problem or ContentFile(path, file, file.read_bytes())
    except OSError as error:
        return _about(
            path,
            f"The file cannot be read ({error.strerror}).",
            "Check that it is there and may be read.",
        )


def _unreadable(path: str, status: os.stat_result) -> Problem | None:
    if stat.S_ISDIR(status.st_mode):
        return _about(
            path,
            "This is a folder, and a file is expected here.",
            "Rename the folder, or move its files up into services, guides or topics.",
        )
    if not stat.S_ISREG(status.st_mode):
        return _about(path, "This is not a file of text.", "Take it out of the content folder.")
    limit = _LARGER.get(path, MAX_BYTES)
    if status.st_size > limit:
        size, max_size = status.st_size / 1e6, limit / 1e6
        return _about(
            path,
            f"The file is {size:.1f} MB; a page has {max_size:.0f} MB at most.",
            "Split it, or take out what is not text.",
        )
    return None


def _misnamed(path: str, file: Path) -> Problem | None:
    if not path.lower().endswith(ENDINGS):
        return _about(
            path,
            "Nothing is made from this file: its name ends in neither .md nor .yaml.",
            f"Rename it, such as {suggest_name(file)}, or move it out of the content folder."
            if file.suffix.lower() in _TEXTS
            else "Move it out of the content folder. Words belong in a file of text, such as a.md.",
        )
    if path.endswith(".yml"):
        return _about(path, "The name ends in .yml.", "Rename it so that it ends in .yaml.")
    if not can_be_address(file):
        return _about(
            path,
            "The file's name cannot be part of a web address.",
            f"Use small letters, digits and hyphens, {MAX_STEM} at most,"
            f" such as {suggest_name(file)}.",
        )
    if is_device(file.stem):
        return _about(
            path,
            "Windows takes this name for a device, and no computer with Windows can hold the file.",
            f"Rename it, such as {suggest_name(file)}.",
        )
    return None


def text_of(file: ContentFile) -> str | Problem:
    """Return the file's text with plain line ends, or the problem with its characters.

    Line ends that only YAML and typesetting know (NEL, U+2028, U+2029) become spaces: they
    come unseen with text from PDFs and would put every line number out.
    """
    try:
        text = file.raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _not_utf8(file, error.start)
    text = _LINE_ENDS_OF_OTHERS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    control = CONTROL.search(text)
    if control:
        line = text.count("\n", 0, control.start()) + 1
        return Problem(
            file.path,
            line,
            "",
            f"There is a character here that cannot be printed (code {ord(control[0])}).",
            "Delete it and type the text again.",
        )
    return text


def _not_utf8(file: ContentFile, position: int) -> Problem:
    if file.raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _about(file.path, "The file is saved as UTF-16.", "Save it as UTF-8.")
    return Problem(
        file.path,
        file.raw.count(b"\n", 0, position) + 1,
        "",
        "There is a character here that is not UTF-8.",
        "Save the file as UTF-8, or type the character again.",
    )


def _unreadable_folder(path: str) -> Problem:
    return _about(
        path, "This folder cannot be looked into.", "Check that it is there and may be read."
    )


def _about(path: str, message: str, fix: str) -> Problem:
    return Problem(path, 0, "", message, fix)


def printable(name: str) -> str:
    """Return a file's name as it can be shown: what is not text becomes a question mark."""
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text)
