"""How well others find the same: ``python -m benchmarks.search_peers``.

SQLite's full-text search, Pagefind, MiniSearch and lunr search the same built pages for the same
questions in the same run: those to tune to, and those that are scored and never read. Three of
them know pages, not parts of pages: a peer that finds /glossary/ counts as having found the best
graded word of the glossary, and so for events and contacts. Exit status 1 if a peer is better over
all, or for any variant of question to tune to.
"""

import sys
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.contenders import ROOT
from benchmarks.search_contenders import Answers, in_node, in_pagefind, make_pagefind
from benchmarks.search_pages import PageText, build_site, copy_pages, covered, page_texts
from localoffer.workspace import Workspace
from search.evaluate import GRADED
from search.evaluation.council_index import CouncilIndex, council_index
from search.evaluation.evaluation import Evaluation, evaluation_of
from search.evaluation.graded_queries import GradedQuery, read_queries
from search.evaluation.measures import ALL, Mean, means, measure

OURS = "ours"


def main() -> int:
    """Print a table for each set; return 1 if a peer is better where none may be."""
    tests = ROOT / "tests"
    worse: list[str] = []
    with TemporaryDirectory() as name, _council() as council:
        tuned, unseen = (
            evaluation_of(council, read_queries(file))
            for file in (tests / "searches.yaml", tests / "search_unseen" / "example.yaml")
        )
        pages = _make_pages(tuned, Path(name))
        for title, evaluation in (("Tuned to", tuned), ("Never read", unseen)):
            peers = {"FTS5": evaluation.fts5, **_peers(evaluation, pages)}
            results = {OURS: evaluation.means, **peers}
            sys.stdout.write(f"{title}. {_table(results)}\n\n")
            variants = evaluation.means if evaluation is tuned else (ALL,)
            worse += [variant for variant in variants if _better(results, variant)]
    return 1 if worse else 0


def _council() -> AbstractContextManager[CouncilIndex]:
    return council_index(ROOT / "content", Workspace.of_checkout(ROOT), GRADED)


@dataclass(frozen=True)
class _Pages:
    """The pages that peers search: a folder that Pagefind has indexed, and their texts."""

    folder: Path
    texts: Sequence[PageText]


def _make_pages(evaluation: Evaluation, folder: Path) -> _Pages:
    site, copy = folder / "site", folder / "pages"
    build_site(ROOT / "content", site, GRADED)
    addresses = covered(site, evaluation.documents)
    copy_pages(site, addresses, copy)
    make_pagefind(copy)
    return _Pages(copy, page_texts(site, addresses))


def _peers(evaluation: Evaluation, pages: _Pages) -> Mapping[str, Mapping[str, Mean]]:
    queries = [answer.query for answer in evaluation.answers]
    texts = [query.text for query in queries]
    peers = {"Pagefind": _means(queries, in_pagefind(pages.folder, texts))}
    for name, program in (("MiniSearch", "minisearch"), ("lunr", "lunr")):
        by_boost = in_node(program, pages.texts, texts).values()
        peers[name] = _best([_means(queries, answers) for answers in by_boost])
    return peers


def _means(queries: Sequence[GradedQuery], answers: Answers) -> Mapping[str, Mean]:
    return means(
        (query.variant, measure(query, [_grade(query, address) for address in addresses]))
        for query, addresses in zip(queries, answers, strict=True)
    )


def _grade(query: GradedQuery, page: str) -> int:
    grades = (
        grade
        for address, grade in query.grades.items()
        if address == page or address.startswith(f"{page}#")
    )
    return max(grades, default=0)


def _best(results: Sequence[Mapping[str, Mean]]) -> Mapping[str, Mean]:
    return max(results, key=lambda means_: means_[ALL].ndcg)


def _better(results: Mapping[str, Mapping[str, Mean]], variant: str) -> list[str]:
    """Return the peers that answer a variant of question better than our search does."""
    ndcg = results[OURS][variant].ndcg
    return [name for name, means_ in results.items() if means_[variant].ndcg > ndcg]


def _table(results: Mapping[str, Mapping[str, Mean]]) -> str:
    names = list(results)
    rows = ["Mean nDCG@10, and hit@3 after the stroke:\n", f"| variant | {' | '.join(names)} | |"]
    rows.append(f"|---|{'--:|' * len(names)}---|")
    for variant in results[OURS]:
        better = _better(results, variant)
        means_ = [result[variant] for result in results.values()]
        cells = (f"{mean.ndcg:.3f} / {mean.hit3:.2f}" for mean in means_)
        mark = f"**below {', '.join(better)}**" if better else ""
        rows.append(f"| {variant} | {' | '.join(cells)} | {mark} |")
    return "\n".join(rows)


if __name__ == "__main__":
    sys.exit(main())
