"""The records of a content folder's lists, read by the content's own checks."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from localoffer.check.check_file import check_file
from localoffer.check.checked_file import CheckedFile, CheckSettings
from localoffer.check.join_layers import joined_rows
from localoffer.read.content_files import ContentFile
from localoffer.read.layers import NATIONAL, ContentLayers, is_national


@dataclass(frozen=True, slots=True)
class ListRecords:
    """The lists of both layers, without national files and rows that the council leaves out.

    ``left_out`` are their paths, of a row with its id: ``lists/needs.yaml#sensory``.
    """

    layers: ContentLayers
    left_out: frozenset[str] = frozenset()

    def of(self, path: str) -> list[Any]:
        """Return the rows of a list, the council's and national ones."""
        national = [] if path in self.left_out else [f"{NATIONAL}{path}"]
        files = (checked_file(one, self.layers.file(one)) for one in (*national, path))
        rows = ((checked.path, row) for checked in files if checked for row in checked.rows)
        return [
            row.record
            for file, row in joined_rows(rows)
            if not (is_national(file) and self._is_left_out(path, row.record))
        ]

    def ids(self, path: str) -> set[str]:
        """Return the ids of the rows of a list."""
        return {record.id for record in self.of(path)}

    def topic_titles(self) -> Iterator[tuple[str, str]]:
        """Yield the id and the title of every topic; a council's file replaces a national one."""
        files = {
            file.stem: file
            for folder in (self.layers.national, self.layers.council)
            for file in sorted((folder / "topics").glob("*.md") if folder else ())
            if folder == self.layers.council or f"topics/{file.name}" not in self.left_out
        }
        for id_, file in files.items():
            checked = checked_file(f"topics/{file.name}", file)
            record = checked.entry.record if checked and checked.entry else None
            yield id_, getattr(record, "title", "")

    def _is_left_out(self, path: str, record: Any) -> bool:
        return f"{path}#{getattr(record, 'id', '')}" in self.left_out


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
