"""Files that are written whole or not at all, and left alone where they say the same."""

import os
from pathlib import Path


def replace_file(file: Path, text: str) -> bool:
    """Make ``file`` hold ``text`` as UTF-8; return whether that changed anything.

    Missing folders are made.

    Raises:
        OSError: the file, or its folder, cannot be written.
    """
    raw = text.encode("utf-8")
    if file.is_file() and file.read_bytes() == raw:
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    write_file(file, raw)
    return True


def write_file(file: Path, *parts: bytes) -> None:
    """Write bytes, one part after the other, to ``file``, even if it holds them already.

    They go to a new file beside it, whose name no other process uses, which then takes its name.

    Raises:
        OSError: the file cannot be written; what it held before is still there.
    """
    temporary = file.with_name(f".{file.name}.{os.getpid()}.new")
    try:
        with temporary.open("wb") as stream:
            stream.writelines(parts)
        temporary.replace(file)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
