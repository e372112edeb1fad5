"""The details of a record that are most often wrong, for whoever corrects them."""

from collections.abc import Iterator, Mapping

from feedback.forms.contexts import RecordFact
from localoffer.model.parts import Location
from localoffer.model.reference import Contact
from localoffer.model.school import School
from localoffer.model.service import Service
from localoffer.offer import Offer


def facts_of(address: str, offer: Offer) -> tuple[RecordFact, ...]:
    """Return the facts of the record at an address; none where it is no record."""
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
