"""The council's words for slots: each fits a slot of a national guide, and no two the same one."""

from collections.abc import Iterable, Iterator

from localoffer.check.pydantic_errors import nearest
from localoffer.model.guide import Guide
from localoffer.model.slot import Slot
from localoffer.offer import Entry
from localoffer.problems import Level, Problem, quoted


def slot_problems(
    slots: Iterable[Entry[Slot]], guides: Iterable[Entry[Guide]]
) -> Iterator[Problem]:
    """Yield a problem for each slot's file whose words would stand nowhere."""
    by_slug = {guide.slug: guide for guide in guides}
    first: dict[tuple[str, str], str] = {}
    for entry in slots:
        record = entry.record
        guide = by_slug.get(record.guide)
        other = first.setdefault((record.guide, record.slot), entry.path)
        if other != entry.path:
            message = f"{other} fills the slot {quoted(record.slot)} of that guide already."
            yield Problem(entry.path, 1, "slot", message, "Put the words of both into one file.")
        elif guide and not guide.is_national:
            message = f"{guide.path} is your own guide, so these words stand nowhere."
            fix = f"Move them into {guide.path}, and delete this file."
            yield Problem(entry.path, 1, "guide", message, fix, Level.WARNING)
        elif guide and record.slot not in guide.slots:
            message = f"The national guide {record.guide} has no slot {quoted(record.slot)}."
            fix = nearest(record.slot, list(guide.slots)) if guide.slots else "Delete this file."
            yield Problem(entry.path, 1, "slot", message, fix)
