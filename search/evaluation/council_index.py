"""A council's pages as search knows them, with an index of them that is made for an evaluation."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from localoffer.offer import Offer
from localoffer.pipeline import CheckResult, Task, check
from localoffer.problems import ContentError, errors
from localoffer.read.layers import is_national
from localoffer.workspace import Workspace
from search.documents import documents
from search.documents.document import SearchDocument
from search.engine.reader import Reader
from search.index.site_files import write_index


@dataclass(frozen=True, slots=True)
class CouncilIndex:
    """The index of a council, what it was made from, and the addresses of all its pages.

    ``watched`` are the searches that the council's own list and the national one name
    (``vocabulary/searches.yaml``), its own first.
    """

    offer: Offer
    documents: tuple[SearchDocument, ...]
    addresses: frozenset[str]
    watched: tuple[str, ...]
    reader: Reader


@contextmanager
def council_index(content: Path, workspace: Workspace, day: date) -> Iterator[CouncilIndex]:
    """Yield the index of a council's content as of a day; it is gone afterwards.

    Raises:
        ContentError: the content has mistakes, so there is nothing to search.
    """
    state = workspace.state()
    checked = check(Task(content, workspace.resources, state, day))
    if checked.offer is None or errors(checked.problems):
        raise ContentError(checked.problems)
    searched = documents(checked.offer)
    addresses = {document.address for document in searched}
    addresses |= {page.address for page in checked.pages}
    with TemporaryDirectory() as name:
        folder = Path(name) / "index"
        write_index(content, state, checked.offer, folder)
        watched = tuple(_watched(checked))
        yield CouncilIndex(checked.offer, searched, frozenset(addresses), watched, Reader(folder))


def _watched(checked: CheckResult) -> list[str]:
    rows = [(is_national(path), row) for path, _, row in checked.assembly.rows("watched-search")]
    rows.sort(key=lambda one: one[0])
    return list(dict.fromkeys(words for _, row in rows for words in row.words))
