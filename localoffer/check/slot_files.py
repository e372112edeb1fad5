"""The files that fill slots, before anything is checked: they become part of national texts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from localoffer.kinds import BY_MODEL
from localoffer.model.guide import Guide, Landing
from localoffer.model.slot import Slot
from localoffer.problems import Problem
from localoffer.read.content_files import ContentFile, text_of
from localoffer.read.front_matter import split
from localoffer.read.yaml_parser import parse

_FOLDER = f"{BY_MODEL[Slot].place}/"
_TEXTS = {"guide": BY_MODEL[Guide].place, "topic": BY_MODEL[Landing].place}


class SlotText(NamedTuple):
    """The council's words for a slot: their file, the path of the national text, slot, Markdown."""

    path: str
    filled: str
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
            for kind, place in _TEXTS.items() if isinstance(values, dict) else ():
                if kind in values:
                    path, slot = f"{place}/{values[kind]}.md", str(values.get("slot"))
                    yield SlotText(file.path, path, slot, parts[1])


def slots_by_text(files: Iterable[ContentFile]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return the names and texts of all slots, by the path of the text that they belong to."""
    slots: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for one in slot_texts(files):
        slots[one.filled].append((one.slot, one.text))
    return {path: tuple(texts) for path, texts in slots.items()}
