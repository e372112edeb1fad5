"""Titles of results that tell two pages about one place apart: its service and its school."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from search.documents.document import Family, SearchDocument

#: What each page of one place has, after the name in a result.
_HAS: dict[Family, str] = {"service": "what they offer", "school": "contacts and facts"}


def told_apart(documents: Iterable[SearchDocument]) -> Iterator[SearchDocument]:
    """Yield documents; a service and a school of one name say what each of their pages has."""
    known = tuple(documents)
    families: dict[str, set[Family]] = defaultdict(set)
    for document in known:
        families[document.title].add(document.family)
    for document in known:
        has = _HAS.get(document.family)
        if has and _HAS.keys() <= families[document.title]:
            yield replace(document, result_title=f"{document.title}: {has}")
        else:
            yield document
