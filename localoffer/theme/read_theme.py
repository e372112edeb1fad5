"""Reading a theme safely: no links, nothing too large, only the kinds of file that it may hold."""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from localoffer.problems import Problem
from localoffer.read.content_files import printable
from localoffer.read.file_names import is_passed_over
from localoffer.read.merge_markers import merge_problems
from localoffer.read.yaml_parser import parse
from localoffer.theme.site_theme import FILES, FOLDER, NOTES, STYLES, TEMPLATES, SiteTheme

#: Most bytes of a file, by the part of the theme and the ending of its name.
_MOST_BYTES: Final[Mapping[str, Mapping[str, int]]] = {
    TEMPLATES: {".html": 100_000, ".svg": 50_000},
    STYLES: {".scss": 100_000, ".css": 200_000},
    FILES: {
        ".svg": 200_000,
        ".png": 500_000,
        ".jpg": 500_000,
        ".webp": 500_000,
        ".ico": 100_000,
        ".woff2": 300_000,
    },
    NOTES: {"": 100_000},
}
_MOST_FILES = 200
_MOST_FOLDERS = 4
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,79}")


def read_theme(content: Path) -> tuple[SiteTheme, tuple[Problem, ...]]:
    """Return the theme of a content folder, and what is wrong with files that are left out."""
    problems: list[Problem] = []
    parts: dict[str, dict[str, bytes]] = {TEMPLATES: {}, STYLES: {}, FILES: {}, NOTES: {}}
    for found in _walk(content / FOLDER):
        if isinstance(found, Problem):
            problems.append(found)
        else:
            path, raw = found
            part, _, name = path.partition("/")
            parts[part][name] = raw
    texts = {
        part: dict(_texts(parts[part], f"{FOLDER}/{part}/", problems))
        for part in (TEMPLATES, STYLES)
    }
    notes = _notes(parts[NOTES].get("", b""), problems)
    return SiteTheme(texts[TEMPLATES], texts[STYLES], parts[FILES], notes), tuple(problems)


def _walk(folder: Path) -> Iterator[tuple[str, bytes] | Problem]:
    if folder.is_symlink():
        yield _about(FOLDER, "This is a link.", "Put the folder itself here.")
    elif folder.is_dir():
        for number, (path, entry) in enumerate(_entries(folder, "")):
            if number >= _MOST_FILES:
                message = f"There are more than {_MOST_FILES} files in this folder."
                yield _about(FOLDER, message, "Take out what the site does not use.")
                return
            yield _read(path, entry)
    elif folder.exists():
        message = "This is a file, and a folder is expected here."
        yield _about(FOLDER, message, "Rename it, or take it out.")


def _entries(folder: Path, prefix: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    with os.scandir(folder) as scanned:
        entries = sorted(scanned, key=lambda entry: entry.name)
    for entry in entries:
        path = f"{prefix}{entry.name}"
        if is_passed_over(entry.name):
            continue
        if entry.is_dir(follow_symlinks=False) and path.count("/") < _MOST_FOLDERS:
            yield from _entries(Path(entry.path), f"{path}/")
        else:
            yield path, entry


def _read(path: str, entry: os.DirEntry[str]) -> tuple[str, bytes] | Problem:
    part, _, name = path.partition("/")
    most = _MOST_BYTES.get(part, {}).get(Path(name).suffix)
    shown = printable(f"{FOLDER}/{path}")
    if entry.is_symlink() or not entry.is_file():
        return _about(shown, "This is a link, or no file.", "Put the file itself here.")
    if most is None or (name.endswith(".svg") and part == TEMPLATES and not _is_icon(name)):
        return _about(shown, "A theme has no place for this file.", _places())
    if not all(_NAME.fullmatch(word) for word in path.split("/")):
        fix = "Use letters, digits, hyphens, dots and underscores, 80 at most."
        return _about(shown, "The file's name cannot be part of a web address.", fix)
    try:
        if entry.stat().st_size > most:
            size = f"The file is larger than {most // 1000} kB, which takes families too long."
            return _about(shown, size, "Make it smaller.")
        return path, Path(entry.path).read_bytes()
    except OSError as error:
        fix = "Check that it is there and may be read."
        return _about(shown, f"The file cannot be read ({error.strerror}).", fix)


def _is_icon(name: str) -> bool:
    return name.startswith("icons/") and name.count("/") == 1


def _places() -> str:
    endings = {part: ", ".join(ending for ending in kinds) for part, kinds in _MOST_BYTES.items()}
    parts = [f"{part}/ ({endings[part]})" for part in (TEMPLATES, STYLES, FILES)]
    return f"Move it to {', '.join(parts)}, or take it out."


def _texts(
    raw: Mapping[str, bytes], prefix: str, problems: list[Problem]
) -> Iterator[tuple[str, str]]:
    for name, content in raw.items():
        try:
            text = content.decode("utf-8-sig").replace("\r\n", "\n")
            problems.extend(merge_problems(text, f"{prefix}{name}"))
            yield name, text
        except UnicodeDecodeError:
            message = "There is a character here that is not UTF-8."
            problems.append(_about(f"{prefix}{name}", message, "Save the file as UTF-8."))


def _notes(raw: bytes, problems: list[Problem]) -> Mapping[str, str]:
    """Return the digests of ``theme.yaml``: our file that each one was made from."""
    path = f"{FOLDER}/{NOTES}"
    parsed = parse(raw.decode("utf-8", "replace"), path)
    problems.extend(parsed.problems)
    values = parsed.values or {}
    made_from = values.get("made_from", {}) if isinstance(values, dict) else None
    if not isinstance(made_from, dict) or not all(
        isinstance(one, str) for one in made_from.values()
    ):
        message = "This file is not what the command `theme copy` writes."
        problems.append(_about(path, message, "Delete it, and accept each file of the theme anew."))
        return {}
    return dict(made_from)


def _about(path: str, message: str, fix: str) -> Problem:
    return Problem(path, 0, "", message, fix)
