"""The services that are in the content folder already, found by the id in their header."""

import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

_ID = re.compile(
    rb"^id:[ \t]*[\"']?([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})", re.MULTILINE
)
_FENCE = re.compile(rb"^---[ \t]*\r?$", re.MULTILINE)
_LONGEST = 70


@dataclass(slots=True)
class Folder:
    """The files of ``services/``: paths by id, and the names that are taken."""

    root: Path
    by_id: dict[str, Path] = field(default_factory=dict)
    twins: dict[str, list[str]] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)

    def new_path(self, name: str, organization: str, id_: str) -> Path:
        """Return a free path: by the name, then with who runs it, then with a number."""
        stem = slug(name) or f"service-{id_[:8]}"
        longer = f"{stem[: _LONGEST // 2].strip('-')}-{slug(organization)}"[:_LONGEST].strip("-")
        tries = [stem, longer] if slug(organization) else [stem]
        number = 2
        while tries[0] in self.taken:
            tries.pop(0)
            if not tries:
                tries.append(f"{stem}-{number}")
                number += 1
        self.taken.add(tries[0])
        return self.root / "services" / f"{tries[0]}.md"


def read_folder(content: Path) -> Folder:
    """Return what ``services/`` holds; files without an id take their name only."""
    folder = Folder(content)
    services = content / "services"
    for file in sorted(services.iterdir()) if services.is_dir() else ():
        folder.taken.add(file.stem.lower())
        if file.suffix != ".md" or not file.is_file():
            continue
        id_ = _id_of(file)
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


def _id_of(file: Path) -> str:
    try:
        raw = file.read_bytes()
    except OSError:
        return ""
    fences = list(_FENCE.finditer(raw))[:2]
    found = _ID.search(raw, fences[0].end(), fences[1].start()) if len(fences) > 1 else None
    return found[1].decode().lower() if found else ""
