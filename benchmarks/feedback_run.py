"""Measure how fast comments are kept: ``python -m benchmarks.feedback_run``.

Ours, a bare Flask route that does one such INSERT, and Isso, by turns in the same run. The table
goes to standard output, progress to standard error. It needs wrk and PostgreSQL.
"""

import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from sqlalchemy import create_engine, text

from benchmarks.contenders import ROOT
from benchmarks.feedback_load import Load, forms, isso_comments, load
from benchmarks.feedback_queue import queue_of
from benchmarks.feedback_servers import KEY, ORIGIN, Running, Server, bare, isso, ours, running
from checks.postgres import serving_postgres

_BUILT = ROOT / ".localoffer" / "bench" / "feedback"
_FORM, _JSON = "application/x-www-form-urlencoded", "application/json"

#: More than any of them answers in a second.
_FASTEST = 4_000
_CONNECTIONS = (4, 16)
_HALF, _LATE, _MEMORY, _QUEUE = 0.5, 60, 150, 300


@dataclass(frozen=True)
class Row:
    """What one server did with so many connections, turn by turn, and what it held at the end.

    ``processor`` is milliseconds of processor for each comment, ``memory`` megabytes of a worker.
    """

    name: str
    connections: int
    loads: tuple[Load, ...]
    processor: tuple[float, ...]
    memory: float

    @property
    def rate(self) -> float:
        """The median of the answers a second."""
        return median(one.rate for one in self.loads)

    @property
    def p50(self) -> float:
        """The median of the turns' medians, in milliseconds."""
        return median(one.p50 for one in self.loads)

    @property
    def p99(self) -> float:
        """The median of the turns' 99th percentiles, in milliseconds."""
        return median(one.p99 for one in self.loads)


def main() -> None:
    """Measure everything and print it as Markdown."""
    parser = ArgumentParser(description="Measure how fast comments are kept.")
    parser.add_argument("--seconds", type=int, default=8, help="of each load")
    parser.add_argument("--turns", type=int, default=3, help="of each server")
    parser.add_argument("--queue", type=int, default=100_000, help="comments in the long queue")
    options = parser.parse_args()
    _build()
    with TemporaryDirectory(dir=_BUILT) as name, serving_postgres() as postgres:
        work = Work(Path(name), options.seconds, options.turns)
        _tell("SQLite, two workers", work.rows(_on_sqlite(work.folder)))
        _tell("PostgreSQL, four workers", work.rows(_on_postgres(postgres)))
        took = queue_of(options.queue, f"sqlite:///{work.folder / 'queue.sqlite3'}", _BUILT)
    sys.stdout.write(f"\nA queue of {options.queue:,} opens in {took:.0f} ms; ")
    sys.stdout.write(f"the target is {_QUEUE}: {_holds(took < _QUEUE)}.\n")


def _build() -> None:
    """Build the example council, whose pages the service shows."""
    _BUILT.mkdir(parents=True, exist_ok=True)
    site = str(_BUILT / "site")
    words = [sys.executable, "build.py", "build", "--content", "content", "--site", site]
    subprocess.run(words, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def _on_sqlite(folder: Path) -> list[Server]:
    files = {name: f"sqlite:///{folder / name}.sqlite3" for name in ("bare", "ours")}
    return [bare(files["bare"]), ours(files["ours"], _BUILT), isso(folder)]


def _on_postgres(server: str) -> list[Server]:
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for name in ("bare", "ours"):
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
    engine.dispose()
    address = server.removesuffix("postgres")
    return [bare(f"{address}bare", 4), ours(f"{address}ours", _BUILT, 4)]


@dataclass(frozen=True)
class Work:
    """Where the work is done, how long each load lasts, and how often each server has its turn."""

    folder: Path
    seconds: int
    turns: int

    def rows(self, servers: Sequence[Server]) -> list[Row]:
        """Load the servers by turns and return what each did."""
        with ExitStack() as stack:
            started = [stack.enter_context(running(server)) for server in servers]
            return [row for number in _CONNECTIONS for row in self._loaded(started, number)]

    def _loaded(self, started: Sequence[Running], connections: int) -> Iterator[Row]:
        loads: dict[str, list[Load]] = {one.server.name: [] for one in started}
        processor: dict[str, list[float]] = {one.server.name: [] for one in started}
        for turn in range(self.turns):
            for one in started if turn % 2 else reversed(started):
                sys.stderr.write(f"{one.server.name}, {connections} connections, turn {turn + 1}\n")
                before = one.processor()
                loads[one.server.name].append(found := self._load(one, connections))
                taken = (one.processor() - before) / found.answered * 1000
                processor[one.server.name].append(taken)
        for one in started:
            name = one.server.name
            told = tuple(loads[name]), tuple(processor[name])
            yield Row(name, connections, *told, one.memory())

    def _load(self, one: Running, connections: int) -> Load:
        bodies, number = self.folder / "bodies", _FASTEST * self.seconds
        is_isso = one.server.name == "Isso"
        lines = isso_comments(number) if is_isso else forms(KEY, number)
        bodies.write_text("\n".join(lines), encoding="utf-8")
        kind = _JSON if is_isso else _FORM
        before = _kept(one)
        found = load(one.address, bodies, kind, ORIGIN, connections, self.seconds)
        lost = found.answered - found.refused - (_kept(one) - before)
        message = f"{one.server.name}: {found.refused} refused, {lost} answered and not kept."
        if lost > 0 or (found.refused and not is_isso):
            raise SystemExit(message)
        if found.refused:  # Isso answers some with an error while another writes
            sys.stderr.write(f"{message}\n")
        return found


def _kept(one: Running) -> int:
    """Return how many comments the server's database holds."""
    engine = create_engine(one.server.database)
    with engine.connect() as connection:
        number = connection.execute(text("SELECT count(*) FROM comments")).scalar_one()
    engine.dispose()
    return int(number)


def _tell(title: str, rows: Sequence[Row]) -> None:
    """Print what was measured with its ratios and the targets that they are held to."""
    bases = {row.connections: row.rate for row in rows if row.name == rows[0].name}
    of_each = "a second | ratio | p50, ms | p99, ms | processor, ms a comment | MB a worker"
    out = [f"\n| {title} | connections | {of_each} |", "|---|--:|--:|--:|--:|--:|--:|--:|"]
    for row in rows:
        ratio = row.rate / bases[row.connections]
        cells = f"{row.rate:,.0f} | {ratio:.2f} | {row.p50:.1f} | {row.p99:.1f}"
        cells = f"{cells} | {median(row.processor):.2f} | {row.memory:.0f}"
        out.append(f"| {row.name} | {row.connections} | {cells} |")
    ours = next(row for row in reversed(rows) if row.name == "ours")
    ratio, memory = ours.rate / bases[ours.connections], ours.memory
    out += ["", "| target | measured | |", "|---|--:|---|"]
    out.append(f"| at least {_HALF} of a bare route | {ratio:.2f} | {_holds(ratio >= _HALF)} |")
    out.append(f"| p99 under {_LATE} ms | {ours.p99:.0f} | {_holds(ours.p99 < _LATE)} |")
    out.append(f"| under {_MEMORY} MB a worker | {memory:.0f} | {_holds(memory < _MEMORY)} |")
    sys.stdout.write("\n".join(out) + "\n")
    sys.stdout.flush()


def _holds(is_so: bool) -> str:  # noqa: FBT001 - a yes or a no in words
    return "holds" if is_so else "missed"


if __name__ == "__main__":
    main()
