"""What a Whoosh index of the same numbers would cost: evidence for docs/decisions, not a peer.

Each document's words, pairs and meanings with their numbers go into one field, weighed by the
number, so that a query adds up what is stored, as ours does.
"""

import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from whoosh import index
from whoosh.analysis import DelimitedAttributeFilter, RegexTokenizer
from whoosh.fields import ID, TEXT, Schema
from whoosh.lang.porter import stem as porter
from whoosh.query import Or, Term
from whoosh.scoring import Frequency

from localoffer.offer import Offer
from search.documents import documents
from search.engine.words import stems
from search.index.document_cache import count
from search.index.occurrences import phrases_of
from search.synonyms import read_vocabulary

Row = tuple[str, dict[str, int]]


@dataclass(frozen=True)
class WhooshTimes:
    """Seconds to write all in one and in two processes and to update one; ms of a query; bytes."""

    one_process: float
    two_processes: float
    update: float
    query: float
    bytes: int
    planning: str


def whoosh(offer: Offer, state: Path, folder: Path, queries: Sequence[str]) -> WhooshTimes:
    """Return what Whoosh takes for the documents of an offer."""
    searched = documents(offer)
    counted = count(searched, phrases_of(read_vocabulary(offer).meanings), state).all
    rows = [
        (document.address, dict(occurrences.weights))
        for document, occurrences in zip(searched, counted, strict=True)
    ]
    two = _seconds(lambda: _write(rows, folder, {"procs": 2, "limitmb": 256, "multisegment": True}))
    one = _seconds(lambda: _write(rows, folder, {"limitmb": 256}))
    update = _seconds(lambda: _update(folder, rows[0]))
    return WhooshTimes(
        one, two, update, _query(folder, queries), _bytes(folder), porter("planning")
    )


def _write(rows: Sequence[Row], folder: Path, options: dict[str, Any]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    analyzer = RegexTokenizer(r"[^|]+") | DelimitedAttributeFilter(
        delimiter="^", attribute="boost", default=1.0, type=float
    )
    schema = Schema(address=ID(unique=True, stored=True), keys=TEXT(analyzer, phrase=False))
    writer = index.create_in(str(folder), schema).writer(**options)
    for row in rows:
        writer.add_document(**_fields(row))
    writer.commit()


def _update(folder: Path, row: Row) -> None:
    writer = index.open_dir(str(folder)).writer()
    writer.update_document(**_fields(row))
    writer.commit()


def _fields(row: Row) -> dict[str, str]:
    address, numbers = row
    return {"address": address, "keys": "|".join(f"{key}^{n}" for key, n in numbers.items())}


def _query(folder: Path, queries: Sequence[str]) -> float:
    taken = []
    with index.open_dir(str(folder)).searcher(weighting=Frequency()) as searcher:
        for query in queries:
            terms = Or([Term("keys", stem) for stem in stems(query)])
            taken.append(_seconds(lambda terms=terms: searcher.search(terms, limit=10)))
    return 1000 * median(taken)


def _seconds(work: Any) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _bytes(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
