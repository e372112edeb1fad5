"""The files that fill slots, before anything is checked: they become part of national guides."""

from collections import defaultdict
from collections.abc import Iterable

from localoffer.kinds import BY_MODEL
from localoffer.model.guide import Guide
from localoffer.model.slot import Slot
from localoffer.problems import Problem
from localoffer.read.content_files import ContentFile, text_of
from localoffer.read.front_matter import split
from localoffer.read.yaml_parser import parse

_FOLDER = f"{BY_MODEL[Slot].place}/"
_GUIDES = BY_MODEL[Guide].place


def slots_by_guide(files: Iterable[ContentFile]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return the names and texts of all slots, by the path of the guide that they belong to.

    A file that cannot be read fills nothing; its own check says why.
    """
    slots: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for file in files:
        if file.path.startswith(_FOLDER) and file.path.endswith(".md"):
            guide, name, text = _slot_of(file)
            slots[f"{_GUIDES}/{guide}.md"].append((name, text))
    return {path: tuple(found) for path, found in slots.items()}


def _slot_of(file: ContentFile) -> tuple[str, str, str]:
    text = text_of(file)
    parts = split(text, file.path) if isinstance(text, str) else text
    if isinstance(parts, Problem):
        return "", "", ""
    header, body, _ = parts
    values = parse(header, file.path, first_line=2).values
    values = values if isinstance(values, dict) else {}
    return str(values.get("guide", "")), str(values.get("slot", "")), body
