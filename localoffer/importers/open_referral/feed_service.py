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
class FeedProvider:
    """The organisation that runs a service."""

    name: str
    text: str
    url: str
    email: str


@dataclass(frozen=True, slots=True)
class FeedContact:
    """The ways to get in touch, as many as are said."""

    urls: tuple[str, ...]
    emails: tuple[str, ...]
    phones: tuple[FeedPhone, ...]
    social: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FeedPeople:
    """Who a service is for. ``bands`` are (youngest, oldest) in years; -1 is an open end."""

    eligibility: tuple[str, ...]
    audience: tuple[str, ...]
    youngest: tuple[str, ...]
    oldest: tuple[str, ...]
    bands: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class FeedCosts:
    """What it costs."""

    fees: tuple[str, ...]
    free: bool | None
    prices: tuple[FeedPrice, ...]


@dataclass(frozen=True, slots=True)
class FeedWhere:
    """Where and when it happens."""

    places: tuple[FeedPlace, ...]
    sessions: tuple[FeedSession, ...]
    areas: tuple[str, ...]
    attending: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FeedService:
    """One service as said. ``sections`` are (title, text) for below the description."""

    id: str
    name: str
    other_names: tuple[str, ...]
    description: str
    status: str
    alert: str
    provider: FeedProvider
    contact: FeedContact
    people: FeedPeople
    costs: FeedCosts
    where: FeedWhere
    languages: tuple[str, ...]
    assured: tuple[str, ...]
    terms: tuple[str, ...]
    process: tuple[str, ...]
    needs_referral: bool | None
    documents: tuple[str, ...]
    training: tuple[str, ...]
    sections: tuple[tuple[str, str], ...]
