"""The pictures of easy-read pages, by name: OpenMoji, from its npm package.

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

#: Pictures that the easy-read forms show, with their files. The service that shows the forms has
#: no npm package to look them up in, so every site with forms is built with these.
FORM_PICTURES: Mapping[str, str] = {
    "birthday cake": "1f382.svg",
    "busts in silhouette": "1f465.svg",
    "calendar": "1f4c5.svg",
    "confused face": "1f615.svg",
    "door": "1f6aa.svg",
    "e-mail": "1f4e7.svg",
    "envelope": "2709.svg",
    "eyes": "1f440.svg",
    "family": "1f46a.svg",
    "hammer and wrench": "1f6e0.svg",
    "house": "1f3e0.svg",
    "incoming envelope": "1f4e8.svg",
    "magnifying glass tilted left": "1f50d.svg",
    "mobile phone": "1f4f1.svg",
    "newspaper": "1f4f0.svg",
    "office building": "1f3e2.svg",
    "page facing up": "1f4c4.svg",
    "pencil": "270f.svg",
    "people dialogue": "e246.svg",
    "person": "1f9d1.svg",
    "person gesturing no": "1f645.svg",
    "prohibited": "1f6ab.svg",
    "red question mark": "2753.svg",
    "speaking head": "1f5e3.svg",
    "student": "1f9d1-200d-1f393.svg",
    "telephone receiver": "1f4de.svg",
    "thinking face": "1f914.svg",
    "thumbs up": "1f44d.svg",
}


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
        """Every name, in lower case."""
        return frozenset(self.files)


def read_pictures(resources: Path) -> Pictures:
    """Return the pictures of the npm package below ``resources``; none if it is not installed."""
    try:
        rows: list[dict[str, Any]] = json.loads((resources / _LIST).read_text(encoding="utf-8"))
    except OSError:
        return Pictures({})
    files: dict[str, Path] = {}
    for row in rows:
        if not row["skintone"]:
            files.setdefault(
                row["annotation"].casefold(), resources / _FOLDER / f"{row['hexcode']}.svg"
            )
    return Pictures(files)
