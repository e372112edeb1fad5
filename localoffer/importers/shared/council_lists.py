"""The council's lists and contacts, and its mapping of a feed's terms to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from localoffer.check.check_file import check_file
from localoffer.check.checked_file import CheckedFile, CheckSettings
from localoffer.check.join_layers import joined_rows
from localoffer.check.site_facts import used_layers
from localoffer.model.import_rule import ImportRule
from localoffer.problems import ContentError, UsageError, errors
from localoffer.program import PROGRAM
from localoffer.read.content_files import ContentFile
from localoffer.read.layers import NATIONAL, ContentLayers

_RULES = "importing.yaml"


@dataclass(frozen=True, slots=True)
class CouncilLists:
    """What imported records may refer to.

    ``owner`` is the contact that new records get, or empty; ``areas`` are ids by name;
    ``mapping`` is what importing.yaml says of a term, ``rules`` all of its rows. Names and terms
    are as ``normalised``.
    """

    owner: str
    areas: Mapping[str, str]
    needs: frozenset[str]
    features: frozenset[str]
    mapping: Mapping[str, ImportRule]
    rules: tuple[ImportRule, ...] = ()


def read_council_lists(folder: Path, resources: Path, owner: str | None) -> CouncilLists:
    """Return what the content folder has, with the national lists below its own.

    ``resources`` is the folder of the program's own files, ``owner`` the contact that the command
    names, if any.

    Raises:
        UsageError: the folder is no content folder, or ``owner`` no contact in it.
        ContentError: importing.yaml has errors.
    """
    require_content_folder(folder)
    layers, facts = used_layers(folder, resources)
    contacts = [contact.id for contact in _records(layers, "contacts.yaml")]
    known = {kind: _ids(layers, f"lists/{kind}.yaml") for kind in ("kinds", "needs", "areas")}
    rules = [_with_known_ids(rule, known, _topics(layers)) for rule in _rules(folder)]
    return CouncilLists(
        owner=_owner(owner, contacts, str(facts.values.get("help", ""))),
        areas=_area_names(layers),
        needs=frozenset(known["needs"]),
        features=frozenset(_ids(layers, "lists/access.yaml")),
        mapping={normalised(rule.term): rule for rule in reversed(rules) if rule.term},
        rules=tuple(rules),
    )


def normalised(term: str) -> str:
    """Return a term as it is compared: in small letters, with single spaces."""
    return " ".join(term.lower().split())


def require_content_folder(folder: Path) -> None:
    """Make sure that the folder is a content folder, before anything is written to it.

    Raises:
        UsageError: it is none.
    """
    if not folder.is_dir():
        message = (
            f"There is no folder {folder}. Make one for your council first: "
            f"{PROGRAM} new council our-offer."
        )
        raise UsageError(message)
    if not (folder / "site.yaml").is_file():
        message = (
            f"There is no site.yaml in {folder}, so it is no content folder yet. Name the folder "
            f"that holds site.yaml, or make one: {PROGRAM} new council our-offer."
        )
        raise UsageError(message)


def _owner(name: str | None, contacts: list[str], default: str) -> str:
    if name is None:
        return default if default in contacts else ""
    if name not in contacts:
        close = get_close_matches(name, contacts, n=1)
        hint = f'Did you mean "{close[0]}"?' if close else f"Choose one of: {', '.join(contacts)}."
        raise UsageError(f'"{name}" is no contact in contacts.yaml. {hint}')
    return name


def _topics(layers: ContentLayers) -> set[str]:
    folders = [folder for folder in (layers.council, layers.national) if folder]
    return {file.stem for folder in folders for file in (folder / "topics").glob("*.md")}


def _rules(folder: Path) -> list[ImportRule]:
    checked = _checked(_RULES, folder / _RULES)
    if checked and errors(checked.problems):
        raise ContentError(checked.problems)
    return (
        [row.record for row in checked.rows if isinstance(row.record, ImportRule)]
        if checked
        else []
    )


def _with_known_ids(
    rule: ImportRule, known: Mapping[str, set[str]], topics: set[str]
) -> ImportRule:
    """Return a row without the ids that are in no list: ``check`` reports those."""
    return rule.model_copy(
        update={
            "kind": rule.kind if rule.kind in known["kinds"] else None,
            "needs": tuple(need for need in rule.needs if need in known["needs"]),
            "areas": tuple(area for area in rule.areas if area in known["areas"]),
            "topics": tuple(topic for topic in rule.topics if topic in topics),
        }
    )


def _area_names(layers: ContentLayers) -> dict[str, str]:
    areas = _records(layers, "lists/areas.yaml")
    return {normalised(name): area.id for area in areas for name in (area.id, area.name)}


def _ids(layers: ContentLayers, path: str) -> set[str]:
    return {record.id for record in _records(layers, path)}


def _records(layers: ContentLayers, path: str) -> list[Any]:
    files = (_checked(one, layers.file(one)) for one in (f"{NATIONAL}{path}", path))
    rows = ((checked.path, row) for checked in files if checked for row in checked.rows)
    return [row.record for _, row in joined_rows(rows)]


def _checked(path: str, file: Path) -> CheckedFile | None:
    try:
        return (
            check_file(ContentFile(path, file, file.read_bytes()), CheckSettings(is_fictional=True))
            if file.is_file()
            else None
        )
    except OSError:
        return None
