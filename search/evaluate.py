"""How well search finds what people type: ``python -m search.evaluate``, or ``make evaluate``.

Exit status: 0 done, 1 below the floor of tests/search_floor.yaml, 2 wrong usage.
"""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from rich.console import Console

from localoffer.problems import LocalOfferError
from localoffer.workspace import own_workspace
from search.evaluation.council_index import council_index
from search.evaluation.evaluation import Evaluation, as_json, evaluation_of
from search.evaluation.evaluation_report import print_report, print_unseen
from search.evaluation.floor import below_floor, could_move, read_floor
from search.evaluation.graded_queries import read_queries
from search.evaluation.unseen import (
    UnseenFigures,
    as_plain,
    other_council_figures,
    unseen_figures,
)

#: The day for which the questions are graded: events pass, and pages grow old.
GRADED = date(2026, 11, 22)

#: A real council's records. They are not ours to publish: where they are not beside the
#: repository, that council is left out.
FEED = Path("../shared/data/services/north-lincolnshire-open-referral-v2.json")

_DONE, _BELOW, _USAGE = 0, 1, 2


def main(words: Sequence[str] | None = None) -> int:
    """Print the report; return the exit status."""
    options = _options(words)
    try:
        floor = read_floor(options.floor)
        evaluation, figures = _measured(options)
    except LocalOfferError as problem:
        sys.stderr.write(f"{problem}\n")
        return _USAGE
    too_low = below_floor(floor, figures)
    if options.json:
        report = {**as_json(evaluation), "unseen": as_plain(figures), "below_the_floor": too_low}
        sys.stdout.write(f"{json.dumps(report, ensure_ascii=False, indent=1)}\n")
    else:
        console = Console()
        print_report(evaluation, console, f"Tuned to: {options.questions}")
        print_unseen(figures, console)
    for line in (*too_low, *could_move(floor, figures)):
        sys.stderr.write(f"{line}\n")
    return _BELOW if too_low else _DONE


def _measured(options: Namespace) -> tuple[Evaluation, UnseenFigures]:
    workspace = own_workspace()
    queries = read_queries(options.questions)
    other = other_council_figures(options.unseen, options.feed, workspace, options.day)
    with council_index(options.content, workspace, options.day) as council:
        return evaluation_of(council, queries), unseen_figures(options.unseen, council, other)


def _options(words: Sequence[str] | None) -> Namespace:
    parser = ArgumentParser(prog="python -m search.evaluate", description=__doc__)
    for name, default, metavar, text in (
        ("content", Path("content"), "DIR", "the council that is searched"),
        ("questions", Path("tests/searches.yaml"), "FILE", "the graded questions to tune to"),
        ("unseen", Path("tests/search_unseen"), "DIR", "what is scored and never read"),
        ("feed", FEED, "FILE", "the other council's records"),
        ("floor", Path("tests/search_floor.yaml"), "FILE", "how good the search has to stay"),
    ):
        parser.add_argument(
            f"--{name}", type=Path, default=default, metavar=metavar, help=f"{text} ({default})"
        )
    parser.add_argument(
        "--day", type=date.fromisoformat, default=GRADED, metavar="YYYY-MM-DD",
        help=f"as of which day ({GRADED})",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser.parse_args(words)


if __name__ == "__main__":
    sys.exit(main())
