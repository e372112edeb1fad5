"""Files that are written whole or not at all, and left alone where they say the same."""

from pathlib import Path


def replace_file(file: Path, text: str) -> bool:
    """Make ``file`` hold ``text`` as UTF-8; return whether that changed anything.

    Missing folders are made. The bytes go to a new file beside it, which then takes its name.

    Raises:
        OSError: the file, or its folder, cannot be written.
    """
    raw = text.encode("utf-8")
    if file.is_file() and file.read_bytes() == raw:
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    temporary = file.with_name(f".{file.name}.new")
    temporary.write_bytes(raw)
    temporary.replace(file)
    return True
