"""The evaluation as people read it: tables on a terminal, plain text in a file."""

from collections.abc import Mapping

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from search.evaluation.ask import AnsweredQuery
from search.evaluation.evaluation import Evaluation
from search.evaluation.measures import ALL, MISSPELLING, Mean

_HEADS = ("questions", "hit@1", "hit@3", "nDCG@10")


def print_report(evaluation: Evaluation, console: Console) -> None:
    """Print the measures by variant, and the queries that are answered worst."""
    console.print(_table(evaluation.means, evaluation.spelt))
    for query in evaluation.left_out:
        console.print(f"Left out, as its right page is gone: {query}", markup=False)
    console.print(f"\nThe {len(evaluation.worst)} answered worst, and why:", style="bold")
    for answer in evaluation.worst:
        _show_answer(answer, console)


def _table(means: Mapping[str, Mean], spelt: Mean) -> Table:
    table = Table("variant", box=SIMPLE)
    for head in _HEADS:
        table.add_column(head, justify="right")
    for name, mean in means.items():
        if name == ALL:
            table.add_section()
        table.add_row(name, *_cells(mean))
        if name == MISSPELLING:
            table.add_row("  the same, spelt right", *_cells(spelt), style="dim")
    return table


def _cells(mean: Mean) -> tuple[str, ...]:
    return (str(mean.questions), f"{mean.hit1:.3f}", f"{mean.hit3:.3f}", f"{mean.ndcg:.3f}")


def _show_answer(answer: AnsweredQuery, console: Console) -> None:
    query = answer.query
    console.print(
        f"\n“{query.text}” ({query.variant}, nDCG@10 {answer.measures.ndcg:.3f})",
        style="bold",
        markup=False,
    )
    rows = query.grades.items()
    right = [address for address, grade in rows if grade == max(query.grades.values())]
    lines = [f"Right: {', '.join(right)}"]
    if answer.words != query.text.lower():
        lines.append(f"Searched for: {answer.words}")
    for place, result in enumerate(answer.first, 1):
        lines.append(f"{place}. {result.address} (grade {result.grade})")
        lines += [f"   {line}" for line in result.lines]
    console.print("\n".join(lines), markup=False, highlight=False, soft_wrap=True)
