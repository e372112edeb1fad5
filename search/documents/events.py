"""Events as search knows them. Those that are over are left out."""

from collections.abc import Iterator

from localoffer.model.reference import Event
from localoffer.offer import Offer
from search.documents.body_text import labels_of, postcodes_of
from search.documents.document import ResultText, SearchDocument

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_ALL = (0, 120)


def events(offer: Offer) -> Iterator[SearchDocument]:
    """Yield every event that still has a day to come."""
    for event in offer.events:
        days = tuple(day for day in event.dates if day >= offer.today)
        if days:
            first = min(days)
            when = f"{first:%A} {first.day} {first:%B %Y}"
            yield _document(event, offer, when, tuple(_DAYS[day.weekday()] for day in days))


def _document(event: Event, offer: Offer, when: str, days: tuple[str, ...]) -> SearchDocument:
    low, high = event.minimum_age, event.maximum_age
    place = event.location
    where = (place.city or place.name) if place else "Online"
    return SearchDocument(
        address=f"/events/#{event.id}",
        title=event.name,
        summary=event.summary,
        family="event",
        result_text=ResultText(kind="Event", ages=_ages(low, high), place=f"{where}, {when}"),
        keywords=("events what's on", *(("quiet relaxed sensory friendly",) * event.relaxed)),
        labels=(*labels_of(event.needs, offer.lists.needs), event.organization),
        body=event.booking or "",
        ages=(low or _ALL[0], _ALL[1] if high is None else high) if low or high else None,
        postcodes=postcodes_of((place,) if place else ()),
        facets=_facets(event, days),
    )


def _facets(event: Event, days: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    access = event.location.access if event.location else {}
    return {
        "need": event.needs,
        "place": event.areas,
        "day": tuple(dict.fromkeys(days)),
        "free": ("yes",) * event.free,
        "online": ("yes",) * event.online,
        "access": tuple(name for name, answer in access.items() if answer == "yes"),
    }


def _ages(low: int | None, high: int | None) -> str:
    if low and high:
        return f"Ages {low} to {high}"
    if high:
        return f"Up to {high}"
    return f"{low} and over" if low else "All ages"
