"""People to talk to, as search knows them."""

from collections.abc import Iterator

from localoffer.offer import Offer
from search.documents.document import ResultText, SearchDocument


def contacts(offer: Offer) -> Iterator[SearchDocument]:
    """Yield everyone whom a parent can talk to."""
    for contact in offer.lists.contacts.values():
        yield SearchDocument(
            address=f"/contact/#{contact.id}",
            title=contact.role,
            summary=contact.about,
            family="contact",
            result_text=ResultText(kind="Someone to talk to", place=contact.organization),
            names=tuple(phone.number for phone in contact.phones),
            keywords=("phone number", "contact", "email"),
            labels=(contact.organization,),
        )
