"""SQLite's full-text search beside ours: BM25 with our field weights, misspelt words by trigrams.

It gets what our index is made from, the same documents with the same fields, other names and
keywords too; not the vocabulary.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing

from search.documents.document import SearchDocument
from search.evaluation.measures import DEPTH
from search.weights import FIELDS

_WORD = re.compile(r"[^\W_]+")

#: A word of fewer letters has too few trigrams to tell what it may be.
_LEAST_LETTERS = 4

_FIND = "SELECT address FROM pages WHERE pages MATCH ? ORDER BY bm25(pages, 0, {}) LIMIT ?"
_NEAREST = "SELECT word FROM spellings WHERE spellings MATCH ? ORDER BY bm25(spellings) LIMIT 1"


def in_fts5(documents: Iterable[SearchDocument], queries: Sequence[str]) -> list[list[str]]:
    """Return the addresses that SQLite finds for each query, best first."""
    with closing(sqlite3.connect(":memory:")) as pages:
        _fill(pages, documents)
        return [_found(pages, query) for query in queries]


def _fill(pages: sqlite3.Connection, documents: Iterable[SearchDocument]) -> None:
    columns = ", ".join(FIELDS)
    pages.execute(
        f"CREATE VIRTUAL TABLE pages USING fts5(address UNINDEXED, {columns}, "
        "tokenize='porter unicode61 remove_diacritics 2')"
    )
    pages.execute("CREATE VIRTUAL TABLE spellings USING fts5(word, tokenize='trigram')")
    words: set[str] = set()
    adding = f"INSERT INTO pages VALUES ({', '.join('?' * (1 + len(FIELDS)))})"  # noqa: S608 - only marks
    for document in documents:
        texts = [_text(getattr(document, name)) for name in FIELDS]
        pages.execute(adding, (document.address, *texts))
        words.update(_words(" ".join(texts)))
    pages.executemany("INSERT INTO spellings VALUES (?)", [(word,) for word in sorted(words)])


def _text(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else " \n ".join(value)


def _words(text: str) -> Iterator[str]:
    return (match[0] for match in _WORD.finditer(text.lower()))


def _found(pages: sqlite3.Connection, query: str) -> list[str]:
    asked = " OR ".join(f'"{_known(pages, word)}"' for word in _words(query))
    if not asked:
        return []
    weights = ", ".join(str(field.worth) for field in FIELDS.values())
    return [row[0] for row in pages.execute(_FIND.format(weights), (asked, DEPTH))]


def _known(pages: sqlite3.Connection, word: str) -> str:
    """Return a word as it is if any page has it, else the word that shares most of its trigrams."""
    count = pages.execute("SELECT 1 FROM pages WHERE pages MATCH ? LIMIT 1", (f'"{word}"',))
    if count.fetchone() or len(word) < _LEAST_LETTERS:
        return word
    trigrams = (f'"{word[place : place + 3]}"' for place in range(len(word) - 2))
    nearest = pages.execute(_NEAREST, (" OR ".join(trigrams),)).fetchone()
    return str(nearest[0]) if nearest else word
