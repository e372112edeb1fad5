"""Words explained, as search knows them."""

from collections.abc import Iterator

from localoffer.offer import Offer
from search.documents.document import ResultText, SearchDocument


def words_explained(offer: Offer) -> Iterator[SearchDocument]:
    """Yield every word of the glossary; a retired one says so."""
    for term in offer.glossary:
        names = (term.stands_for,) if term.stands_for else ()
        yield SearchDocument(
            address=f"/glossary/#{term.id}",
            title=term.term,
            summary=term.meaning,
            family="word",
            result_text=ResultText(
                kind="Word explained",
                notice="An old name" if term.status == "retired" else "",
            ),
            names=names,
            keywords=(*term.also_called, *term.used_to_be_called, "what does it mean"),
            body=term.status_note or "",
        )
