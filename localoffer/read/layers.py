"""The two layers of content: the national texts that come with the program, and the council's own.

Both folders have the same shape. A council's file replaces the national one of the same path;
files of rows are joined. The paths of national files begin with ``national/``.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from localoffer.problems import Problem
from localoffer.read.content_files import ContentFile, walk

#: What the path of every national file begins with, in problems and everywhere else.
NATIONAL = "national/"

#: The council's own facts; the national file of that name holds defaults for it.
SITE = "site.yaml"


@dataclass(frozen=True, slots=True)
class ContentLayers:
    """The council's folder and the folder of national texts, or None where they are not used."""

    council: Path
    national: Path | None = None

    def file(self, path: str) -> Path:
        """Return the file of a path as problems and entries write it."""
        if self.national and is_national(path):
            return self.national / path_in_layer(path)
        return self.council / path


def is_national(path: str) -> bool:
    """Return whether a path is that of a national file."""
    return path.startswith(NATIONAL)


def path_in_layer(path: str) -> str:
    """Return a path relative to the folder of its own layer."""
    return path.removeprefix(NATIONAL)


def national_files(layers: ContentLayers) -> Iterator[ContentFile | Problem]:
    """Yield every national file but ``site.yaml``, or what is wrong with it."""
    if layers.national is None or not layers.national.is_dir():
        return
    for found in walk(layers.national):
        if found.path not in (SITE, "."):
            yield replace(found, path=f"{NATIONAL}{found.path}")
