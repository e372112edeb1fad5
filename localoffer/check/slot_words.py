"""What the council's slots bring along for the whole text: words that parents type, next steps."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from hashlib import blake2b
from typing import Any

from localoffer.kinds import BY_MODEL
from localoffer.model.guide import Guide
from localoffer.model.slot import Slot
from localoffer.offer import Entry


def with_slot_words(
    entries: Iterable[Entry[Any]], slots: Iterable[Entry[Slot]]
) -> tuple[Entry[Any], ...]:
    """Return guides or topics, the national ones with the keywords and next steps of their slots.

    They come after the text's own, in the order of the slots' files.
    """
    by_text: dict[tuple[str, str], list[Slot]] = defaultdict(list)
    for slot in slots:
        if slot.record.keywords or slot.record.next_steps:
            by_text[slot.record.text].append(slot.record)
    return tuple(_with_words(entry, by_text) for entry in entries)


def _with_words(entry: Entry[Any], by_text: dict[tuple[str, str], list[Slot]]) -> Entry[Any]:
    slots = by_text.get((BY_MODEL[type(entry.record)].name, entry.slug), [])
    if not slots or not entry.is_national:
        return entry
    fields = ("keywords", "next_steps") if isinstance(entry.record, Guide) else ("keywords",)
    changed = {
        name: (
            *getattr(entry.record, name),
            *(one for slot in slots for one in getattr(slot, name)),
        )
        for name in fields
    }
    made_from = f"{entry.digest} {sorted(changed.items())}"
    return replace(
        entry,
        record=entry.record.model_copy(update=changed),
        digest=blake2b(made_from.encode(), digest_size=16).hexdigest(),
    )
