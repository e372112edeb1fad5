"""The graded queries: what people type, and the pages that answer it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args

import yaml

from localoffer.problems import UsageError, quoted
from search.evaluation.variants import VARIANTS, Variant

#: The grade of the right page: a parent stops there.
RIGHT = 3
_GRADES = range(1, RIGHT + 1)


@dataclass(frozen=True, slots=True)
class GradedQuery:
    """What was typed, the grade of each page that answers it, and a misspelling spelt right."""

    text: str
    variant: Variant
    grades: Mapping[str, int]
    spelt: str = ""


def read_queries(file: Path) -> tuple[GradedQuery, ...]:
    """Return the graded queries of a file.

    Raises:
        UsageError: the file cannot be read, or a query in it is not complete.
    """
    try:
        rows = yaml.load(file.read_bytes(), yaml.CSafeLoader)
    except (OSError, yaml.YAMLError) as problem:
        raise UsageError(f"{file} cannot be read: {problem}") from None
    if not isinstance(rows, list) or not rows:
        raise UsageError(f"{file} has no questions. Begin each with “- query: …”.")
    return tuple(_query(row, file.name) for row in rows)


def with_known_pages(
    queries: tuple[GradedQuery, ...], known: Collection[str]
) -> Iterator[GradedQuery]:
    """Yield the queries without the pages that are gone, such as events that are over.

    A query that has lost its right page is left out.
    """
    for query in queries:
        grades = {address: grade for address, grade in query.grades.items() if address in known}
        if RIGHT in grades.values():
            yield replace(query, grades=grades)


def _query(row: Any, name: str) -> GradedQuery:
    if not isinstance(row, dict) or not isinstance(row.get("query"), str):
        raise UsageError(f"{name}: {quoted(row)} has no query. Write “query: ” and what was typed.")
    query, variant, pages = row["query"], row.get("variant"), row.get("pages")
    if variant not in VARIANTS:
        names = ", ".join(get_args(Variant))
        raise UsageError(f"{name}: {quoted(query)} has no variant. Choose one of: {names}.")
    if not isinstance(pages, dict) or any(grade not in _GRADES for grade in pages.values()):
        raise UsageError(f"{name}: {quoted(query)}: grade each page 1, 2 or 3 under “pages”.")
    return GradedQuery(query, variant, pages, str(row.get("spelt", "")))
