"""A service in one plain shape, whatever version its feed has; values are not cleaned yet."""

from dataclasses import dataclass

from localoffer.importers.shared.feed_term import FeedTerm


@dataclass(frozen=True, slots=True)
class FeedPhone:
    """The text of a phone field, and its description."""

    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class FeedPrice:
    """One price as the feed gives it."""

    option: str
    amount: str
    per: str
    ends: str


@dataclass(frozen=True, slots=True)
class FeedSchedule:
    """A schedule: days in words or as iCalendar's BYDAY, times, and notes.

    ``first`` is the day of the first session (DTSTART), ``rule`` a whole RRULE.
    """

    days: tuple[str, ...] = ()
    opens: str = ""
    closes: str = ""
    first: str = ""
    valid_from: str = ""
    freq: str = ""
    interval: str = ""
    month_days: str = ""
    until: str = ""
    valid_to: str = ""
    count: str = ""
    rule: str = ""
    notes: tuple[str, ...] = ()
    location: str = ""


@dataclass(frozen=True, slots=True)
class FeedLocation:
    """A location. ``masked`` means that the feed's publisher hides the address.

    ``access`` is all that is said of getting in and around; ``access_terms`` are the names of
    features among it, without the details that stand beside them.
    """

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
    access_terms: tuple[FeedTerm, ...]


@dataclass(frozen=True, slots=True)
class FeedProvider:
    """The organisation that runs a service."""

    name: str
    text: str
    url: str
    email: str


@dataclass(frozen=True, slots=True)
class FeedContact:
    """All ways to get in touch."""

    urls: tuple[str, ...]
    emails: tuple[str, ...]
    phones: tuple[FeedPhone, ...]
    social: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FeedPeople:
    """Who a service is for. ``bands`` are (youngest, oldest) in years; -1 is an open end."""

    eligibility: tuple[str, ...]
    audience: tuple[FeedTerm, ...]
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
class FeedAttendance:
    """Where and when it happens, and how people attend (in person, online)."""

    locations: tuple[FeedLocation, ...]
    schedules: tuple[FeedSchedule, ...]
    areas: tuple[str, ...]
    attending: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FeedService:
    """One service. ``sections`` are (title, text) to be shown below the description."""

    id: str
    name: str
    alternate_names: tuple[str, ...]
    description: str
    status: str
    alert: str
    provider: FeedProvider
    contact: FeedContact
    people: FeedPeople
    costs: FeedCosts
    attendance: FeedAttendance
    languages: tuple[str, ...]
    assured: tuple[str, ...]
    terms: tuple[FeedTerm, ...]
    process: tuple[str, ...]
    needs_referral: bool | None
    documents: tuple[str, ...]
    training: tuple[str, ...]
    sections: tuple[tuple[str, str], ...]
