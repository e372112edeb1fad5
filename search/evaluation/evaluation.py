"""The whole evaluation as one value, from a council's content and the graded queries."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from localoffer.workspace import Workspace
from search.evaluation.ask import AnsweredQuery, ask, ask_spelt
from search.evaluation.council_index import CouncilIndex, council_index
from search.evaluation.fts5 import in_fts5
from search.evaluation.graded_queries import GradedQuery, with_known_pages
from search.evaluation.measures import MISSPELLING, Mean, mean, means, measure

_WORST = 10


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How well search answers the graded queries.

    ``means`` by variant and over all, and ``fts5`` the same of SQLite's full-text search on the
    same documents; ``spelt`` is that of the misspelt queries once spelt right; ``left_out`` are
    queries whose right page is gone; ``documents`` the addresses searched.
    """

    answers: tuple[AnsweredQuery, ...]
    means: Mapping[str, Mean]
    fts5: Mapping[str, Mean]
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
    with council_index(content, workspace, day) as council:
        return evaluation_of(council, queries)


def evaluation_of(council: CouncilIndex, queries: tuple[GradedQuery, ...]) -> Evaluation:
    """Return how well the index of a council answers queries."""
    answerable = tuple(with_known_pages(queries, council.addresses))
    answers = ask(answerable, council.reader)
    misspelt = [query for query in answerable if query.variant == MISSPELLING]
    return Evaluation(
        answers,
        means((answer.query.variant, answer.measures) for answer in answers),
        _fts5_means(council, answerable),
        mean(ask_spelt(misspelt, council.reader)),
        _left_out(queries, answerable),
        frozenset(document.address for document in council.documents),
    )


def _fts5_means(council: CouncilIndex, queries: Sequence[GradedQuery]) -> Mapping[str, Mean]:
    found = in_fts5(council.documents, [query.text for query in queries])
    return means(
        (query.variant, measure(query, [query.grades.get(address, 0) for address in addresses]))
        for query, addresses in zip(queries, found, strict=True)
    )


def as_json(evaluation: Evaluation) -> dict[str, Any]:
    """Return an evaluation as plain values."""
    return {
        "variants": {name: asdict(mean) for name, mean in evaluation.means.items()},
        "fts5": {name: asdict(mean) for name, mean in evaluation.fts5.items()},
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
