"""The pages on which the rows of a file stand, with sample rows: events, what changed, contacts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from pydantic import BaseModel

from localoffer.editor.preview.marks import mark
from localoffer.editor.preview.sample_record import ROWS, Sample
from localoffer.model.base import Record
from localoffer.model.reference import Contact, Event, ServiceChange
from localoffer.pages.contexts import ChangesPage, ContactPage, EventsPage
from localoffer.pages.navigation import CHANGES, CONTACT, EVENTS, HOME
from localoffer.pages.page import DatedChange, EventDay, Link, Page


class EventDays(BaseModel):
    """The days of an event that have not passed: the browser sorts them out."""

    first: date
    later: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class RowsPage:
    """The page of sample rows, and what else its template is given."""

    page: Page
    beside: Mapping[str, Any] = field(default_factory=dict)


def rows_page(model: type[Record], sample: Sample) -> RowsPage:
    """Return the page on which the rows with this model stand; their paths begin with ``rows``."""
    number = {"many": ROWS, "one": 1, "absent": 0}[sample.state("rows", ("many", "one", "absent"))]
    return PAGES_OF_ROWS[model](sample, [f"rows.{row}." for row in range(number)])


def _events_page(sample: Sample, places: list[str]) -> RowsPage:
    return RowsPage(
        EventsPage(
            address=EVENTS.address,
            title=EVENTS.label,
            description="Coming events for families, children and young people.",
            crumbs=(HOME,),
            events=tuple(_event(sample, place) for place in places),
        )
    )


def _event(sample: Sample, place: str) -> EventDay:
    days = sample.made(EventDays, place)
    event = sample.made(Event, place, id=mark(f"{place}id"))
    return EventDay(event, (days.first, *days.later))


def _changes_page(sample: Sample, places: list[str]) -> RowsPage:
    return RowsPage(
        ChangesPage(
            address=CHANGES.address,
            title=CHANGES.label,
            description="New services, closures and other changes, newest first.",
            crumbs=(HOME,),
            changes=tuple(_change(sample, place) for place in places),
        )
    )


def _change(sample: Sample, place: str) -> DatedChange:
    change = sample.made(ServiceChange, place)
    see = Link(change.see, mark(f"{place}see~any~title")) if change.see else None
    return DatedChange(change, see)


def _contact_page(sample: Sample, places: list[str]) -> RowsPage:
    """Return the page of contacts; the one whom ``help`` names has a place of its own."""
    contacts = tuple(sample.made(Contact, place, id=mark(f"{place}id")) for place in places)
    page = ContactPage(
        address=CONTACT.address,
        title=CONTACT.label,
        description="People you can call or write to, and what each can help with.",
        crumbs=(HOME,),
        contacts=contacts,
    )
    return RowsPage(page, {"help": sample.made(Contact, "help.", id=mark("help.id"))})


#: The page of each kind of row.
PAGES_OF_ROWS: Final[Mapping[type[Record], Callable[[Sample, list[str]], RowsPage]]] = {
    Event: _events_page,
    ServiceChange: _changes_page,
    Contact: _contact_page,
}
