"""Measure a feed on its way to a site beside Hugo: ``python -m benchmarks.import_run``.

818 made services, as many as a real feed had, are imported with gaps into a new council's folder,
checked and built, with nothing kept from before. Hugo builds a council of as many made services,
whose files lie ready. The table goes to standard output, progress to standard error.
"""

import json
import os
import shutil
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.contenders import ROOT, hugo, ours
from benchmarks.council import make_council
from benchmarks.feed import made_feed
from benchmarks.measure import Taken, run

_RECORDS = 818
_TARGET = 30
_WORK = Path("/dev/shm/local-offer-import")  # noqa: S108 - memory, on purpose
_STEPS = ("import", "check", "build")


@dataclass(frozen=True)
class Turn:
    """What each of our steps took, and Hugo's build of as many services."""

    steps: Sequence[Taken]
    hugo: Taken

    @property
    def together(self) -> Taken:
        """Return our steps added up."""
        return Taken(sum(one.wall for one in self.steps), sum(one.processor for one in self.steps))


def main() -> None:
    """Measure as often as the command line asks, and print the table."""
    parser = ArgumentParser(prog="python -m benchmarks.import_run", description=__doc__)
    parser.add_argument("--records", type=int, default=_RECORDS, metavar="N")
    parser.add_argument("--times", type=int, default=3, metavar="N", help="how often (3)")
    options = parser.parse_args()
    feed = made_feed(ROOT / "content", options.records)
    turns = []
    for number in range(options.times):
        turns.append(_turn(feed))
        sys.stderr.write(f"turn {number + 1}: {turns[-1].together.wall:.1f} s\n")
    shutil.rmtree(_WORK)
    sys.stdout.write("\n".join(_table(turns, options.records)) + "\n")


def _turn(feed: Sequence[object]) -> Turn:
    shutil.rmtree(_WORK, ignore_errors=True)
    _WORK.mkdir(parents=True)
    content, file = _WORK / "council" / "content", _WORK / "feed.json"
    file.write_text(json.dumps(feed), encoding="utf-8")
    built = ours(content, _WORK)
    _lay_new_council(content.parent)
    into = ("--content", str(content))
    program, surroundings = built.command[:2], built.surroundings
    words = ("import", "open-referral", str(file), *into, "--publish-with-gaps")
    steps = (
        run((*program, *words), surroundings),
        run((*program, "check", *into), surroundings),
        run(built.command, surroundings),
    )
    make_council(ROOT / "content", _WORK / "made", len(feed))
    other = hugo(_WORK / "made", _WORK / "by-hugo", built.site)
    return Turn(steps, run(other.command, other.surroundings))


def _lay_new_council(folder: Path) -> None:
    """Write a new council's folder that may hold the feed's numbers, which are nobody's."""
    words = ("new", "council", str(folder), "--name", "Marsh Council")
    run((sys.executable, str(ROOT / "build.py"), *words), os.environ)
    with (folder / "content" / "site.yaml").open("a", encoding="utf-8") as site:
        site.write("fictional: yes\n")


def _table(turns: Sequence[Turn], records: int) -> Iterator[str]:
    yield f"{records:,} services, median of {len(turns)} turns:\n"
    yield "| step | seconds | processor s |"
    yield "|---|--:|--:|"
    for number, name in enumerate(_STEPS):
        yield _row(name, [turn.steps[number] for turn in turns])
    yield _row("**together**", [turn.together for turn in turns])
    yield _row("Hugo's build", [turn.hugo for turn in turns])
    wall = median(turn.together.wall for turn in turns)
    ratio = median(turn.together.wall / turn.hugo.wall for turn in turns)
    processor = median(turn.together.processor / turn.hugo.processor for turn in turns)
    yield f"\nTogether {wall:.1f} s (target {_TARGET}): {ratio:.1f} times Hugo's build,"
    yield f"{processor:.1f} times in processor."


def _row(name: str, taken: Sequence[Taken]) -> str:
    wall, processor = median(t.wall for t in taken), median(t.processor for t in taken)
    return f"| {name} | {wall:.2f} | {processor:.2f} |"


if __name__ == "__main__":
    main()
