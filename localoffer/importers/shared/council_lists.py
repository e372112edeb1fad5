"""What the council already has: its lists, its contacts, and what a feed's words mean here."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from localoffer.check.check_file import check_file
from localoffer.check.checked_file import CheckedFile, CheckSettings
from localoffer.model.term_mapping import TermMapping
from localoffer.problems import ContentError, UsageError, errors
from localoffer.read.content_files import ContentFile

_MAPPING = "importing.yaml"


@dataclass(frozen=True, slots=True)
class CouncilLists:
    """What imported records may refer to. ``areas`` are ids by name; ``mapping`` is by term."""

    owner: str
    areas: Mapping[str, str]
    needs: frozenset[str]
    features: frozenset[str]
    mapping: Mapping[str, TermMapping]


def council_of(folder: Path, owner: str | None) -> CouncilLists:
    """Return what the content folder holds, or raise ``UsageError`` where it is none."""
    refuse_foreign(folder)
    site = _records(folder, "site.yaml")
    contacts = [contact.id for contact in _records(folder, "contacts.yaml")]
    known = {kind: _ids(folder, f"lists/{kind}.yaml") for kind in ("kinds", "needs", "areas")}
    topics = {file.stem for file in (folder / "topics").glob("*.md")}
    terms = [_known(term, known, topics) for term in _mapping(folder)]
    return CouncilLists(
        owner=_owner(owner, contacts, site[0].help if site else ""),
        areas=_area_names(folder),
        needs=frozenset(known["needs"]),
        features=frozenset(_ids(folder, "lists/access.yaml")),
        mapping={plain(term.term): term for term in reversed(terms)},
    )


def plain(term: str) -> str:
    """Return a term as it is compared: capitals and spaces do not count."""
    return " ".join(term.lower().split())


def refuse_foreign(folder: Path) -> None:
    """Raise ``UsageError`` if the folder is no content folder: then nothing is written to it."""
    if not folder.is_dir():
        message = (
            f"There is no folder {folder}. Make one for your council first: copy the folder "
            "content/ of the example council and change its site.yaml."
        )
        raise UsageError(message)
    if not (folder / "site.yaml").is_file():
        message = (
            f"There is no site.yaml in {folder}, so it is no content folder yet. Name the folder "
            "that holds site.yaml, or copy the example council's content/ and change it."
        )
        raise UsageError(message)


def _owner(asked: str | None, contacts: list[str], help_: str) -> str:
    if asked is None:
        return help_ if help_ in contacts else ""
    if asked not in contacts:
        close = get_close_matches(asked, contacts, n=1)
        hint = f'Did you mean "{close[0]}"?' if close else f"Choose one of: {', '.join(contacts)}."
        raise UsageError(f'"{asked}" is no contact in contacts.yaml. {hint}')
    return asked


def _mapping(folder: Path) -> list[TermMapping]:
    prepared = _prepared(folder, _MAPPING)
    if prepared and errors(prepared.problems):
        raise ContentError(prepared.problems)
    return (
        [row.record for row in prepared.rows if isinstance(row.record, TermMapping)]
        if prepared
        else []
    )


def _known(term: TermMapping, known: Mapping[str, set[str]], topics: set[str]) -> TermMapping:
    """Return a row without the ids that are in no list: ``check`` tells about those."""
    return term.model_copy(
        update={
            "kind": term.kind if term.kind in known["kinds"] else None,
            "needs": tuple(need for need in term.needs if need in known["needs"]),
            "areas": tuple(area for area in term.areas if area in known["areas"]),
            "topics": tuple(topic for topic in term.topics if topic in topics),
        }
    )


def _area_names(folder: Path) -> dict[str, str]:
    areas = _records(folder, "lists/areas.yaml")
    return {plain(name): area.id for area in areas for name in (area.id, area.name)}


def _ids(folder: Path, path: str) -> set[str]:
    return {record.id for record in _records(folder, path)}


def _records(folder: Path, path: str) -> list[Any]:
    prepared = _prepared(folder, path)
    return [row.record for row in prepared.rows] if prepared else []


def _prepared(folder: Path, path: str) -> CheckedFile | None:
    file = folder / path
    try:
        return (
            check_file(ContentFile(path, file, file.read_bytes()), CheckSettings())
            if file.is_file()
            else None
        )
    except OSError:
        return None
