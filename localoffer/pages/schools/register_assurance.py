"""When a school's page was checked; most have what the national register says and no check yet."""

from datetime import timedelta

from localoffer.model.school import School
from localoffer.offer import Offer
from localoffer.pages.page import Trust

REGISTER = "Get information about schools (Department for Education)"


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
