"""Measure how fast comments are kept: ``python -m benchmarks.feedback_run``.

Ours and a bare Flask route that does one such INSERT, by turns in the same run, each behind nginx
as ``deploy/`` has it; with ``--direct`` without nginx, and Isso beside them. The table goes to
standard output, progress to standard error. It needs nginx, wrk and PostgreSQL.
"""

import shlex
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from sqlalchemy import create_engine, text

from benchmarks.contenders import ROOT
from benchmarks.feedback_load import Load, forms, isso_comments, load
from benchmarks.feedback_nginx import behind_nginx
from benchmarks.feedback_queue import queue_of
from benchmarks.feedback_servers import (
    KEY,
    ORIGIN,
    Running,
    Server,
    bare,
    deployed_options,
    isso,
    ours,
    running,
)
from checks.postgres import serving_postgres

_BUILT = ROOT / ".localoffer" / "bench" / "feedback"
_FORM, _JSON = "application/x-www-form-urlencoded", "application/json"

#: More than any of them answers in a second.
_FASTEST = 4_000
_CONNECTIONS = (4, 16)

#: Milliseconds, times the bare route's, megabytes, milliseconds.
_LATE, _LATER, _MEMORY, _QUEUE = 60, 3, 150, 300


@dataclass(frozen=True)
class Row:
    """What one server did with so many connections, turn by turn, and what it held at the end.

    ``processor`` and ``database`` are milliseconds of processor for each comment, of the workers
    and of their connections to PostgreSQL. ``memory`` is megabytes of a worker, ``share`` those
    that are its own with its share of what it shares with others.
    """

    name: str
    connections: int
    loads: tuple[Load, ...]
    processor: tuple[float, ...]
    database: tuple[float, ...]
    memory: float
    share: float

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
    parser.add_argument("--direct", action="store_true", help="without nginx, and Isso too")
    parser.add_argument(
        "--gunicorn", type=shlex.split, help="options of gunicorn in place of those in deploy/"
    )
    options = parser.parse_args()
    _build()
    words = tuple(options.gunicorn or deployed_options())
    with TemporaryDirectory(dir=_BUILT) as name, serving_postgres() as postgres:
        work = Work(Path(name), options.seconds, options.turns, options.direct)
        on_sqlite = _on_sqlite(work.folder, words)
        if options.direct:
            on_sqlite.append(isso(work.folder))
        _tell("SQLite, two workers", work.rows(on_sqlite), 0.8)
        on_postgres = _on_postgres(postgres, (*words, "--workers", "4"))
        _tell("PostgreSQL, four workers", work.rows(on_postgres), 0.6)
        if options.queue:
            _tell_queue(options.queue, f"sqlite:///{work.folder / 'queue.sqlite3'}")


def _build() -> None:
    """Build the example council, whose pages the service shows."""
    _BUILT.mkdir(parents=True, exist_ok=True)
    site = str(_BUILT / "site")
    words = [sys.executable, "build.py", "build", "--content", "content", "--site", site]
    subprocess.run(words, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def _on_sqlite(folder: Path, words: tuple[str, ...]) -> list[Server]:
    files = {name: f"sqlite:///{folder / name}.sqlite3" for name in ("bare", "ours")}
    return [bare(files["bare"], words), ours(files["ours"], _BUILT, words)]


def _on_postgres(server: str, words: tuple[str, ...]) -> list[Server]:
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for name in ("bare", "ours"):
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
    engine.dispose()
    address = server.removesuffix("postgres")
    return [bare(f"{address}bare", words), ours(f"{address}ours", _BUILT, words)]


@dataclass(frozen=True)
class Work:
    """Where the work is done, how long each load lasts, and how often each server has its turn.

    ``is_direct`` is whether no nginx stands before them.
    """

    folder: Path
    seconds: int
    turns: int
    is_direct: bool = False

    def rows(self, servers: Sequence[Server]) -> list[Row]:
        """Load the servers by turns and return what each did."""
        with ExitStack() as stack:
            started = [self._started(stack, server) for server in servers]
            return [row for number in _CONNECTIONS for row in self._loaded(started, number)]

    def _started(self, stack: ExitStack, server: Server) -> Running:
        started = stack.enter_context(running(server))
        if self.is_direct:
            return started
        folder = self.folder / f"nginx-{started.process}"
        front = behind_nginx(started.origin, _BUILT / "site", folder)
        return started.behind(stack.enter_context(front))

    def _loaded(self, started: Sequence[Running], connections: int) -> Iterator[Row]:
        loads: dict[str, list[Load]] = {one.server.name: [] for one in started}
        processor: dict[str, list[float]] = {one.server.name: [] for one in started}
        database: dict[str, list[float]] = {one.server.name: [] for one in started}
        for turn in range(self.turns):
            for one in started if turn % 2 else reversed(started):
                sys.stderr.write(f"{one.server.name}, {connections} connections, turn {turn + 1}\n")
                before = one.processor(), one.database_processor()
                loads[one.server.name].append(found := self._load(one, connections))
                after = one.processor(), one.database_processor()
                for taken, first, last in zip((processor, database), before, after, strict=True):
                    taken[one.server.name].append((last - first) / found.answered * 1000)
        for one in started:
            name = one.server.name
            told = tuple(loads[name]), tuple(processor[name]), tuple(database[name])
            yield Row(name, connections, *told, one.memory(), one.share())

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


def _tell_queue(number: int, database: str) -> None:
    """Print how long a moderator waits for a queue of so many."""
    took = queue_of(number, database, _BUILT)
    sys.stdout.write(f"\nA queue of {number:,} opens in {took:.0f} ms; ")
    sys.stdout.write(f"the target is {_QUEUE}: {_holds(took < _QUEUE)}.\n")


def _tell(title: str, rows: Sequence[Row], least: float) -> None:
    """Print what was measured with its ratios, and what it is held to at most connections."""
    bases = {row.connections: row for row in rows if row.name == rows[0].name}
    of_each = "a second | ratio | p50, ms | p99, ms | processor, ms a comment"
    of_each = f"{of_each} | the database's | MB a worker | its share"
    out = [f"\n| {title} | connections | {of_each} |", f"|---{'|--:' * 9}|"]
    for row in rows:
        ratio = row.rate / bases[row.connections].rate
        cells = f"{row.rate:,.0f} | {ratio:.2f} | {row.p50:.1f} | {row.p99:.1f}"
        cells = f"{cells} | {median(row.processor):.2f} | {median(row.database):.2f}"
        cells = f"{cells} | {row.memory:.0f} | {row.share:.0f}"
        out.append(f"| {row.name} | {row.connections} | {cells} |")
    ours = next(row for row in reversed(rows) if row.name == "ours")
    out += ["", "| target | measured | |", "|---|--:|---|", *_targets(ours, bases, least)]
    sys.stdout.write("\n".join(out) + "\n")
    sys.stdout.flush()


def _targets(ours: Row, bases: Mapping[int, Row], least: float) -> Iterator[str]:
    """Yield a line for each target."""
    bare_route = bases[ours.connections]
    ratio, later = ours.rate / bare_route.rate, ours.p99 / bare_route.p99
    yield f"| at least {least} of a bare route | {ratio:.2f} | {_holds(ratio >= least)} |"
    yield f"| p99 under {_LATE} ms | {ours.p99:.0f} | {_holds(ours.p99 < _LATE)} |"
    yield f"| p99 under {_LATER} times the bare route's | {later:.1f} | {_holds(later < _LATER)} |"
    yield f"| under {_MEMORY} MB a worker | {ours.memory:.0f} | {_holds(ours.memory < _MEMORY)} |"


def _holds(is_so: bool) -> str:  # noqa: FBT001 - a yes or a no in words
    return "holds" if is_so else "missed"


if __name__ == "__main__":
    main()
