"""The records of a content folder's lists, read by the content's own checks."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from localoffer.check.check_file import check_file
from localoffer.check.checked_file import CheckedFile, CheckSettings
from localoffer.check.join_layers import joined_rows
from localoffer.read.content_files import ContentFile
from localoffer.read.layers import NATIONAL, ContentLayers


def list_records(layers: ContentLayers, path: str) -> list[Any]:
    """Return the rows of a list, the council's and national ones."""
    files = (checked_file(one, layers.file(one)) for one in (f"{NATIONAL}{path}", path))
    rows = ((checked.path, row) for checked in files if checked for row in checked.rows)
    return [row.record for _, row in joined_rows(rows)]


def list_ids(layers: ContentLayers, path: str) -> set[str]:
    """Return the ids of the rows of a list."""
    return {record.id for record in list_records(layers, path)}


def topic_titles(layers: ContentLayers) -> Iterator[tuple[str, str]]:
    """Yield the id and the title of every topic; a council's file replaces a national one."""
    files = {
        file.stem: file
        for folder in (layers.national, layers.council)
        for file in sorted((folder / "topics").glob("*.md") if folder else ())
    }
    for id_, file in files.items():
        checked = checked_file(f"topics/{file.name}", file)
        record = checked.entry.record if checked and checked.entry else None
        yield id_, getattr(record, "title", "")


def checked_file(path: str, file: Path) -> CheckedFile | None:
    """Return a file as its checks find it, or None where there is none to read."""
    try:
        return (
            check_file(ContentFile(path, file, file.read_bytes()), CheckSettings(is_fictional=True))
            if file.is_file()
            else None
        )
    except OSError:
        return None
