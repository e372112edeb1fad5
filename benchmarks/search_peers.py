"""How well others find the same: ``python -m benchmarks.search_peers``.

Pagefind, MiniSearch and lunr search the same built pages for the same questions in the same run.
They know pages, not parts of pages: a peer that finds /glossary/ counts as having found the best
graded word of the glossary, and so for events and contacts. Exit status 1 if, for any variant of
question, a peer is better.
"""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.contenders import ROOT
from benchmarks.search_contenders import Answers, in_node, in_pagefind, make_pagefind
from benchmarks.search_pages import build_site, copy_pages, covered, page_texts
from localoffer.workspace import Workspace
from search.evaluate import GRADED
from search.evaluation.evaluation import Evaluation, evaluate
from search.evaluation.graded_queries import GradedQuery, read_queries
from search.evaluation.measures import ALL, Mean, means, measure

OURS = "ours"


def main() -> int:
    """Print the table; return 1 if a peer is better anywhere."""
    queries = read_queries(ROOT / "tests" / "searches.yaml")
    evaluation = evaluate(ROOT / "content", Workspace.of_checkout(ROOT), queries, GRADED)
    with TemporaryDirectory() as folder:
        results = {OURS: evaluation.means, **_peers(evaluation, Path(folder))}
    sys.stdout.write(f"{_table(results)}\n")
    worse = [variant for variant in evaluation.means if _better(results, variant)]
    return 1 if worse else 0


def _peers(evaluation: Evaluation, folder: Path) -> Mapping[str, Mapping[str, Mean]]:
    queries = [answer.query for answer in evaluation.answers]
    texts = [query.text for query in queries]
    site, copy = folder / "site", folder / "pages"
    build_site(ROOT / "content", site, GRADED)
    addresses = covered(site, evaluation.documents)
    copy_pages(site, addresses, copy)
    make_pagefind(copy)
    pages = page_texts(site, addresses)
    peers = {"Pagefind": _means(queries, in_pagefind(copy, texts))}
    for name, program in (("MiniSearch", "minisearch"), ("lunr", "lunr")):
        by_boost = in_node(program, pages, texts).values()
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
