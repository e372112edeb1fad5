"""The details of a record, for whoever corrects them and whoever checks the correction."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from feedback.forms.contexts import RecordFact
from localoffer.model.parts import Location
from localoffer.model.reference import Contact
from localoffer.model.school import School
from localoffer.model.service import Service
from localoffer.offer import Offer
from localoffer.pages.session_phrases import session_views
from localoffer.render.filters import clock

#: What people call a detail when they say that it is wrong.
_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "Phone": ("phone", "number", "ring", "rang", "call"),
    "E-mail": ("e-mail", "email", "mail"),
    "Website": ("website", "web page", "web site", "link"),
    "Address": ("address", "moved", "postcode", "street", "road", "hall", "place"),
    "Cost": ("cost", "price", "free", "£", "pay", "fee", "money", "cheap", "dear"),
    "When it runs": (
        *("day", "time", "open", "hour", "o’clock", "o'clock", "morning", "afternoon", "evening"),
        *("week", "term", "holiday", "mon", "tues", "wednes", "thurs", "fri", "satur", "sun"),
    ),
    "Ages": ("age", "years old", "year-old", "older", "younger"),
    "Who runs it": ("run by", "runs it", "organis", "charity"),
    "How to get it": ("apply", "book", "refer", "ask for", "join", "waiting list"),
    "Who to contact": ("contact", "team", "person", "ask for"),
}
_PATTERNS: Final = {
    name: re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})")
    for name, words in _WORDS.items()
}
#: So many digits of a number name it.
_DIGITS: Final = 6


def facts_of(address: str, offer: Offer) -> tuple[RecordFact, ...]:
    """Return the facts of the record at an address that are most often wrong; none without one."""
    for service in offer.services:
        if service.address == address:
            return tuple(_service(service.record, offer.lists.contacts))
    for school in offer.schools:
        if school.address == address:
            return tuple(_school(school.record))
    for guide in offer.guides:
        if guide.address == address:
            return tuple(_contact(offer.lists.contacts.get(guide.record.contact or "")))
    return ()


def all_facts_of(address: str, offer: Offer) -> tuple[RecordFact, ...]:
    """Return the same facts and, of a service, when it runs, for whom, and how to get it."""
    records = (entry.record for entry in offer.services if entry.address == address)
    more = (fact for service in records for fact in _service_more(service, offer))
    return (*facts_of(address, offer), *more)


def is_named(fact: RecordFact, text: str) -> bool:
    """Return whether a text speaks of a fact: by its value, or in everyday words for its name."""
    words = text.casefold()
    digits = "".join(letter for letter in words if letter.isdecimal())
    own_digits = "".join(letter for letter in fact.value if letter.isdecimal())
    return (
        bool(_PATTERNS[fact.name].search(words))
        or fact.value.casefold() in words
        or (fact.name == "Phone" and len(own_digits) >= _DIGITS and own_digits in digits)
    )


def _service(service: Service, contacts: Mapping[str, Contact]) -> Iterator[RecordFact]:
    yield from (RecordFact("Phone", phone.number) for phone in service.phones)
    if service.email:
        yield RecordFact("E-mail", service.email)
    if service.url:
        yield RecordFact("Website", service.url)
    yield from (RecordFact("Address", _place(place)) for place in service.locations)
    if service.fees_description:
        yield RecordFact("Cost", service.fees_description)
    yield from _contact(contacts.get(service.contact or ""))


def _service_more(service: Service, offer: Offer) -> Iterator[RecordFact]:
    for view in session_views(service, offer.today):
        opens, closes = view.schedule.opens_at, view.schedule.closes_at
        times = "all day" if view.all_day else f"{clock(opens)} to {clock(closes)}"
        yield RecordFact("When it runs", f"{view.days}, {times}")
    if service.minimum_age is not None and service.maximum_age is not None:
        yield RecordFact("Ages", f"{service.minimum_age} to {service.maximum_age}")
    yield RecordFact("Who runs it", service.organization)
    if service.application_process:
        yield RecordFact("How to get it", service.application_process)


def _place(place: Location) -> str:
    street = () if place.hide_address else (place.address_1, place.address_2, place.postal_code)
    return ", ".join(part for part in (place.name, *street[:2], place.city, *street[2:]) if part)


def _school(school: School) -> Iterator[RecordFact]:
    parts = (school.address_1, school.address_2, school.city, school.postal_code)
    named = {
        "Phone": school.phone,
        "E-mail": school.email,
        "Website": school.url,
        "Address": ", ".join(part for part in parts if part),
    }
    yield from (RecordFact(name, value) for name, value in named.items() if value)


def _contact(contact: Contact | None) -> Iterator[RecordFact]:
    if contact:
        yield RecordFact("Who to contact", contact.role)
        yield from (RecordFact("Phone", phone.number) for phone in contact.phones)
        if contact.email:
            yield RecordFact("E-mail", contact.email)
