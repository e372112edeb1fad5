"""What was measured, as Markdown."""

import os
import platform
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import astuple
from pathlib import Path

from benchmarks.contenders import hugo_program
from benchmarks.course import NAMES, Council, Result, county
from benchmarks.schools import Numbers

#: The most that ours may take of Hugo's time in the same run, for 5,000 services or a county.
_TARGETS = {"first build": 3.0}
_AFTER = 0.3
_TARGET_SIZE = 5_000


def table(results: Sequence[Result]) -> str:
    """Return every figure as Markdown: machine, times with ratios, stages, memory, growth."""
    return "\n".join(
        [_machine(), *_times(results), *_stages(results), *_sizes(results), *_growth(results), ""]
    )


def _machine() -> str:
    said = subprocess.run((hugo_program(), "version"), capture_output=True, text=True, check=True)
    version = said.stdout.split("+")[0].split("-")[0].removeprefix("hugo v")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{len(os.sched_getaffinity(0))} cores ({_processor()}), {memory:.0f} GB of memory, "
        f"{platform.system()} {platform.release().split('-')[0]}, "
        f"Python {platform.python_version()}, Hugo {version}.\n"
    )


def _processor() -> str:
    rows = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    names = (row.partition(":")[2].strip() for row in rows if row.startswith("model name"))
    return next(names, platform.machine())


def _times(results: Sequence[Result]) -> Iterator[str]:
    yield (
        "| services | place | build | ours, s | Hugo, s | ratio | target "
        "| ours, processor s | Hugo, processor s | ratio |"
    )
    yield "|--:|---|---|--:|--:|--:|--:|--:|--:|--:|"
    for one in results:
        for scene in one.council.scenes:
            wall = [one.wall(scene, name) for name in NAMES]
            work = [one.processor(scene, name) for name in NAMES]
            target = f"{_TARGETS.get(scene, _AFTER)}" if _has_targets(one.council) else ""
            yield (
                f"| {one.council.words} | {one.place} | {scene} | {wall[0]:.2f} | {wall[1]:.2f} | "
                f"**{wall[0] / wall[1]:.2f}** | {target} | {work[0]:.2f} | {work[1]:.2f} | "
                f"{work[0] / work[1]:.2f} |"
            )
    runs = (
        f"{one.council.words} on {one.place}: median of {one.times}, load {one.load:.1f}"
        for one in results
    )
    yield f"\n{'; '.join(runs)}.\n"


def _stages(results: Sequence[Result]) -> Iterator[str]:
    """Ours, stage by stage, in memory where that was measured: the disk is not what we wrote."""
    place = results[0].place
    names = list(results[0].stages["first build"])
    yield f"Seconds of our own stages, on {place}, in the last run of each:\n"
    yield f"| services | build | {' | '.join(names)} |"
    yield f"|--:|---|{'--:|' * len(names)}"
    for one in results:
        for scene in one.council.scenes if one.place == place else ():
            seconds = one.stages[scene]
            if scene != "nothing changed":  # such a build reports nothing: it does nothing
                rows = (f"{seconds.get(name, 0):.2f}" for name in names)
                yield f"| {one.council.words} | {scene} | {' | '.join(rows)} |"
    yield ""


def _sizes(results: Sequence[Result]) -> Iterator[str]:
    yield (
        "| services | place | pages, ours | pages, Hugo | bytes of a service's page, ours | Hugo "
        "| of a school's page, ours | Hugo | peak MB, ours | peak MB, Hugo |"
    )
    yield "|--:|---|--:|--:|--:|--:|--:|--:|--:|--:|"
    for one in results:
        size, other = one.sizes["ours"], one.sizes["Hugo"]
        yield (
            f"| {one.council.words} | {one.place} | {size.pages:,} | {other.pages:,} | "
            f"{size.service_bytes:,} | {other.service_bytes:,} | "
            f"{size.school_bytes:,} | {other.school_bytes:,} | "
            f"{one.memory['ours']:.0f} | {one.memory['Hugo']:.0f} |"
        )
    yield ""


def _growth(results: Sequence[Result]) -> Iterator[str]:
    for small in results:
        for large in results:
            if small.place == large.place and large.council == _four_times(small.council):
                said = ", ".join(f"{name} {_grown(small, large, name):.2f}" for name in NAMES)
                yield (
                    f"From {small.council.words} to {large.council.words} a first build on "
                    f"{small.place} takes so many times as long: {said}."
                )


def _grown(small: Result, large: Result, name: str) -> float:
    return large.wall("first build", name) / small.wall("first build", name)


def _has_targets(council: Council) -> bool:
    return council in (Council(_TARGET_SIZE), county(1))


def _four_times(council: Council) -> Council:
    schools = council.schools
    four = schools and Numbers(*(4 * number for number in astuple(schools)))
    return Council(4 * council.services, four)
