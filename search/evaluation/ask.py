"""Asking the questions of an index, and keeping what came and why."""

from collections.abc import Iterable
from dataclasses import dataclass

from localoffer.pages.search_contexts import Choices
from search.engine.find import Found, find
from search.engine.reader import Reader
from search.evaluation.graded_queries import Question
from search.evaluation.measures import DEPTH, Judged, judge
from search.explain import contributions, explain


@dataclass(frozen=True, slots=True)
class Shown:
    """A result as the evaluation tells it: its address, grade and score, and why it has that."""

    address: str
    grade: int
    score: int
    parts: tuple[tuple[str, int], ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A question, what the search made of its words, and its first results."""

    question: Question
    words: str
    first: tuple[Shown, ...]
    judged: Judged


def ask(questions: Iterable[Question], reader: Reader, *, told: int = 3) -> tuple[Answer, ...]:
    """Return the answers to questions, with the first few results of each explained."""
    return tuple(_answer(question, question.query, reader, told) for question in questions)


def ask_spelt(questions: Iterable[Question], reader: Reader) -> tuple[Judged, ...]:
    """Return how well the misspelt questions are answered once they are spelt right."""
    return tuple(
        _answer(question, question.spelt, reader, 0).judged
        for question in questions
        if question.spelt
    )


def _answer(question: Question, text: str, reader: Reader, told: int) -> Answer:
    found = find(Choices(text), reader)
    numbers = found.results[:DEPTH]
    grades = [question.grades.get(reader.shown(number)[0], 0) for number in numbers]
    return Answer(
        question,
        found.query.text,
        tuple(_shown(number, question, found, reader) for number in numbers[:told]),
        judge(question, grades),
    )


def _shown(number: int, question: Question, found: Found, reader: Reader) -> Shown:
    address = reader.shown(number)[0]
    return Shown(
        address,
        question.grades.get(address, 0),
        found.scored.scores.get(number, 0),
        contributions(number, found),
        tuple(explain(number, found)),
    )
