"""Files that an import writes: whole or not at all, and left alone where they say the same."""

from pathlib import Path


def replace(file: Path, text: str) -> bool:
    """Make ``file`` hold ``text``; return whether that changed anything."""
    raw = text.encode("utf-8")
    if file.is_file() and file.read_bytes() == raw:
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}.new")
    beside.write_bytes(raw)
    beside.replace(file)
    return True
