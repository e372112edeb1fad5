"""Measure our build side by side with Hugo's: ``python -m benchmarks.run``, or ``make bench``.

The table goes to standard output, progress to standard error.
"""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from benchmarks.contenders import ROOT
from benchmarks.course import Council, county, measure
from benchmarks.table import table

#: How often each size is built, up to so many services; a larger council is built once.
_TIMES = ((1_000, 5), (10_000, 3))
_PLACES = {"tmpfs": Path("/dev/shm"), "disk": ROOT / ".localoffer"}  # noqa: S108 - memory, on purpose


def main() -> None:
    """Measure what the words of the command line ask for, and print the table."""
    options = _options()
    results = []
    councils = [county(times) for times in options.counties]
    for council in councils or [Council(services) for services in options.sizes]:
        for place in options.places:
            folder = _PLACES[place] / "local-offer-benchmark"
            times = options.times or _times(council.services)
            index = not options.without_index
            results.append(measure(council, place, folder, times, _say, index=index))
    sys.stdout.write(table(results))


def _options() -> Namespace:
    parser = ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[500, 5_000, 20_000], metavar="N",
        help="numbers of services (500 5000 20000)",
    )  # fmt: skip
    parser.add_argument(
        "--counties", type=int, nargs="+", default=[], metavar="N",
        help="instead: councils of a large county's size, schools and all, so many times",
    )  # fmt: skip
    parser.add_argument(
        "--without-index", action="store_true", help="leave the search index out of our builds"
    )
    parser.add_argument(
        "--places", nargs="+", choices=tuple(_PLACES), default=list(_PLACES),
        help="where the files lie: in memory, on the disk (both)",
    )  # fmt: skip
    parser.add_argument(
        "--times", type=int, default=0, metavar="N",
        help="how often to build each (5 up to 1,000 services, 3 up to 10,000, then once)",
    )  # fmt: skip
    return parser.parse_args()


def _times(services: int) -> int:
    return next((times for size, times in _TIMES if services <= size), 1)


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")


if __name__ == "__main__":
    main()
