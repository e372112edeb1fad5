"""The whole evaluation as one value, from a council's content and the graded queries."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from localoffer.pipeline import Task, check
from localoffer.problems import ContentError, errors
from localoffer.workspace import Workspace
from search.documents import documents
from search.engine.reader import Reader
from search.evaluation.ask import AnsweredQuery, ask, ask_spelt
from search.evaluation.graded_queries import GradedQuery, with_known_pages
from search.evaluation.measures import MISSPELLING, Mean, mean, means
from search.index.site_files import write_index

_WORST = 10


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How well search answers the graded queries.

    ``means`` by variant and over all; ``spelt`` is that of the misspelt queries once spelt right;
    ``left_out`` are queries whose right page is gone; ``documents`` the addresses searched.
    """

    answers: tuple[AnsweredQuery, ...]
    means: Mapping[str, Mean]
    spelt: Mean
    left_out: tuple[str, ...]
    documents: frozenset[str]

    @property
    def worst(self) -> tuple[AnsweredQuery, ...]:
        """The answers that help least: without a right page among the first three, worst first."""
        rows = sorted(self.answers, key=lambda answer: (answer.measures.hit3, answer.measures.ndcg))
        return tuple(rows[:_WORST])


def evaluate(
    content: Path, workspace: Workspace, queries: tuple[GradedQuery, ...], day: date
) -> Evaluation:
    """Return how well the search of a council's content answers queries, as of a day.

    Raises:
        ContentError: the content has mistakes, so there is nothing to search.
    """
    state = workspace.state()
    checked = check(Task(content, workspace.resources, state, day))
    if checked.offer is None or errors(checked.problems):
        raise ContentError(checked.problems)
    searched = frozenset(document.address for document in documents(checked.offer))
    known = searched | {page.address for page in checked.pages}
    answerable = tuple(with_known_pages(queries, known))
    with TemporaryDirectory() as name:
        folder = Path(name) / "index"
        write_index(content, state, checked.offer, folder)
        reader = Reader(folder)
        answers = ask(answerable, reader)
        misspelt = [query for query in answerable if query.variant == MISSPELLING]
        spelt = ask_spelt(misspelt, reader)
    return Evaluation(
        answers,
        means((answer.query.variant, answer.measures) for answer in answers),
        mean(spelt),
        _left_out(queries, answerable),
        searched,
    )


def as_json(evaluation: Evaluation) -> dict[str, Any]:
    """Return an evaluation as plain values."""
    return {
        "variants": {name: asdict(mean) for name, mean in evaluation.means.items()},
        "misspelling_spelt_right": asdict(evaluation.spelt),
        "left_out": evaluation.left_out,
        "worst": [_row(answer) for answer in evaluation.worst],
    }


def _row(answer: AnsweredQuery) -> dict[str, Any]:
    return {
        "query": answer.query.text,
        "searched_for": answer.words,
        "variant": answer.query.variant,
        **asdict(answer.measures),
        "graded": dict(answer.query.grades),
        "first": [
            {
                "address": result.address,
                "grade": result.grade,
                "score": result.score,
                "why": result.parts,
            }
            for result in answer.first
        ],
    }


def _left_out(queries: Sequence[GradedQuery], answerable: Sequence[GradedQuery]) -> tuple[str, ...]:
    texts = {query.text for query in answerable}
    return tuple(query.text for query in queries if query.text not in texts)
