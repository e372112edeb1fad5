"""The documents of an offer. A new kind of record needs one function here that yields them."""

from collections.abc import Callable, Iterator

from localoffer.model.guide import Landing
from localoffer.offer import Offer
from search.documents.annual_reports import annual_reports
from search.documents.comments import comments
from search.documents.contacts import contacts
from search.documents.document import SearchDocument
from search.documents.ehc_dates import ehc_dates
from search.documents.events import events
from search.documents.expectation_lists import expectation_lists
from search.documents.fixed_pages import site_pages
from search.documents.glossary import words_explained
from search.documents.guides import guides
from search.documents.provision import statements
from search.documents.school_directory import school_lists
from search.documents.schools import reports, schools
from search.documents.services import services
from search.documents.titled_records import titled_records
from search.documents.told_apart import told_apart
from search.documents.wall import wall

YIELDERS: tuple[Callable[[Offer], Iterator[SearchDocument]], ...] = (
    services,
    guides,
    titled_records(Landing, "topic", "Topic"),
    schools,
    reports,
    school_lists,
    statements,
    expectation_lists,
    words_explained,
    events,
    contacts,
    site_pages,
    ehc_dates,
    comments,
    wall,
    annual_reports,
)


def documents(offer: Offer) -> tuple[SearchDocument, ...]:
    """Return every document of an offer in the order of their addresses, which numbers them."""
    yielded = (document for yielder in YIELDERS for document in yielder(offer))
    return tuple(sorted(told_apart(yielded), key=lambda document: document.address))
