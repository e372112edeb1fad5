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
from search.evaluation.evaluation import as_json, evaluate
from search.evaluation.evaluation_report import print_report
from search.evaluation.floor import below_floor, could_rise, read_floor
from search.evaluation.graded_queries import read_queries

#: The day for which the questions are graded: events pass, and pages grow old.
GRADED = date(2026, 11, 22)

_DONE, _BELOW, _USAGE = 0, 1, 2


def main(words: Sequence[str] | None = None) -> int:
    """Print the report; return the exit status."""
    options = _options(words)
    try:
        queries = read_queries(options.questions)
        floor = read_floor(options.floor)
        evaluation = evaluate(options.content, own_workspace(), queries, options.day)
    except LocalOfferError as problem:
        sys.stderr.write(f"{problem}\n")
        return _USAGE
    too_low = below_floor(floor, evaluation.means, evaluation.spelt)
    if options.json:
        report = {**as_json(evaluation), "below_the_floor": too_low}
        sys.stdout.write(f"{json.dumps(report, ensure_ascii=False, indent=1)}\n")
    else:
        print_report(evaluation, Console())
    for line in (*too_low, *could_rise(floor, evaluation.means)):
        sys.stderr.write(f"{line}\n")
    return _BELOW if too_low else _DONE


def _options(words: Sequence[str] | None) -> Namespace:
    parser = ArgumentParser(prog="python -m search.evaluate", description=__doc__)
    parser.add_argument("--content", type=Path, default=Path("content"), metavar="DIR")
    parser.add_argument(
        "--questions", type=Path, default=Path("tests/searches.yaml"), metavar="FILE",
        help="the graded questions (tests/searches.yaml)",
    )  # fmt: skip
    parser.add_argument(
        "--floor", type=Path, default=Path("tests/search_floor.yaml"), metavar="FILE",
        help="how good the search has to stay (tests/search_floor.yaml)",
    )  # fmt: skip
    parser.add_argument(
        "--day", type=date.fromisoformat, default=GRADED, metavar="YYYY-MM-DD",
        help=f"as of which day ({GRADED})",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser.parse_args(words)


if __name__ == "__main__":
    sys.exit(main())
