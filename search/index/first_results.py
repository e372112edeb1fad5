"""Searches whose first result is another in a new version of the content."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from localoffer.extension import FirstResult, FirstResultChange, SearchedOffer
from localoffer.pages.search_contexts import Choices
from search.documents import documents
from search.engine.find import find
from search.engine.reader import Reader
from search.filters import filters
from search.index.index_store import copy_index
from search.index.site_files import write_index
from search.places.read_places import read_places
from search.synonyms import read_vocabulary


def first_result_changes(
    old: SearchedOffer, new: SearchedOffer, state: Path, queries: Sequence[str]
) -> tuple[FirstResultChange, ...]:
    """Return the queries whose first result differs between two offers, in the order given.

    Args:
        old: The offer before.
        new: The offer now.
        state: The folder of what is kept between runs.
        queries: Words as parents type them.
    """
    if _searched(old) == _searched(new):
        return ()
    with TemporaryDirectory(prefix="local-offer-search-") as name:
        before, now = Path(name) / "before", Path(name) / "now"
        write_index(old.content, state, old.offer, before)
        copy_index(before, now)  # what is the same need not be made again
        write_index(new.content, state, new.offer, now)
        return tuple(_changes(Reader(before), Reader(now), queries))


def _searched(one: SearchedOffer) -> tuple[object, ...]:
    """Return all that the results of a search depend on."""
    offer = one.offer
    places = read_places(one.content, offer)
    return documents(offer), read_vocabulary(offer), filters(offer), places


def _changes(before: Reader, now: Reader, queries: Sequence[str]) -> Iterator[FirstResultChange]:
    for query in dict.fromkeys(queries):
        old, new = _first(query, before), _first(query, now)
        if (old and old.address) != (new and new.address):
            yield FirstResultChange(query, old, new)


def _first(query: str, reader: Reader) -> FirstResult | None:
    results = find(Choices(query), reader).results
    if not results:
        return None
    address, title, *_ = reader.result_fields(results[0])
    return FirstResult(address, title)
