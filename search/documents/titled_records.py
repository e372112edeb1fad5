"""Records with a title, a summary and a text as search knows them, whatever their kind."""

from collections.abc import Callable, Iterator
from typing import Any

from localoffer.model.base import Record
from localoffer.offer import Offer
from search.documents.body_text import body_of, headings_of
from search.documents.document import Family, ResultText, SearchDocument


def titled_records(
    model: type[Record], family: Family, label: str
) -> Callable[[Offer], Iterator[SearchDocument]]:
    """Return a function that yields every record of a kind as a document.

    Args:
        model: The kind's model, with ``title``, ``summary`` and ``keywords``.
        family: How much such a page counts (``weights.FAMILIES``).
        label: What a result says it is, such as "Topic".
    """

    def documents_of(offer: Offer) -> Iterator[SearchDocument]:
        for entry in offer.entries(model):
            record: Any = entry.record
            yield SearchDocument(
                address=entry.address,
                title=record.title,
                summary=record.summary,
                family=family,
                result_text=ResultText(kind=label),
                keywords=record.keywords,
                headings=headings_of(entry.text),
                body=body_of(entry.text),
            )

    return documents_of
