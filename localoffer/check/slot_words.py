"""What the council's slots bring along for the whole text, in the fields of its header.

These are words that parents type, next steps, figures and sentences in other languages.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import blake2b
from typing import Any

from localoffer.kinds import BY_MODEL
from localoffer.model.guide import Guide
from localoffer.model.parts import Translation
from localoffer.model.slot import ADDED_TO_HEADER, Slot
from localoffer.offer import Entry


def with_slot_words(
    entries: Iterable[Entry[Any]], slots: Iterable[Entry[Slot]]
) -> tuple[Entry[Any], ...]:
    """Return guides or topics, the national ones with what their slots bring for their headers.

    It comes after the text's own, in the order of the slots' files. Sentences in a language that
    the text has already follow those.
    """
    by_text: dict[tuple[str, str], list[Slot]] = defaultdict(list)
    for slot in slots:
        if any(getattr(slot.record, name) for name in ADDED_TO_HEADER):
            by_text[slot.record.text].append(slot.record)
    return tuple(_with_words(entry, by_text) for entry in entries)


def _with_words(entry: Entry[Any], by_text: dict[tuple[str, str], list[Slot]]) -> Entry[Any]:
    slots = by_text.get((BY_MODEL[type(entry.record)].name, entry.slug), [])
    if not slots or not entry.is_national:
        return entry
    fields = ADDED_TO_HEADER if isinstance(entry.record, Guide) else ("keywords",)
    changed = {name: tuple(_joined(name, entry.record, slots)) for name in fields}
    made_from = f"{entry.digest} {sorted(changed.items())}"
    return replace(
        entry,
        record=entry.record.model_copy(update=changed),
        digest=blake2b(made_from.encode(), digest_size=16).hexdigest(),
    )


def _joined(name: str, record: Any, slots: list[Slot]) -> Iterator[Any]:
    """Return a field's values: the record's own, and then those of its slots, each once."""
    values = [one for part in (record, *slots) for one in getattr(part, name)]
    if name == "translations":
        return _one_a_language(values)
    return iter(dict.fromkeys(values))


def _one_a_language(translations: Iterable[Translation]) -> Iterator[Translation]:
    by_language: dict[str, list[Translation]] = defaultdict(list)
    for one in translations:
        by_language[one.language].append(one)
    for first, *more in by_language.values():
        text = " ".join([first.text, *(one.text for one in more)])
        yield first.model_copy(update={"text": text})
