"""The records that a content folder has already, found by the id in their header."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from localoffer.check.checked_file import CheckSettings
from localoffer.check.site_facts import read_site_facts
from localoffer.read.file_names import is_device
from localoffer.read.layers import ContentLayers
from localoffer.unicode_normalisation import normalise

_ID = re.compile(
    rb"^id:[ \t]*[\"']?([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})", re.MULTILINE
)
_URN = re.compile(rb"^urn:[ \t]*[\"']?(\d{6})\b", re.MULTILINE)
#: By folder: the field that holds the id, what a record without a name is called, and whether a
#: name that is taken gets a number (else it gets the id).
_FOLDERS = {"services": (_ID, "service", True), "schools": (_URN, "school", False)}
_FENCE = re.compile(rb"^---[ \t]*\r?$", re.MULTILINE)
_LONGEST = 70


@dataclass(slots=True)
class ExistingRecords:
    """The files of one folder: paths by id, further files with an id, and the names in use.

    ``settings`` are those by which the folder is checked.
    """

    root: Path
    folder: str = "services"
    settings: CheckSettings = field(default_factory=CheckSettings)
    by_id: dict[str, Path] = field(default_factory=dict)
    duplicates: dict[str, list[str]] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)

    def new_path(self, name: str, qualifier: str, id_: str) -> Path:
        """Return a free path, and take it: the name, else with the qualifier, else with more."""
        stem = next(stem for stem in self._stems(name, qualifier, id_) if stem not in self.taken)
        self.taken.add(stem)
        return self.root / self.folder / f"{stem}.md"

    def _stems(self, name: str, qualifier: str, id_: str) -> Iterator[str]:
        _, noun, numbered = _FOLDERS[self.folder]
        stem = slug(name) or f"{noun}-{id_[:8]}"
        if is_device(stem):
            stem = f"{stem}-{noun}"
        yield stem
        if slug(qualifier):
            is_short = len(stem) + len(slug(qualifier)) < _LONGEST
            start = stem if is_short else stem[: _LONGEST // 2].strip("-")
            yield f"{start}-{slug(qualifier)}"[:_LONGEST].strip("-")
        if not numbered:
            yield f"{stem[: _LONGEST - len(id_)].strip('-')}-{id_}"
        yield from (f"{stem}-{number}" for number in count(2))


def read_existing_records(content: Path, folder: str = "services") -> ExistingRecords:
    """Return the records of a folder of the content; files without an id only take their name."""
    facts = read_site_facts(ContentLayers(content))
    settings = CheckSettings(is_fictional=facts.is_fictional, least_facts=facts.least_facts)
    existing = ExistingRecords(content, folder, settings)
    path = content / folder
    for file in sorted(path.iterdir()) if path.is_dir() else ():
        existing.taken.add(file.stem.lower())
        if file.suffix != ".md" or not file.is_file():
            continue
        id_ = _id_of(file, _FOLDERS[folder][0])
        if id_ in existing.by_id:
            existing.duplicates.setdefault(id_, []).append(file.name)
        elif id_:
            existing.by_id[id_] = file
    return existing


def slug(name: str) -> str:
    """Return a name as a file's name, of ASCII letters, digits and hyphens; it may be empty."""
    letters = normalise("NFKD", name.replace("&", " and ").replace("’", "").replace("'", ""))
    ascii_letters = letters.encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", ascii_letters).strip("-")
    return stem if len(stem) <= _LONGEST else stem[:_LONGEST].rsplit("-", 1)[0].strip("-")


def _id_of(file: Path, field_: re.Pattern[bytes]) -> str:
    try:
        raw = file.read_bytes()
    except OSError:
        return ""
    fences = list(_FENCE.finditer(raw))[:2]
    match = field_.search(raw, fences[0].end(), fences[1].start()) if len(fences) > 1 else None
    return match[1].decode().lower() if match else ""
