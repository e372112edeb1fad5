"""Ways to get in touch, under the names that versions 1 to 3 and Outpost give them."""

from collections.abc import Iterator

from localoffer.importers.open_referral.feed_object import FeedObject
from localoffer.importers.open_referral.feed_service import FeedContact, FeedPhone
from localoffer.importers.open_referral.location_mapping import location_name


def contact_of(row: FeedObject) -> FeedContact:
    """Return all ways to get in touch in a row; persons' names are not read."""
    return FeedContact(
        urls=tuple(row.texts("url", "website")),
        emails=tuple(_emails(row)),
        phones=tuple(_phones(row)),
        social=tuple(_social(row)),
    )


def _emails(row: FeedObject) -> Iterator[str]:
    yield from row.texts("email", "email_address", "emails")
    for contact in _contacts(row):
        yield from contact.texts("email")


def _contacts(row: FeedObject) -> list[FeedObject]:
    return [inner.row("contact") or inner for inner in row.rows("contacts", "contact")]


def _phones(row: FeedObject) -> Iterator[FeedPhone]:
    yield from _numbers(row, "")
    for contact in _contacts(row):
        yield from _numbers(contact, contact.text("department", "title"))
    for location in row.rows("locations", "location"):
        yield from _numbers(location, location_name(location))
    for link in row.rows("service_at_locations", "service_at_location"):
        yield from _numbers(link, "")
        yield from _numbers(link.row("location"), location_name(link.row("location")))
        for contact in _contacts(link):
            yield from _numbers(contact, contact.text("department", "title"))


def _numbers(row: FeedObject, label: str) -> Iterator[FeedPhone]:
    for phone in row.rows("phones", "phone", "telephone", "phone_number", "mobile"):
        number = phone.text("number", "name", "phone_number", "value")
        extension = phone.text("extension")
        description = phone.text("description", "department", "label") or label
        extra = f"extension {extension}" if extension else ""
        if number:
            yield FeedPhone(number, ", ".join(filter(None, (description, extra))))


def _social(row: FeedObject) -> Iterator[str]:
    for link in row.rows("links", "additional_websites", "social_links"):
        yield from link.texts("url", "name")
