"""Locations and schedules, under the names that versions 1 to 3 and Outpost give them."""

from collections.abc import Iterator
from dataclasses import replace

from localoffer.importers.open_referral.feed_object import FeedObject
from localoffer.importers.open_referral.feed_service import FeedLocation, FeedSchedule
from localoffer.importers.shared.feed_term import FeedTerm

_SCHEDULES = (
    *("schedules", "regular_schedules", "regular_schedule", "schedule"),
    *("opening_times", "opening_hours"),
)
_ACCESS_NAMES = ("accessibility", "name", "description")
_ACCESS = ("accessibility_for_disabilities", "accessibility", "accessibilities")


def locations_of(row: FeedObject) -> tuple[FeedLocation, ...]:
    """Return the locations of a service, each once."""
    linked = [link.row("location") or link for link in _service_at_locations(row)]
    locations: dict[str, FeedLocation] = {}
    for location in map(_location, (*row.rows("locations", "location"), *linked)):
        known = locations.get(location.id) if location.id else None
        locations[location.id or f"#{len(locations)}"] = _fuller(known, location)
    return tuple(dict.fromkeys(locations.values()))


def schedules_of(row: FeedObject) -> tuple[FeedSchedule, ...]:
    """Return the schedules of a service and of its locations."""
    schedules = _schedules(row, "")
    for link in _service_at_locations(row):
        location = link.row("location")
        schedules += _schedules(link, location_name(location))
        schedules += _schedules(location, location_name(location))
    for location in row.rows("locations", "location"):
        schedules += _schedules(location, location_name(location))
    return tuple(schedules)


def location_name(location: FeedObject) -> str:
    """Return a location's name, unless its publisher hides where it is."""
    return "" if _is_masked(location) else location.text("name")


def _is_masked(location: FeedObject) -> bool:
    return bool(location.flag("mask_exact_address", "masked", "hide_address", "is_masked"))


def _service_at_locations(row: FeedObject) -> list[FeedObject]:
    return row.rows("service_at_locations", "service_at_location")


def _fuller(known: FeedLocation | None, new: FeedLocation) -> FeedLocation:
    """Return the version of a location that says more; if only one is masked, that one."""
    if known is None:
        return new
    if known.masked != new.masked:
        return known if known.masked else new
    return max((known, new), key=lambda location: len(str(location)))


def _location(row: FeedObject) -> FeedLocation:
    addresses = row.rows("physical_addresses", "physical_address", "addresses", "address")
    address = next((address for address in addresses if address), row)
    kind = row.text("location_type").lower()
    return FeedLocation(
        id=row.text("id"),
        name=row.text("name"),
        street=tuple(_street(address, row)),
        city=address.text("city", "town", "post_town") or row.text("city"),
        county=address.text("state_province", "county", "region"),
        postcode=address.text("postal_code", "postcode") or row.text("postal_code", "postcode"),
        masked=_is_masked(row),
        virtual=kind in ("virtual", "online"),
        description=row.text("description"),
        transport=row.text("transportation"),
        access=tuple(_access(row)),
        access_terms=tuple(_access_terms(row)),
    )


def _street(address: FeedObject, location: FeedObject) -> Iterator[str]:
    """Yield the lines of a street; an address that is one text is its object's name."""
    yield from address.texts("address_1", "address1", "street")
    yield from address.texts("address_2", "address2")
    if address is not location and not address.has("address_1", "city", "postal_code"):
        yield from address.texts("name")


def _access(row: FeedObject) -> Iterator[str]:
    for feature in row.rows(*_ACCESS):
        yield from feature.texts(*_ACCESS_NAMES)
        yield from feature.texts("details")


def _access_terms(row: FeedObject) -> Iterator[FeedTerm]:
    for field in _ACCESS:
        for feature in row.rows(field):
            yield from (FeedTerm(word, field) for word in feature.texts(*_ACCESS_NAMES))


def _schedules(row: FeedObject, location: str) -> list[FeedSchedule]:
    regular = [_schedule(schedule, location) for schedule in row.rows(*_SCHEDULES)]
    holidays = [_holiday(schedule, location) for schedule in row.rows("holiday_schedules")]
    return [*regular, *holidays]


def _schedule(row: FeedObject, location: str) -> FeedSchedule:
    days = row.texts("weekday", "byday", "day", "days", "days_of_week", "day_of_week")
    rules = [text for text in days if "=" in text]
    return FeedSchedule(
        days=tuple(text for text in days if "=" not in text),
        opens=row.text("opens_at", "opens", "start_time"),
        closes=row.text("closes_at", "closes", "end_time"),
        first=row.text("dtstart"),
        valid_from=row.text("valid_from", "start_date"),
        freq=row.text("freq", "frequency"),
        interval=row.text("interval"),
        month_days=row.text("bymonthday"),
        until=row.text("until"),
        valid_to=row.text("valid_to", "end_date"),
        count=row.text("count"),
        rule=next(iter(rules), "") or row.text("rrule", "recurrence_rule"),
        notes=tuple(row.texts("name", "description", "notes")),
        location=location,
    )


def _holiday(row: FeedObject, location: str) -> FeedSchedule:
    """Return the times of a holiday; as they are no sessions, they stay in words."""
    words = "Closed" if row.flag("closed") else "In the holidays"
    return replace(_schedule(row, location), days=(words, *row.texts("weekday")))
