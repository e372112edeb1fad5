"""The pictures of easy-read pages: OpenMoji, from its npm package, by their names.

OpenMoji's pictures are licensed CC BY-SA 4.0; every page that shows one says so.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

#: Where the npm package keeps its list of names and its colour pictures.
_LIST = Path("node_modules/openmoji/data/openmoji.json")
_FOLDER = Path("node_modules/openmoji/color/svg")


@dataclass(frozen=True, slots=True)
class Pictures:
    """Names of pictures and their files."""

    files: Mapping[str, Path]

    def file(self, name: str | None) -> str | None:
        """Return the published file name of a picture, or None if it has none."""
        path = self.files.get(name.casefold()) if name else None
        return path.name.lower() if path else None

    @property
    def names(self) -> frozenset[str]:
        """Return every name, in small letters."""
        return frozenset(self.files)


def read_pictures(root: Path) -> Pictures:
    """Return the picture set below ``root``; empty where the npm packages are not installed."""
    try:
        rows: list[dict[str, Any]] = json.loads((root / _LIST).read_text(encoding="utf-8"))
    except OSError:
        return Pictures({})
    files: dict[str, Path] = {}
    for row in rows:
        if not row["skintone"]:
            files.setdefault(row["annotation"].casefold(), root / _FOLDER / f"{row['hexcode']}.svg")
    return Pictures(files)
