"""What prepared statements bring: ``python -m benchmarks.feedback_statements``.

A comment and the count of its network are written in one transaction, through
``feedback.store.prepared_statements``, through plain SQLAlchemy Core, and on PostgreSQL as one
statement, a few dozen at a time by turns in the same process. It needs PostgreSQL.
"""

import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from sqlalchemy import Engine

from checks.postgres import serving_postgres
from feedback.store.counted_submissions import store_counted, write_counted
from feedback.store.engine import make_engine, writing
from feedback.store.migrate import upgrade
from feedback.store.rate_counts import RateLimit, count_once
from feedback.store.submissions import comment_row, insert_comment, store_submission
from feedback.submission import Submission

_NOW, _DUE = 1_790_000_000, 1_790_500_000
_WORDS = {
    "tried": "Find a club for a seven-year-old that takes wheelchairs on a Saturday.",
    "wrong": "The number on the page is of a club that moved away, and nobody rings back. " * 3,
}

Write = Callable[[Engine, str], None]


def main() -> None:
    """Measure on both databases and print a table as Markdown."""
    parser = ArgumentParser(description="Measure what prepared statements bring.")
    parser.add_argument("--comments", type=int, default=60, help="of each turn")
    parser.add_argument("--turns", type=int, default=40, help="of each way of writing")
    options = parser.parse_args()
    columns = "processor, ms a comment | ratio | elapsed, ms a comment | ratio"
    sys.stdout.write(f"| | {columns} |\n|---|--:|--:|--:|--:|\n")
    with TemporaryDirectory() as folder:
        sqlite = f"sqlite:///{Path(folder) / 'comments.sqlite3'}"
        _print_rows("SQLite", sqlite, options.comments, options.turns)
    with serving_postgres() as postgres:
        _print_rows("PostgreSQL", postgres, options.comments, options.turns)


def _print_rows(title: str, database: str, comments: int, turns: int) -> None:
    """Print the medians of both ways on a database, with their ratio to plain Core."""
    engine = make_engine(database)
    upgrade(engine)
    ways: dict[str, Write] = {"plain Core": _with_core, "prepared": _prepared}
    if engine.dialect.name == "postgresql":
        ways["one statement"] = _one_statement
    seconds: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    for turn in range(-1, turns):
        for name in ways if turn % 2 else reversed(ways):
            measured = _measure(ways[name], engine, comments, f"{name} {turn}")
            if turn >= 0:  # the first turn opens connections and compiles
                seconds[name].append(measured)
    engine.dispose()
    bases = [median(column) for column in zip(*seconds["plain Core"], strict=True)]
    for name, rows in seconds.items():
        cells = [
            f"{median(column) * 1000:.3f} | {median(column) / base:.2f}"
            for column, base in zip(zip(*rows, strict=True), bases, strict=True)
        ]
        sys.stdout.write(f"| {title}, {name} | {' | '.join(cells)} |\n")
    sys.stdout.flush()


def _measure(write: Write, engine: Engine, comments: int, name: str) -> tuple[float, float]:
    """Return the seconds of processor and of the clock that one comment takes."""
    clock, processor = time.perf_counter(), time.process_time()
    for number in range(comments):
        write(engine, f"{name} {number}")
    seconds = time.process_time() - processor, time.perf_counter() - clock
    return seconds[0] / comments, seconds[1] / comments


def _submission(number: str) -> Submission:
    return Submission(form=number, kind="comment", words=_WORDS, page="/guides/short-breaks/")


def _prepared(engine: Engine, number: str) -> None:
    write_counted(
        engine,
        lambda transaction: store_submission(transaction, _submission(number), None, _NOW, _DUE),
        _limit(number),
    )


def _one_statement(engine: Engine, number: str) -> None:
    store_counted(engine, _submission(number), None, _DUE, _limit(number))


def _with_core(engine: Engine, number: str) -> None:
    dialect = engine.dialect.name
    with writing(engine) as connection:
        row = comment_row(_submission(number), _NOW, _DUE)
        connection.execute(_STATEMENTS[dialect][0], row).first()
        connection.execute(_STATEMENTS[dialect][1], _limit(number).row).first()


def _limit(number: str) -> RateLimit:
    return RateLimit(number, _NOW, 1)


_STATEMENTS = {name: (insert_comment(name), count_once(name)) for name in ("sqlite", "postgresql")}


if __name__ == "__main__":
    main()
