"""How long a command takes, and how much memory it and its children hold at most."""

import resource
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_EVERY = 0.05


@dataclass(frozen=True)
class Taken:
    """Seconds on the clock, and seconds of processor of the command and all its children."""

    wall: float
    processor: float


def run(command: Sequence[str], surroundings: Mapping[str, str]) -> Taken:
    """Run a command to its end; one that fails ends the benchmark with what it said."""
    before, start = _processor(), time.perf_counter()
    done = subprocess.run(
        command, env=dict(surroundings), capture_output=True, text=True, check=False
    )
    taken = Taken(time.perf_counter() - start, _processor() - before)
    if done.returncode:
        message = f"{' '.join(command)}\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
        raise SystemExit(message)
    return taken


def peak_memory(command: Sequence[str], surroundings: Mapping[str, str]) -> float:
    """Return the most megabytes that the command and its children held at one time.

    A page of memory that several processes share counts once: the sum of Linux's ``Pss``
    (proc(5), smaps_rollup), looked at twenty times a second.
    """
    with subprocess.Popen(
        command, env=dict(surroundings), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        peak = 0
        while process.poll() is None:
            peak = max(peak, sum(map(_kilobytes, _tree(process.pid))))
            time.sleep(_EVERY)
    return peak / 1024


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _tree(process: int) -> Iterator[int]:
    yield process
    for file in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            children = file.read_text(encoding="ascii").split()
        except OSError:
            continue
        for child in children:
            yield from _tree(int(child))


def _kilobytes(process: int) -> int:
    try:
        rows = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(row.split()[1]) for row in rows if row.startswith("Pss:")), 0)
