"""What is not known of a service, in the words of its page."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from localoffer.model.service import Service
from localoffer.offer import Entry
from localoffer.pages.page import Link
from localoffer.phone_address import phone_href

#: By part of the page: the facts that stand there, and what each is called in a sentence.
_PARTS: Final[Mapping[str, Mapping[str, str]]] = {
    "by": {"organization": "who runs it"},
    "who": {
        "minimum_age": "the youngest age",
        "maximum_age": "the oldest age",
        "eligibility_description": "who can come",
        "needs": "which needs it is for",
    },
    "cost": {"fees_description": "what it costs"},
    "how": {"application_process": "how to ask for it"},
    "where": {"attending_type": "where it happens", "service_areas": "which areas it is for"},
}
_AGES = ("minimum_age", "maximum_age")
#: Facts that only an import works out, and that no part above asks for.
_OTHERS = {
    "free": "what it costs",
    "cost_options": "what it costs",
    "topics": "the topics",
    "kind": "the kind of help",
    "referral": "who can ask for it",
    "phones": "the phone number",
    "email": "the e-mail address",
    "schedules": "the days and times",
    "schedule_note": "the days and times",
    "locations": "what each place has",
}


@dataclass(frozen=True, slots=True)
class Gaps:
    """What is not known of a service, or was worked out and nobody has looked at.

    ``by``, ``who``, ``cost``, ``how`` and ``where`` are facts that are not known, by the part of
    the page in which they would stand. ``inferred`` are facts that an import worked out from words.
    ``names_money`` is whether the text names an amount, which may be what it costs.
    ``ask`` leads to the people who know, if there is a way to reach them: "ring them".
    """

    by: tuple[str, ...]
    who: tuple[str, ...]
    cost: tuple[str, ...]
    how: tuple[str, ...]
    where: tuple[str, ...]
    inferred: tuple[str, ...]
    names_money: bool
    ask: Link | None


def gaps_of(entry: Entry[Service]) -> Gaps | None:
    """Return the gaps of a service; None if all is known and looked at."""
    service = entry.record
    if not (entry.missing or service.inferred_fields):
        return None
    names = {name: words for part in _PARTS.values() for name, words in part.items()}
    is_cost_known = service.free or service.cost_options
    missing = [name for name in entry.missing if not (name == "fees_description" and is_cost_known)]
    return Gaps(
        **{part: tuple(_unknown(words, missing)) for part, words in _PARTS.items()},
        inferred=tuple(_phrases(names | _OTHERS, service.inferred_fields)),
        names_money="£" in entry.text.html,
        ask=_ask(service),
    )


def _unknown(names: Mapping[str, str], missing: Iterable[str]) -> Iterator[str]:
    """Yield the words for the missing facts of one part of the page."""
    missing = set(missing)
    yield from _phrases(names, (name for name in names if name in missing))


def _phrases(names: Mapping[str, str], fields: Iterable[str]) -> Iterator[str]:
    fields = [name for name in dict.fromkeys(fields) if name in names]
    both_ages = set(_AGES) <= set(fields)
    if both_ages:
        yield "the ages"
    words = [names[name] for name in fields if not (both_ages and name in _AGES)]
    yield from dict.fromkeys(words)


def _ask(service: Service) -> Link | None:
    if service.phones:
        return Link(phone_href(service.phones[0].number), "ring them")
    if service.email:
        return Link(f"mailto:{service.email}", "e-mail them")
    if service.url:
        return Link(service.url, "look at their website")
    return Link("#contact", "ask") if service.contact else None
