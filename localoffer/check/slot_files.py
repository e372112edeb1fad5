"""The files that fill slots, before anything is checked: they become part of national guides."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from localoffer.kinds import BY_MODEL
from localoffer.model.guide import Guide
from localoffer.model.slot import Slot
from localoffer.problems import Problem
from localoffer.read.content_files import ContentFile, text_of
from localoffer.read.front_matter import split
from localoffer.read.yaml_parser import parse

_FOLDER = f"{BY_MODEL[Slot].place}/"
_GUIDES = BY_MODEL[Guide].place


class SlotText(NamedTuple):
    """The council's words for a slot: their file, the path of the guide, the slot, the Markdown."""

    path: str
    guide: str
    slot: str
    text: str


def slot_texts(files: Iterable[ContentFile]) -> Iterator[SlotText]:
    """Yield the words of every slot's file; one that cannot be read is passed over.

    Its own check says why.
    """
    for file in files:
        if file.path.startswith(_FOLDER) and file.path.endswith(".md"):
            text = text_of(file)
            parts = split(text, file.path) if isinstance(text, str) else text
            if isinstance(parts, Problem):
                continue
            values = parse(parts[0], file.path, first_line=2).values
            if isinstance(values, dict):
                guide, slot = values.get("guide"), values.get("slot")
                yield SlotText(file.path, f"{_GUIDES}/{guide}.md", str(slot), parts[1])


def slots_by_guide(files: Iterable[ContentFile]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return the names and texts of all slots, by the path of the guide that they belong to."""
    slots: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for one in slot_texts(files):
        slots[one.guide].append((one.slot, one.text))
    return {path: tuple(texts) for path, texts in slots.items()}
