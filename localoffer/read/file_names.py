"""The names of content files: which can stand in a web address and on every machine."""

import re
from pathlib import Path

#: Letters of a file's name without its ending.
MAX_STEM = 80

ENDINGS = (".md", ".yaml", ".yml")

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.(?:md|yaml)")

#: Devices of Windows, which no file there can be named after, whatever its ending (Microsoft
#: Learn, "Naming Files, Paths, and Namespaces").
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.ASCII | re.IGNORECASE)

#: What Windows and macOS put into every folder that somebody looks at.
_LEFT_BY_SYSTEMS = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini"})


def is_passed_over(name: str) -> bool:
    """Return whether a file or folder is no content: hidden, a backup, or left by a system.

    ``~$name.docx`` is what Word leaves beside a document that is open.
    """
    return name.startswith((".", "~$")) or name.endswith("~") or name.lower() in _LEFT_BY_SYSTEMS


def is_device(stem: str) -> bool:
    """Return whether Windows takes a file's name, without its ending, for a device (``con``)."""
    return bool(_DEVICE.fullmatch(stem))


def can_be_address(file: Path) -> bool:
    """Return whether a file's name can be part of a web address."""
    return bool(_NAME.fullmatch(file.name)) and len(file.stem) <= MAX_STEM


def suggest_name(file: Path) -> str:
    """Return a file name that would do, made from the one it has."""
    stem = re.sub(r"[^a-z0-9]+", "-", file.stem.lower()).strip("-")[:MAX_STEM].strip("-")
    if is_device(stem):
        stem = f"{stem}-page"
    ending = file.suffix.lower()
    return f"{stem or 'a-name'}{ending if ending in ('.md', '.yaml') else '.md'}"
