"""One size in one place: both build the same council by turns, anew and after changes."""

import json
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from statistics import median

from benchmarks.contenders import ROOT, Contender, hugo, ours
from benchmarks.council import make_council
from benchmarks.measure import Taken, peak_memory, run
from benchmarks.scenes import COUNTY_SCENES, SCENES, Prepare
from benchmarks.schools import Numbers, make_schools

Say = Callable[[str], None]


@dataclass(frozen=True)
class Council:
    """What is built: so many made services, in the example's other records or a county's."""

    services: int
    schools: Numbers | None = None

    @property
    def words(self) -> str:
        """The size in words, for tables."""
        if self.schools is None:
            return f"{self.services:,}"
        return f"{self.services:,} and {sum(astuple(self.schools)):,} schools"

    @property
    def scenes(self) -> Mapping[str, Prepare]:
        """What is built of it."""
        return COUNTY_SCENES if self.schools else SCENES

    def make(self, content: Path) -> None:
        """Write it into the folder ``content``."""
        make_council(ROOT / "content", content, self.services)
        if self.schools:
            make_schools(content, self.schools)


def county(times: int) -> Council:
    """Return a council of a large county's size, or so many times of it.

    Essex has about 550 schools, 1,700 early years settings and 8 colleges.
    """
    return Council(1_500 * times, Numbers(550 * times, 1_700 * times, 8 * times))


@dataclass(frozen=True)
class Size:
    """What a built site holds: pages, and the median bytes of a service's page and a school's."""

    pages: int
    service_bytes: int
    school_bytes: int


@dataclass(frozen=True)
class Result:
    """All that was measured of one size in one place; times by scene, then by contender."""

    council: Council
    place: str
    times: int
    load: float
    taken: Mapping[str, Mapping[str, Sequence[Taken]]]
    stages: Mapping[str, Mapping[str, float]]
    memory: Mapping[str, float]
    sizes: Mapping[str, Size]

    def wall(self, scene: str, name: str) -> float:
        """Return the median seconds on the clock."""
        return median(one.wall for one in self.taken[scene][name])

    def processor(self, scene: str, name: str) -> float:
        """Return the median seconds of processor."""
        return median(one.processor for one in self.taken[scene][name])


#: The two that are measured.
NAMES = ("ours", "Hugo")


def measure(
    council: Council, place: str, folder: Path, times: int, say: Say, *, index: bool = True
) -> Result:
    """Make the council in ``folder``, build it by turns ``times`` times over, and tell all.

    Without ``index`` ours builds no search index; Hugo never does.
    """
    shutil.rmtree(folder, ignore_errors=True)
    content = folder / "content"
    say(f"{council.words} on {place}: making the council")
    council.make(content)
    contenders = _contenders(content, folder, index=index)
    load = os.getloadavg()[0]
    taken: dict[str, dict[str, list[Taken]]] = {
        scene: {one.name: [] for one in contenders} for scene in council.scenes
    }
    stages: dict[str, Mapping[str, float]] = {}
    for turn in range(times):
        for scene, prepare in council.scenes.items():
            prepare(contenders, content, turn)
            for one in contenders[:: -1 if turn % 2 else 1]:
                os.sync()  # what the other has written is on the disk before this one starts
                taken[scene][one.name].append(run(one.command, one.surroundings))
            stages[scene] = _stages(contenders[0].site)
            say(f"  {scene}, {turn + 1} of {times}: {_said(taken[scene])}")
    memory = {one.name: _memory(one) for one in contenders}
    sizes = {one.name: _size(one.site) for one in contenders}
    shutil.rmtree(folder)
    return Result(council, place, times, load, taken, stages, memory, sizes)


def _contenders(content: Path, folder: Path, *, index: bool) -> Sequence[Contender]:
    """Return both, after one build each that is not counted and warms the machine up."""
    first = ours(content, folder / "by-us", index=index)
    run(first.command, first.surroundings)
    second = hugo(content, folder / "by-hugo", first.site)
    run(second.command, second.surroundings)
    return (first, second)


def _stages(site: Path) -> Mapping[str, float]:
    report = json.loads((site / "build.json").read_text(encoding="utf-8"))
    return dict(report.get("seconds", {}))


def _said(taken: Mapping[str, Sequence[Taken]]) -> str:
    return ", ".join(f"{name} {rows[-1].wall:.2f} s" for name, rows in taken.items())


def _memory(one: Contender) -> float:
    one.clear()
    return peak_memory(one.command, one.surroundings)


def _size(site: Path) -> Size:
    services, schools = _bytes(site / "services"), _bytes(site / "schools")
    return Size(sum(1 for _ in site.rglob("*.html")), services, schools)


def _bytes(folder: Path) -> int:
    return round(median(file.stat().st_size for file in folder.glob("*/index.html")))
