"""The whole evaluation as one value, from a council's content and the graded questions."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from localoffer.pipeline import Task, check
from localoffer.problems import ContentError, errors
from search.documents import documents
from search.engine.reader import Reader
from search.evaluation.ask import AnsweredQuery, ask, ask_spelt
from search.evaluation.graded_queries import GradedQuery, still_there
from search.evaluation.measures import MISSPELLING, Mean, mean, means
from search.index.site_files import write_index

_WORST = 10
_STATE = ".localoffer"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What the evaluation found.

    ``means`` by variant and over all; ``spelt`` is the misspelt questions once spelt right;
    ``left_out`` are questions whose right page is gone; ``documents`` the addresses searched.
    """

    answers: tuple[AnsweredQuery, ...]
    means: Mapping[str, Mean]
    spelt: Mean
    left_out: tuple[str, ...]
    documents: frozenset[str]

    @property
    def worst(self) -> tuple[AnsweredQuery, ...]:
        """The answers that help least: without a right page among the first three, worst first."""
        rows = sorted(self.answers, key=lambda one: (one.judged.hit3, one.judged.ndcg))
        return tuple(rows[:_WORST])


def evaluate(
    content: Path, root: Path, questions: tuple[GradedQuery, ...], day: date
) -> Evaluation:
    """Return how well the search of a council's content answers questions, as of a day.

    Raises:
        ContentError: the content has mistakes, so there is nothing to search.
    """
    state = root / _STATE
    checked = check(Task(content, root, state, day))
    if checked.offer is None or errors(checked.problems):
        raise ContentError(checked.problems)
    searched = frozenset(document.address for document in documents(checked.offer))
    known = searched | {page.address for page in checked.pages}
    asked = tuple(still_there(questions, known))
    with TemporaryDirectory() as name:
        folder = Path(name) / "index"
        write_index(content, state, checked.offer, folder)
        reader = Reader(folder)
        answers = ask(asked, reader)
        spelt = ask_spelt([one for one in asked if one.variant == MISSPELLING], reader)
    return Evaluation(
        answers,
        means((one.question.variant, one.judged) for one in answers),
        mean(spelt),
        _left_out(questions, asked),
        searched,
    )


def as_json(found: Evaluation) -> dict[str, Any]:
    """Return an outcome as plain values."""
    return {
        "variants": {name: asdict(one) for name, one in found.means.items()},
        "misspelling_spelt_right": asdict(found.spelt),
        "left_out": found.left_out,
        "worst": [_row(answer) for answer in found.worst],
    }


def _row(answer: AnsweredQuery) -> dict[str, Any]:
    return {
        "query": answer.question.query,
        "searched_for": answer.words,
        "variant": answer.question.variant,
        **asdict(answer.judged),
        "graded": dict(answer.question.grades),
        "first": [
            {"address": one.address, "grade": one.grade, "score": one.score, "why": one.parts}
            for one in answer.first
        ],
    }


def _left_out(questions: Sequence[GradedQuery], asked: Sequence[GradedQuery]) -> tuple[str, ...]:
    kept = {question.query for question in asked}
    return tuple(question.query for question in questions if question.query not in kept)
