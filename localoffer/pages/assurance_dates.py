"""When a record was assured, by whom, and when the next assurance is due."""

from dataclasses import replace
from datetime import date, timedelta

from localoffer.model.assurance import Assured
from localoffer.model.guide import Guide
from localoffer.model.school import School
from localoffer.model.service import Service
from localoffer.offer import Entry, Offer
from localoffer.pages.page import Assurance

REGISTER = "Get information about schools (Department for Education)"


def assurance_of(record: Assured, offer: Offer) -> Assurance:
    """Return the assurance of a record: due again after the council's own review period."""
    days = offer.site.review_days
    period = days.services if isinstance(record, Service) else days.guides
    assured: date | None = record.assured_date
    due = record.next_check or (assured + timedelta(days=period) if assured else None)
    contacts = offer.lists.contacts
    return Assurance(
        assured_date=assured,
        assured_by=record.assured_by,
        due=due,
        overdue=assured is None or due is None or due < offer.today,
        owner=contacts.get(record.owner) or contacts[offer.site.help],
        source=record.source,
    )


def guide_assurance(entry: Entry[Guide], offer: Offer) -> Assurance:
    """Return the assurance of a guide: due when its text or the council's words in it first are.

    The sources of both are named.
    """
    own = assurance_of(entry.record, offer)
    slots = [
        assurance_of(slot.record, offer)
        for slot in offer.slots
        if entry.is_national and slot.record.guide == entry.slug
    ]
    if not slots:
        return own
    due = min((one.due for one in (own, *slots) if one.due), default=None)
    overdue = any(one.overdue for one in (own, *slots))
    sources = dict.fromkeys(one.source for one in (own, *slots) if one.source)
    return replace(own, due=due, overdue=overdue, source="; ".join(sources) or None)


def school_assurance(school: School, offer: Offer) -> Assurance:
    """Return the assurance of a school: one that nobody checked is not overdue, and says so."""
    assured = school.assured_date
    period = timedelta(days=offer.site.review_days.services)
    due = school.next_check or (assured + period if assured else None)
    contacts = offer.lists.contacts
    return Assurance(
        assured_date=assured,
        assured_by=school.assured_by or "",
        due=due,
        overdue=assured is not None and due is not None and due < offer.today,
        owner=contacts.get(school.owner or "") or contacts[offer.site.help],
        source=school.source or (REGISTER if school.urn else None),
    )
