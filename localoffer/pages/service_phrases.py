"""Short phrases about a service that appear on its card and its page."""

from datetime import date

from localoffer.model.service import Service

#: A Local Offer is for people from birth to 25 (Children and Families Act 2014, section 30).
OLDEST = 25

#: Up to this many towns are named on a card.
_MOST_TOWNS = 2


def ages_text(service: Service) -> str:
    """Return the ages in words: "Ages 5 to 11", "Up to 4", "16 and over", "All ages"."""
    low, high = service.minimum_age, service.maximum_age
    if low is None or high is None:
        return _known_age(low, high)
    if low == 0 and high >= OLDEST:
        return "All ages, 0 to 25" if high == OLDEST else "All ages"
    if low == high:
        return f"Age {low}"
    if low == 0:
        return f"Up to {high}"
    return f"{low} and over" if high > OLDEST else f"Ages {low} to {high}"


def _known_age(low: int | None, high: int | None) -> str:
    """Return what is known of the ages where one or both are not."""
    if low is not None:
        return f"From age {low}, oldest age not known"
    return "Ages not known yet" if high is None else f"To age {high}, youngest age not known"


def cost_text(service: Service) -> str:
    """Return the cost in a word or two, for a card."""
    if service.free is None:
        return "Cost not known yet"
    return "Free" if service.free else "Costs money"


def place_text(service: Service) -> str:
    """Return where the service happens, for a card."""
    if service.locations:
        towns = dict.fromkeys(place.city or place.name for place in service.locations)
        return " and ".join(towns) if len(towns) <= _MOST_TOWNS else f"{len(towns)} places"
    words = {"home": "At home", "school": "In school", "online": "Online", "phone": "By phone"}
    types = [words[name] for name in service.attending_type if name in words]
    return " or ".join([types[0], *(word.lower() for word in types[1:])]) if types else ""


def is_closed(service: Service, today: date) -> bool:
    """Return whether the service is shut today."""
    if service.status in ("inactive", "defunct"):
        return True
    closure = service.closure
    if closure is None:
        return service.status == "temporarily closed"
    begun = closure.begins is None or closure.begins <= today
    over = closure.ends is not None and closure.ends < today
    return begun and not (over and service.status == "active")


def notice(service: Service, today: date, *, outside: bool) -> str | None:
    """Return a short warning for a card, or None: the one that matters most to a family."""
    if service.status in ("inactive", "defunct"):
        return "No longer running"
    if is_closed(service, today):
        return "Closed for now"
    if outside:
        return "Outside our area"
    return "Not checked by us yet" if service.publish_with_gaps else None
