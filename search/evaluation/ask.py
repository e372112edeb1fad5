"""The graded queries put to an index: the results of each, how good they are, and why."""

from collections.abc import Iterable
from dataclasses import dataclass

from localoffer.pages.search_contexts import Choices
from search.engine.find import SearchHits, find
from search.engine.reader import Reader
from search.evaluation.graded_queries import GradedQuery
from search.evaluation.measures import DEPTH, Measures, measure
from search.explain import explain, labelled_points


@dataclass(frozen=True, slots=True)
class GradedResult:
    """A result as the evaluation reports it: its address, grade and score, and the reasons."""

    address: str
    grade: int
    score: int
    parts: tuple[tuple[str, int], ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnsweredQuery:
    """A graded query, the words that were searched for, its first results, and its measures."""

    query: GradedQuery
    words: str
    first: tuple[GradedResult, ...]
    measures: Measures


def ask(
    queries: Iterable[GradedQuery], reader: Reader, *, explained: int = 3
) -> tuple[AnsweredQuery, ...]:
    """Return each graded query answered, with its first few results explained."""
    return tuple(_answer(query, query.text, reader, explained) for query in queries)


def ask_spelt(queries: Iterable[GradedQuery], reader: Reader) -> tuple[Measures, ...]:
    """Return how well the misspelt queries are answered once they are spelt right."""
    return tuple(
        _answer(query, query.spelt, reader, 0).measures for query in queries if query.spelt
    )


def _answer(query: GradedQuery, text: str, reader: Reader, explained: int) -> AnsweredQuery:
    hits = find(Choices(text), reader)
    numbers = hits.results[:DEPTH]
    grades = [query.grades.get(reader.result_fields(number)[0], 0) for number in numbers]
    return AnsweredQuery(
        query,
        hits.query.text,
        tuple(_graded_result(number, query, hits, reader) for number in numbers[:explained]),
        measure(query, grades),
    )


def _graded_result(
    number: int, query: GradedQuery, hits: SearchHits, reader: Reader
) -> GradedResult:
    address = reader.result_fields(number)[0]
    return GradedResult(
        address,
        query.grades.get(address, 0),
        hits.scored.scores.get(number, 0),
        labelled_points(number, hits),
        tuple(explain(number, hits)),
    )
