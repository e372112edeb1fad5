"""The graded queries put to an index: the results of each, how good they are, and why."""

from collections.abc import Iterable
from dataclasses import dataclass

from localoffer.pages.search_contexts import Choices
from search.engine.find import SearchHits, find
from search.engine.reader import Reader
from search.evaluation.graded_queries import GradedQuery
from search.evaluation.measures import DEPTH, Judged, judge
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

    question: GradedQuery
    words: str
    first: tuple[GradedResult, ...]
    judged: Judged


def ask(
    questions: Iterable[GradedQuery], reader: Reader, *, explained: int = 3
) -> tuple[AnsweredQuery, ...]:
    """Return each graded query answered, with its first few results explained."""
    return tuple(_answer(question, question.query, reader, explained) for question in questions)


def ask_spelt(questions: Iterable[GradedQuery], reader: Reader) -> tuple[Judged, ...]:
    """Return how well the misspelt questions are answered once they are spelt right."""
    return tuple(
        _answer(question, question.spelt, reader, 0).judged
        for question in questions
        if question.spelt
    )


def _answer(question: GradedQuery, text: str, reader: Reader, explained: int) -> AnsweredQuery:
    hits = find(Choices(text), reader)
    numbers = hits.results[:DEPTH]
    grades = [question.grades.get(reader.result_fields(number)[0], 0) for number in numbers]
    return AnsweredQuery(
        question,
        hits.query.text,
        tuple(_graded_result(number, question, hits, reader) for number in numbers[:explained]),
        judge(question, grades),
    )


def _graded_result(
    number: int, question: GradedQuery, hits: SearchHits, reader: Reader
) -> GradedResult:
    address = reader.result_fields(number)[0]
    return GradedResult(
        address,
        question.grades.get(address, 0),
        hits.scored.scores.get(number, 0),
        labelled_points(number, hits),
        tuple(explain(number, hits)),
    )
