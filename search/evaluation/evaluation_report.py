"""The evaluation as people read it: tables on a terminal, plain text in a file."""

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from search.evaluation.ask import AnsweredQuery
from search.evaluation.evaluation import Evaluation
from search.evaluation.measures import ALL, MISSPELLING, Mean
from search.evaluation.unseen import SetFigures, UnseenFigures

#: FTS5 is SQLite's full-text search on the same documents: its nDCG@10.
_HEADS = ("questions", "hit@1", "hit@3", "nDCG@10", "MRR", "FTS5")


def print_report(evaluation: Evaluation, console: Console, title: str = "") -> None:
    """Print the measures by variant, and the queries that are answered worst."""
    console.print(_table(title, evaluation))
    for query in evaluation.left_out:
        console.print(f"Left out, as its right page is gone: {query}", markup=False)
    console.print(f"\nThe {len(evaluation.worst)} answered worst, and why:", style="bold")
    for answer in evaluation.worst:
        _show_answer(answer, console)


def print_unseen(figures: UnseenFigures, console: Console) -> None:
    """Print the figures of what is scored and never read."""
    _print_set("Never read: the example council", figures.example, console)
    if figures.other_council:
        _print_set("Never read: another council", figures.other_council, console)
    else:
        console.print("Another council was not scored: its feed is not there (--feed).")
    for which, danger in (("first", figures.danger), ("second", figures.danger_second)):
        console.print(
            f"Of the {which} {danger.dangers} sentences of danger {danger.seen:.3f} show the panel "
            f"of help, and of {danger.harmless} harmless ones {danger.false:.3f}."
        )
    console.print(f"Of rare words {figures.kept:.3f} are left as they were typed.")


def _print_set(title: str, figures: SetFigures, console: Console) -> None:
    console.print(_table(title, figures))
    if figures.left_out:
        console.print(f"{figures.left_out} left out, as their right page is gone.")


def _table(title: str, figures: Evaluation | SetFigures) -> Table:
    table = Table("variant", box=SIMPLE, title=title, title_justify="left")
    for head in _HEADS:
        table.add_column(head, justify="right")
    for name, mean in figures.means.items():
        if name == ALL:
            table.add_section()
        table.add_row(name, *_cells(mean), f"{figures.fts5[name].ndcg:.3f}")
        if name == MISSPELLING:
            table.add_row("  spelt right", *_cells(figures.spelt), style="dim")
    return table


def _cells(mean: Mean) -> tuple[str, ...]:
    values = (mean.hit1, mean.hit3, mean.ndcg, mean.mrr)
    return (str(mean.questions), *(f"{value:.3f}" for value in values))


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
