"""When a page was checked, by whom, and when the next check is due."""

from datetime import date, timedelta

from localoffer.model.assurance import Assured
from localoffer.model.service import Service
from localoffer.offer import Offer
from localoffer.pages.page import Trust


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
