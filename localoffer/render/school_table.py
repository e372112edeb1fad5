"""Every school and the state of its report as a table: ``/schools/reports.csv``."""

from collections.abc import Iterable, Iterator
from datetime import date

from localoffer.offer import Offer
from localoffer.render.environment import SiteBase
from localoffer.schools.known_school import KnownSchool, known_schools
from localoffer.schools.labels import kind_text, months_between, state_text
from localoffer.write.csv_table import csv_table

ADDRESS = "/schools/reports.csv"

COLUMNS = (
    "slug", "urn", "name", "kind", "town", "phases", "in our area", "open or closed",
    "state of report",
    "report address", "dated", "age in months", "checked", "reading age", "words",
    "parts that seem missing", "SENCO known", "EHC coordinator",
)  # fmt: skip


def school_table(offer: Offer, base: SiteBase) -> bytes:
    """Return the table (RFC 4180) in UTF-8."""
    rows = (_cells(known, offer, base) for known in known_schools(offer))
    return csv_table(COLUMNS, rows).encode("utf-8")


def _cells(known: KnownSchool, offer: Offer, base: SiteBase) -> Iterator[object]:
    school, status = known.school, known.report_status
    yield from (known.entry.slug, school.urn, school.name, kind_text(school), school.city)
    yield from ("; ".join(school.phases), "yes" if school.in_area else "no")
    yield from (school.status, state_text(status.state))
    address = status.address
    yield base.absolute(address) if address.startswith("/") else address
    yield from _days(status.dated, status.checked, offer.today)
    yield from (status.reading_age, status.words)
    yield "; ".join(part.id for part in status.parts_missing)
    yield "yes" if known.senco else "no"
    contact = offer.lists.contacts.get(known.coordinator or "")
    yield contact.role if contact else None


def _days(dated: date | None, checked: date | None, today: date) -> Iterable[object]:
    return (dated, months_between(dated, today) if dated else None, checked)
