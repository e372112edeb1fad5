"""``evaluate``: how well a council's search finds what families type, as figures or as a table."""

import json
import sys
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table
from rich.text import Text

from localoffer.cli.run import DONE, today
from localoffer.pages.search_contexts import Choices
from localoffer.problems import UsageError
from localoffer.workspace import Workspace
from search.engine.reader import Reader
from search.engine.results import search
from search.evaluation.council_index import council_index
from search.evaluation.evaluation import as_json, evaluation_of
from search.evaluation.evaluation_report import print_report
from search.evaluation.graded_queries import read_queries

#: So many results of each search are kept; for people the first alone is shown, so that all of
#: them can be read at one sitting.
_FIRST = 3


@dataclass(frozen=True, slots=True)
class FoundFirst:
    """A search, what it was put right to (empty: nothing), and its first results' titles."""

    typed: str
    showing_for: str
    titles: tuple[str, ...]


def run(workspace: Workspace, options: Namespace) -> int:
    """Print the measures of a council's own queries, or what is found for those of the lists.

    Raises:
        UsageError: there is no such folder, or the file of queries cannot be read.
        ContentError: the content has mistakes, so there is nothing to search.
    """
    if not options.content.is_dir():
        message = f"There is no folder {options.content}. Name the content folder with --content."
        raise UsageError(message)
    queries = read_queries(options.queries) if options.queries else ()
    with council_index(options.content, workspace, today()) as council:
        if queries:
            evaluation = evaluation_of(council, queries)
            if options.json:
                _print_json(as_json(evaluation))
            else:
                print_report(evaluation, Console(), "Your own queries")
        else:
            _show_found([found_first(text, council.reader) for text in council.watched], options)
    return DONE


def found_first(typed: str, reader: Reader) -> FoundFirst:
    """Return what a search finds first."""
    results = search(Choices(typed), reader, per_page=_FIRST)
    titles = tuple(f"{one.title} ({one.kind})" for one in results.results)
    return FoundFirst(typed, results.showing_for, titles)


def _show_found(rows: Sequence[FoundFirst], options: Namespace) -> None:
    if options.json:
        _print_json([asdict(row) for row in rows])
        return
    table = Table("What is typed", "What is found first", box=SIMPLE)
    for row in rows:
        note = f" (put right to: {row.showing_for})" if row.showing_for else ""
        first = row.titles[0] if row.titles else "nothing"
        table.add_row(Text(f"{row.typed}{note}"), Text(first))
    console = Console()
    console.print(table)
    nothing = sum(not row.titles for row in rows)
    console.print(f"{len(rows)} searches; nothing is found for {nothing} of them.")


def _print_json(value: object) -> None:
    sys.stdout.write(f"{json.dumps(value, ensure_ascii=False, indent=1)}\n")
