"""A service as any feed says it: one plain shape, whatever the version; not yet cleaned."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FeedPhone:
    """What stands in a phone field, and what is said about it."""

    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class FeedPrice:
    """One price as said."""

    option: str
    amount: str
    per: str
    ends: str


@dataclass(frozen=True, slots=True)
class FeedSession:
    """A schedule as said: days in words or as iCalendar's BYDAY, times, and the words beside it."""

    days: tuple[str, ...]
    opens: str
    closes: str
    starts: str
    freq: str
    interval: str
    month_days: str
    ends: str
    notes: tuple[str, ...]
    place: str = ""


@dataclass(frozen=True, slots=True)
class FeedPlace:
    """A place as said. ``masked`` means that the feed's publisher hides the address."""

    id: str
    name: str
    street: tuple[str, ...]
    city: str
    county: str
    postcode: str
    masked: bool
    virtual: bool
    description: str
    transport: str
    access: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FeedService:
    """One service as said. ``sections`` are (title, text) for below the description."""

    id: str
    name: str
    other_names: tuple[str, ...]
    description: str
    status: str
    alert: str
    organization: str
    organization_text: str
    organization_url: str
    organization_email: str
    urls: tuple[str, ...]
    emails: tuple[str, ...]
    phones: tuple[FeedPhone, ...]
    eligibility: tuple[str, ...]
    audience: tuple[str, ...]
    youngest: tuple[str, ...]
    oldest: tuple[str, ...]
    bands: tuple[tuple[int, int], ...]
    fees: tuple[str, ...]
    free: bool | None
    prices: tuple[FeedPrice, ...]
    sessions: tuple[FeedSession, ...]
    places: tuple[FeedPlace, ...]
    areas: tuple[str, ...]
    languages: tuple[str, ...]
    assured: tuple[str, ...]
    terms: tuple[str, ...]
    attending: tuple[str, ...]
    process: tuple[str, ...]
    needs_referral: bool | None
    documents: tuple[str, ...]
    training: tuple[str, ...]
    social: tuple[str, ...]
    sections: tuple[tuple[str, str], ...]
