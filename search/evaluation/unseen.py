"""What is scored and never read: only figures of it leave this module, never a query."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from localoffer.workspace import Workspace
from search.evaluation.another_council import imported_council, with_addresses
from search.evaluation.council_index import CouncilIndex
from search.evaluation.danger_sentences import DangerShares, danger_shares
from search.evaluation.evaluation import evaluation_of
from search.evaluation.graded_queries import GradedQuery, read_queries
from search.evaluation.measures import Mean
from search.evaluation.rare_words import kept_share


@dataclass(frozen=True, slots=True)
class SetFigures:
    """The measures of a set of queries by variant and over all, and of the misspelt spelt right.

    ``fts5`` are the measures of SQLite's full-text search on the same documents; ``left_out`` is
    the number of queries whose right page is gone.
    """

    means: Mapping[str, Mean]
    fts5: Mapping[str, Mean]
    spelt: Mean
    left_out: int


@dataclass(frozen=True, slots=True)
class UnseenFigures:
    """All figures of the folder of what is never read.

    ``other_council`` is None where that council's feed is not there; ``kept`` is the share of rare
    words that are left as they were typed. ``danger`` and ``danger_second`` are of sentences that
    two people wrote.
    """

    example: SetFigures
    other_council: SetFigures | None
    danger: DangerShares
    danger_second: DangerShares
    kept: float


def unseen_figures(
    folder: Path, council: CouncilIndex, other_council: SetFigures | None
) -> UnseenFigures:
    """Return the figures of a folder's files, with those of another council measured before."""
    return UnseenFigures(
        set_figures(council, read_queries(folder / "example.yaml")),
        other_council,
        danger_shares(folder / "danger.yaml", council.reader),
        danger_shares(folder / "danger_second.yaml", council.reader),
        kept_share(folder / "rare_words.yaml", council.reader),
    )


def other_council_figures(
    folder: Path, feed: Path, workspace: Workspace, day: date
) -> SetFigures | None:
    """Return the figures of another council's queries; None where its feed is not there."""
    if not feed.is_file():
        return None
    with imported_council(feed, workspace, day) as council:
        queries = with_addresses(read_queries(folder / "other_council.yaml"), council.offer)
        return set_figures(council, queries)


def set_figures(council: CouncilIndex, queries: Sequence[GradedQuery]) -> SetFigures:
    """Return how well an index answers queries, as figures alone."""
    outcome = evaluation_of(council, tuple(queries))
    return SetFigures(outcome.means, outcome.fts5, outcome.spelt, len(outcome.left_out))


def as_plain(figures: UnseenFigures) -> dict[str, Any]:
    """Return figures as plain values."""
    return asdict(figures)
