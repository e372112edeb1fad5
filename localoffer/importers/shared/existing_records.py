"""The records that are in the content folder already, found by the id in their header."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

_ID = re.compile(
    rb"^id:[ \t]*[\"']?([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})", re.MULTILINE
)
_URN = re.compile(rb"^urn:[ \t]*[\"']?(\d{6})\b", re.MULTILINE)
#: By which field the files of a folder are found, what a nameless one is called, and whether the
#: last resort for a free name is a number (else it is the id).
_FOLDERS = {"services": (_ID, "service", True), "schools": (_URN, "school", False)}
_FENCE = re.compile(rb"^---[ \t]*\r?$", re.MULTILINE)
_LONGEST = 70


@dataclass(slots=True)
class ExistingRecords:
    """The files of one folder: paths by id, and the names that are taken."""

    root: Path
    place: str = "services"
    by_id: dict[str, Path] = field(default_factory=dict)
    twins: dict[str, list[str]] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)

    def new_path(self, name: str, apart: str, id_: str) -> Path:
        """Return a free path: by the name, then with what tells it apart, then with a number."""
        stem = next(one for one in self._stems(name, apart, id_) if one not in self.taken)
        self.taken.add(stem)
        return self.root / self.place / f"{stem}.md"

    def _stems(self, name: str, apart: str, id_: str) -> Iterator[str]:
        _, noun, numbered = _FOLDERS[self.place]
        stem = slug(name) or f"{noun}-{id_[:8]}"
        yield stem
        if slug(apart):
            fits = len(stem) + len(slug(apart)) < _LONGEST
            start = stem if fits else stem[: _LONGEST // 2].strip("-")
            yield f"{start}-{slug(apart)}"[:_LONGEST].strip("-")
        if not numbered:
            yield f"{stem[: _LONGEST - len(id_)].strip('-')}-{id_}"
        yield from (f"{stem}-{number}" for number in count(2))


def read_folder(content: Path, place: str = "services") -> ExistingRecords:
    """Return what a folder of records holds; files without an id take their name only."""
    folder = ExistingRecords(content, place)
    records = content / place
    for file in sorted(records.iterdir()) if records.is_dir() else ():
        folder.taken.add(file.stem.lower())
        if file.suffix != ".md" or not file.is_file():
            continue
        id_ = _id_of(file, _FOLDERS[place][0])
        if id_ in folder.by_id:
            folder.twins.setdefault(id_, []).append(file.name)
        elif id_:
            folder.by_id[id_] = file
    return folder


def slug(name: str) -> str:
    """Return a name as a file's name, without what cannot stand in an address; empty for none."""
    letters = unicodedata.normalize(
        "NFKD", name.replace("&", " and ").replace("’", "").replace("'", "")
    )
    plain = letters.encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return words if len(words) <= _LONGEST else words[:_LONGEST].rsplit("-", 1)[0].strip("-")


def _id_of(file: Path, field_: re.Pattern[bytes]) -> str:
    try:
        raw = file.read_bytes()
    except OSError:
        return ""
    fences = list(_FENCE.finditer(raw))[:2]
    found = field_.search(raw, fences[0].end(), fences[1].start()) if len(fences) > 1 else None
    return found[1].decode().lower() if found else ""
