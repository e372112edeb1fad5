"""Asking the questions of an index, and keeping what came and why."""

from collections.abc import Iterable
from dataclasses import dataclass

from localoffer.pages.search_contexts import Choices
from search.engine.find import SearchHits, find
from search.engine.reader import Reader
from search.evaluation.graded_queries import GradedQuery
from search.evaluation.measures import DEPTH, Judged, judge
from search.explain import contributions, explain


@dataclass(frozen=True, slots=True)
class JudgedText:
    """A result as the evaluation tells it: its address, grade and score, and why it has that."""

    address: str
    grade: int
    score: int
    parts: tuple[tuple[str, int], ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JudgedResult:
    """A question, what the search made of its words, and its first results."""

    question: GradedQuery
    words: str
    first: tuple[JudgedText, ...]
    judged: Judged


def ask(
    questions: Iterable[GradedQuery], reader: Reader, *, told: int = 3
) -> tuple[JudgedResult, ...]:
    """Return the answers to questions, with the first few results of each explained."""
    return tuple(_answer(question, question.query, reader, told) for question in questions)


def ask_spelt(questions: Iterable[GradedQuery], reader: Reader) -> tuple[Judged, ...]:
    """Return how well the misspelt questions are answered once they are spelt right."""
    return tuple(
        _answer(question, question.spelt, reader, 0).judged
        for question in questions
        if question.spelt
    )


def _answer(question: GradedQuery, text: str, reader: Reader, told: int) -> JudgedResult:
    found = find(Choices(text), reader)
    numbers = found.results[:DEPTH]
    grades = [question.grades.get(reader.shown(number)[0], 0) for number in numbers]
    return JudgedResult(
        question,
        found.query.text,
        tuple(_shown(number, question, found, reader) for number in numbers[:told]),
        judge(question, grades),
    )


def _shown(number: int, question: GradedQuery, found: SearchHits, reader: Reader) -> JudgedText:
    address = reader.shown(number)[0]
    return JudgedText(
        address,
        question.grades.get(address, 0),
        found.scored.scores.get(number, 0),
        contributions(number, found),
        tuple(explain(number, found)),
    )
