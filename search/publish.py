"""The index as files of the site: what ``build`` adds to the pages."""

from collections.abc import Iterable, Iterator
from functools import partial
from hashlib import blake2b
from pathlib import Path

from localoffer.addition import Added
from localoffer.offer import Offer
from localoffer.pages.page import Page
from localoffer.problems import LocalOfferError
from localoffer.publish import Planned
from search.counting import count_all
from search.document import Document
from search.documents import documents
from search.filters import filters
from search.index.build import index_files
from search.index.occurrences import phrases_of
from search.places.read import read_places
from search.vocabulary import read_vocabulary

#: Where the index lies in a site.
FOLDER = "search"

#: Kinds of page that are a record each: every one of them has to be found.
_RECORDS = ("service", "guide", "step-by-step", "easy-read", "topic")


class EmptyIndex(LocalOfferError):  # noqa: N818 - it says what is wrong, as its kin do
    """The index would leave pages out, so nothing is published."""


def add(content: Path, state: Path, offer: Offer, pages: tuple[Page, ...]) -> Added:
    """Return the files of the index, or raise ``EmptyIndex`` where it would leave pages out."""
    found = documents(offer)
    _refuse_to_leave_out(found, pages)
    files = tuple(
        Planned(f"{FOLDER}/{path}", _key(content_), partial(bytes, content_))
        for path, content_ in _files(found, content, state, offer)
    )
    return Added(files, {"documents": len(found)})


def write_index(content: Path, state: Path, offer: Offer, folder: Path) -> None:
    """Write the index into a folder, for a search without a site; unchanged files stay."""
    for path, content_ in _files(documents(offer), content, state, offer):
        file = folder / path
        if not file.is_file() or file.read_bytes() != content_:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content_)


def _files(
    found: tuple[Document, ...], content: Path, state: Path, offer: Offer
) -> Iterator[tuple[str, bytes]]:
    vocabulary = read_vocabulary(offer)
    counted = count_all(found, phrases_of(vocabulary.meanings), state)
    places = read_places(content, offer)
    return index_files(found, counted, vocabulary, filters(offer), places)


def _refuse_to_leave_out(found: Iterable[Document], pages: Iterable[Page]) -> None:
    known = {document.address for document in found}
    missing = [page.address for page in pages if page.kind in _RECORDS and page.address not in known]
    if missing:
        message = (
            f"The search would not find {len(missing)} pages, such as {missing[0]}. "
            "Their kind of record yields no documents: see search/documents/."
        )
        raise EmptyIndex(message)
    if not known:
        message = "There is nothing to search: the offer has no services, guides or topics yet."
        raise EmptyIndex(message)


def _key(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()
