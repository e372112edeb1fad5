"""Places and schedules, under the names that versions 1 to 3 and Outpost give them."""

from collections.abc import Iterator

from localoffer.importers.open_referral.feed_object import FeedObject
from localoffer.importers.open_referral.feed_service import FeedPlace, FeedSession

_SCHEDULES = ("schedules", "regular_schedules", "regular_schedule", "schedule")
_ACCESS = ("accessibility_for_disabilities", "accessibility", "accessibilities")


def places_of(row: FeedObject) -> tuple[FeedPlace, ...]:
    """Return the places of a service, each once."""
    inner = [at.row("location") or at for at in _at_places(row)]
    found: dict[str, FeedPlace] = {}
    for place in (*row.rows("locations", "location"), *inner):
        said = _place(place)
        same = found.get(said.id) if said.id else None
        found[said.id if same or said.id else f"#{len(found)}"] = _fuller(same, said)
    return tuple(dict.fromkeys(found.values()))


def sessions_of(row: FeedObject) -> tuple[FeedSession, ...]:
    """Return the schedules of a service and of its places."""
    found = [_session(one, "") for one in row.rows(*_SCHEDULES)]
    for at in _at_places(row):
        name = place_name(at.row("location"))
        found += [_session(one, name) for one in at.rows(*_SCHEDULES)]
        found += [_session(one, name) for one in at.row("location").rows(*_SCHEDULES)]
    for place in row.rows("locations", "location"):
        found += [_session(one, place_name(place)) for one in place.rows(*_SCHEDULES)]
    return tuple(found)


def place_name(place: FeedObject) -> str:
    """Return a place's name, unless its publisher hides where it is."""
    return "" if _is_masked(place) else place.text("name")


def _is_masked(place: FeedObject) -> bool:
    return bool(place.flag("mask_exact_address", "masked", "hide_address", "is_masked"))


def _at_places(row: FeedObject) -> list[FeedObject]:
    return row.rows("service_at_locations", "service_at_location")


def _fuller(one: FeedPlace | None, other: FeedPlace) -> FeedPlace:
    """Return the place of the two that says more; a mask on either masks both."""
    if one is None:
        return other
    if one.masked != other.masked:
        return one if one.masked else other
    return max((one, other), key=lambda place: len(str(place)))


def _place(row: FeedObject) -> FeedPlace:
    addresses = row.rows("physical_addresses", "physical_address", "addresses", "address")
    address = next((one for one in addresses if one), row)
    kind = row.text("location_type").lower()
    return FeedPlace(
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
    )


def _street(address: FeedObject, place: FeedObject) -> Iterator[str]:
    """Yield the lines of a street; an address that is a bare text stands as the row's name."""
    yield from address.texts("address_1", "address1", "street")
    yield from address.texts("address_2", "address2")
    if address is not place and not address.has("address_1", "city", "postal_code"):
        yield from address.texts("name")


def _access(row: FeedObject) -> Iterator[str]:
    for feature in row.rows(*_ACCESS):
        yield from feature.texts("accessibility", "name", "description")
        yield from feature.texts("details")


def _session(row: FeedObject, place: str) -> FeedSession:
    return FeedSession(
        days=tuple(row.texts("weekday", "byday", "day")),
        opens=row.text("opens_at", "opens", "start_time"),
        closes=row.text("closes_at", "closes", "end_time"),
        starts=row.text("dtstart", "valid_from"),
        freq=row.text("freq"),
        interval=row.text("interval"),
        month_days=row.text("bymonthday"),
        ends=row.text("valid_to", "until"),
        notes=tuple(row.texts("description", "notes")),
        place=place,
    )
