"""Facts that stand only in the words of a service: somebody has to take them from there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Final

from localoffer.counted import counted
from localoffer.importers.open_referral.times_in_text import names_times
from localoffer.model.service import Service
from localoffer.offer import Entry
from localoffer.phone_number import find_phone_numbers
from localoffer.to_do.known_facts import KnownFact, facts_with

#: Where a block of a text ends: a number there does not go on in the next.
_END_OF_BLOCK: Final = re.compile(r"<(?:/(?:p|li|h\d|td|th|dd|dt)|br)\b[^>]{0,80}>")
_TAG: Final = re.compile(r"<[^<>]{0,500}>")

_TIMES: Final = "days and times (write them as schedules)"


@dataclass(frozen=True, slots=True)
class TextFact:
    """A fact, and what its record's words have of it, with what to do."""

    fact: KnownFact
    what: str


def text_facts(entry: Entry[Service]) -> tuple[TextFact, ...]:
    """Return what the words of a service say that no field of it does: numbers to ring, times."""
    return tuple(
        TextFact(fact, what)
        for field, what in _in_words(entry)
        for fact in facts_with(Service, (field,))
    )


def _in_words(entry: Entry[Service]) -> Iterator[tuple[str, str]]:
    record, blocks = entry.record, _blocks(entry)
    numbers = {match.number for block in blocks for match in find_phone_numbers(block)}
    if numbers and not record.phones:
        choose = "is it theirs?" if len(numbers) == 1 else "choose one"
        yield "phones", f"{counted(len(numbers), 'phone number')} ({choose})"
    if not record.schedules and any(map(names_times, (*blocks, record.schedule_note or ""))):
        yield "schedules", _TIMES


def _blocks(entry: Entry[Service]) -> list[str]:
    """Return the plain text of each paragraph and the like, and the summary."""
    blocks = _END_OF_BLOCK.split(entry.text.html)
    return [entry.record.summary or "", *(unescape(_TAG.sub(" ", block)) for block in blocks)]
