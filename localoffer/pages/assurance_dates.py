"""When a record was assured, by whom, and when the next assurance is due."""

from datetime import date, timedelta

from localoffer.model.assurance import Assured
from localoffer.model.school import School
from localoffer.model.service import Service
from localoffer.offer import Offer
from localoffer.pages.page import Trust

REGISTER = "Get information about schools (Department for Education)"


def trust_of(record: Assured, offer: Offer) -> Trust:
    """Return the trust strip of a record: due after the council's own review period."""
    days = offer.site.review_days
    period = days.services if isinstance(record, Service) else days.guides
    checked: date | None = record.assured_date
    due = record.next_check or (checked + timedelta(days=period) if checked else offer.today)
    contacts = offer.lists.contacts
    return Trust(
        checked=checked,
        checked_by=record.assured_by,
        due=due,
        overdue=checked is None or due < offer.today,
        owner=contacts.get(record.owner) or contacts[offer.site.help],
        source=record.source,
    )


def trust_of_school(school: School, offer: Offer) -> Trust:
    """Return the trust strip. A page that nobody checked is not late: it says so itself."""
    checked = school.assured_date
    period = timedelta(days=offer.site.review_days.services)
    due = school.next_check or ((checked or offer.today) + period)
    contacts = offer.lists.contacts
    return Trust(
        checked=checked,
        checked_by=school.assured_by or "",
        due=due,
        overdue=checked is not None and due < offer.today,
        owner=contacts.get(school.owner or "") or contacts[offer.site.help],
        source=school.source or (REGISTER if school.urn else None),
    )
