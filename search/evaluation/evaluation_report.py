"""The evaluation as people read it: tables on a terminal, plain text in a file."""

from collections.abc import Mapping

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from search.evaluation.ask import AnsweredQuery
from search.evaluation.evaluation import Evaluation
from search.evaluation.measures import ALL, MISSPELLING, Mean

_HEADS = ("questions", "hit@1", "hit@3", "nDCG@10")


def show(found: Evaluation, console: Console) -> None:
    """Print the measures by variant, and the questions that are answered worst."""
    console.print(_table(found.means, found.spelt))
    for query in found.left_out:
        console.print(f"Left out, as its right page is gone: {query}", markup=False)
    console.print(f"\nThe {len(found.worst)} answered worst, and why:", style="bold")
    for answer in found.worst:
        _show_answer(answer, console)


def _table(means: Mapping[str, Mean], spelt: Mean) -> Table:
    table = Table("variant", box=SIMPLE)
    for head in _HEADS:
        table.add_column(head, justify="right")
    for name, one in means.items():
        if name == ALL:
            table.add_section()
        table.add_row(name, *_cells(one))
        if name == MISSPELLING:
            table.add_row("  the same, spelt right", *_cells(spelt), style="dim")
    return table


def _cells(one: Mean) -> tuple[str, ...]:
    return (str(one.questions), f"{one.hit1:.3f}", f"{one.hit3:.3f}", f"{one.ndcg:.3f}")


def _show_answer(answer: AnsweredQuery, console: Console) -> None:
    judged = answer.judged
    console.print(
        f"\n“{answer.question.query}” ({answer.question.variant}, nDCG@10 {judged.ndcg:.3f})",
        style="bold",
        markup=False,
    )
    rows = answer.question.grades.items()
    right = [address for address, grade in rows if grade == max(answer.question.grades.values())]
    lines = [f"Right: {', '.join(right)}"]
    if answer.words != answer.question.query.lower():
        lines.append(f"Searched for: {answer.words}")
    for place, one in enumerate(answer.first, 1):
        lines.append(f"{place}. {one.address} (grade {one.grade})")
        lines += [f"   {line}" for line in one.lines]
    console.print("\n".join(lines), markup=False, highlight=False, soft_wrap=True)
