"""The index as files of the site: what ``build`` adds to the pages."""

import os
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from pathlib import Path

from localoffer import build_cache
from localoffer.extension import ExtraFiles
from localoffer.offer import Offer
from localoffer.pages.page import Page
from localoffer.problems import LocalOfferError
from localoffer.publish import PlannedFile
from search.documents import documents
from search.documents.document import SearchDocument
from search.filters import filters
from search.index.document_cache import count
from search.index.index_store import IndexSource, update_index
from search.index.lexicon import English, read_english
from search.index.occurrences import phrases_of
from search.places.read_places import read_places
from search.synonyms import read_vocabulary

#: Where the index lies in a site.
FOLDER = "search"

#: Kinds of page that are one record each: search has to find every one of them.
_RECORDS = (
    "service",
    "guide",
    "step-by-step",
    "journey",
    "easy-read",
    "topic",
    "school",
    "school-report",
    "provision-statement",
    "comment",
)


class EmptyIndex(LocalOfferError):  # noqa: N818 - it says what is wrong, as its kin do
    """The index would leave pages out, so nothing is published."""


def add(content: Path, state: Path, offer: Offer, pages: tuple[Page, ...]) -> ExtraFiles:
    """Return the files of the index.

    Raises:
        EmptyIndex: the index would leave pages of records out, or is empty.
    """
    searched = documents(offer)
    _refuse_to_leave_out(searched, pages)
    folder = folder_of(content, state)
    digests = _updated(source_of(searched, content, state, offer), folder, state)
    files = tuple(
        PlannedFile(f"{FOLDER}/{path}", digest, (folder / path).read_bytes)
        for path, digest in digests.items()
    )
    return ExtraFiles(files, {"documents": len(searched)})


def write_index(content: Path, state: Path, offer: Offer, folder: Path) -> None:
    """Write the index of an offer into a folder, for a search without a site."""
    _updated(source_of(documents(offer), content, state, offer), folder, state)


def _updated(source: IndexSource, folder: Path, state: Path) -> Mapping[str, str]:
    """Update an index with what is known of English, which is cached for the next time."""
    stored = build_cache.load(state / "english")
    is_current = stored and stored[0] == build_cache.code_digest()
    english: English = stored[1] if is_current else read_english()
    known = len(english.written)
    folder.with_name(f"{folder.name}.inputs").unlink(missing_ok=True)
    digests = update_index(source, folder, english)
    if not is_current or len(english.written) > known:
        build_cache.save(state / "english", (build_cache.code_digest(), english))
    return digests


def folder_of(content: Path, state: Path) -> Path:
    """Return where the index of a content folder is kept."""
    name = blake2b(os.fsencode(content.resolve()), digest_size=6).hexdigest()
    return state / "index" / name


def source_of(
    searched: tuple[SearchDocument, ...], content: Path, state: Path, offer: Offer
) -> IndexSource:
    """Return all that an index is made from."""
    vocabulary = read_vocabulary(offer)
    return IndexSource(
        documents=searched,
        counts=count(searched, phrases_of(vocabulary.meanings), state),
        vocabulary=vocabulary,
        filters=filters(offer),
        places=read_places(content, offer),
    )


def _refuse_to_leave_out(searched: Iterable[SearchDocument], pages: Iterable[Page]) -> None:
    known = {document.address for document in searched}
    missing = [
        page.address for page in pages if page.kind in _RECORDS and page.address not in known
    ]
    if missing:
        message = (
            f"The search would not find {len(missing)} pages, such as {missing[0]}. "
            "Their kind of record yields no documents: see search/documents/."
        )
        raise EmptyIndex(message)
    if not known:
        message = "There is nothing to search: the offer has no services, guides or topics yet."
        raise EmptyIndex(message)
