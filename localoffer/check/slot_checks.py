"""The council's words for slots: each fits a slot of a national text, and no two the same one."""

from collections.abc import Iterable, Iterator
from typing import Any

from localoffer.check.pydantic_errors import nearest
from localoffer.model.slot import Slot
from localoffer.offer import Entry, Offer
from localoffer.problems import Level, Problem, quoted


def slot_problems(slots: Iterable[Entry[Slot]], offer: Offer) -> Iterator[Problem]:
    """Yield a problem for each slot's file whose words would stand nowhere."""
    texts: dict[tuple[str, str], Entry[Any]] = {("guide", one.slug): one for one in offer.guides}
    texts |= {("topic", one.slug): one for one in offer.topics}
    first: dict[tuple[str, str, str], str] = {}
    for entry in slots:
        record = entry.record
        kind, name = record.text
        text = texts.get((kind, name))
        other = first.setdefault((kind, name, record.slot), entry.path)
        if other != entry.path:
            message = f"{other} fills the slot {quoted(record.slot)} of that {kind} already."
            yield Problem(entry.path, 1, "slot", message, "Put the words of both into one file.")
        elif text and not text.is_national:
            message = f"{text.path} is your own {kind}, so these words stand nowhere."
            fix = f"Move them into {text.path}, and delete this file."
            yield Problem(entry.path, 1, kind, message, fix, Level.WARNING)
        elif text and record.slot not in text.slots:
            message = f"The national {kind} {name} has no slot {quoted(record.slot)}."
            fix = nearest(record.slot, list(text.slots)) if text.slots else "Delete this file."
            yield Problem(entry.path, 1, "slot", message, fix)
