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
from search.evaluate import GRADED
from search.evaluation.evaluation import Evaluation, evaluate
from search.evaluation.graded_queries import GradedQuery, read_questions
from search.evaluation.measures import ALL, Mean, judge, means

OURS = "ours"


def main() -> int:
    """Print the table; return 1 if a peer is better anywhere."""
    questions = read_questions(ROOT / "tests" / "searches.yaml")
    ours = evaluate(ROOT / "content", ROOT, questions, GRADED)
    with TemporaryDirectory() as folder:
        found = {OURS: ours.means, **_peers(ours, Path(folder))}
    sys.stdout.write(f"{_table(found)}\n")
    worse = [variant for variant in ours.means if _better(found, variant)]
    return 1 if worse else 0


def _peers(ours: Evaluation, folder: Path) -> Mapping[str, Mapping[str, Mean]]:
    asked = [answer.question for answer in ours.answers]
    queries = [question.query for question in asked]
    site, copy = folder / "site", folder / "pages"
    build_site(ROOT / "content", site, GRADED)
    addresses = covered(site, ours.documents)
    copy_pages(site, addresses, copy)
    make_pagefind(copy)
    texts = page_texts(site, addresses)
    return {
        "Pagefind": _judged(asked, in_pagefind(copy, queries)),
        **{
            name: _best([_judged(asked, one) for one in in_node(program, texts, queries).values()])
            for name, program in (("MiniSearch", "minisearch"), ("lunr", "lunr"))
        },
    }


def _judged(asked: Sequence[GradedQuery], answers: Answers) -> Mapping[str, Mean]:
    return means(
        (question.variant, judge(question, [_grade(question, one) for one in found]))
        for question, found in zip(asked, answers, strict=True)
    )


def _grade(question: GradedQuery, page: str) -> int:
    parts = (
        grade for one, grade in question.grades.items() if one == page or one.startswith(f"{page}#")
    )
    return max(parts, default=0)


def _best(found: Sequence[Mapping[str, Mean]]) -> Mapping[str, Mean]:
    return max(found, key=lambda one: one[ALL].ndcg)


def _better(found: Mapping[str, Mapping[str, Mean]], variant: str) -> list[str]:
    """Return the peers that answer a variant of question better than we do."""
    ours = found[OURS][variant].ndcg
    return [name for name, one in found.items() if one[variant].ndcg > ours]


def _table(found: Mapping[str, Mapping[str, Mean]]) -> str:
    names = list(found)
    rows = ["Mean nDCG@10, and hit@3 after the stroke:\n", f"| variant | {' | '.join(names)} | |"]
    rows.append(f"|---|{'--:|' * len(names)}---|")
    for variant in found[OURS]:
        better = _better(found, variant)
        cells = (f"{one[variant].ndcg:.3f} / {one[variant].hit3:.2f}" for one in found.values())
        mark = f"**below {', '.join(better)}**" if better else ""
        rows.append(f"| {variant} | {' | '.join(cells)} | {mark} |")
    return "\n".join(rows)


if __name__ == "__main__":
    sys.exit(main())
