"""Measure backing up and restoring: ``python -m benchmarks.feedback_backups``.

Ours, which proves each copy by opening it, and the databases' own programs, which do not, one after
the other in the same run: ``sqlite3 .backup``, ``pg_dump`` and ``pg_restore``. It needs PostgreSQL.
"""

import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Engine, create_engine, insert

from checks.postgres import programs, serving_postgres
from feedback.backups.backup import back_up
from feedback.backups.restore import restore
from feedback.store.engine import make_engine, writing
from feedback.store.migrate import upgrade
from feedback.store.submissions import comment_row
from feedback.store.tables import acts, answers, comments, contacts
from feedback.submission import Submission

_BATCH, _DAY, _NOW = 5_000, 86_400, 1_795_300_000

#: The seconds in which a restore has to be done.
_LONGEST = 20


def main() -> None:
    """Measure everything and print it as Markdown."""
    parser = ArgumentParser(description="Measure backing up and restoring.")
    parser.add_argument("--comments", type=int, default=100_000, help="comments in the store")
    parser.add_argument("--turns", type=int, default=3, help="how often each is done")
    options = parser.parse_args()
    with TemporaryDirectory() as name, serving_postgres() as server:
        folder = Path(name)
        rows = _rows_of_sqlite(folder, options.comments, options.turns)
        rows |= _rows_of_postgres(folder, server, options.comments, options.turns)
    sys.stdout.write(f"| {options.comments:,} comments | seconds | ratio |\n|---|--:|--:|\n")
    for title, (seconds, ratio) in rows.items():
        sys.stdout.write(f"| {title} | {seconds:.1f} | {ratio:.1f} |\n")
    longest = max(seconds for title, (seconds, _) in rows.items() if "feedback restore" in title)
    verdict = "holds" if longest < _LONGEST else "missed"
    sys.stdout.write(f"\nA restore takes {longest:.1f} s; the target is {_LONGEST}: {verdict}.\n")


def _rows_of_sqlite(folder: Path, number: int, turns: int) -> dict[str, tuple[float, float]]:
    store, copy, plain = (folder / f"{name}.sqlite3" for name in ("store", "copy", "plain"))
    engine = _filled(f"sqlite:///{store}", number)

    def ours() -> None:
        copy.unlink(missing_ok=True)
        back_up(engine, copy)

    def native() -> None:
        subprocess.run(["sqlite3", str(store), f".backup '{plain}'"], check=True)

    def restored() -> None:
        engine.dispose()
        restore(make_engine(f"sqlite:///{folder / 'new.sqlite3'}"), copy, folder, _NOW)

    titles = "SQLite, feedback backup", "SQLite, sqlite3 .backup", "SQLite, feedback restore"
    return _ratios(dict(zip(titles, (ours, native, restored), strict=True)), titles[1], turns)


def _rows_of_postgres(
    folder: Path, server: str, number: int, turns: int
) -> dict[str, tuple[float, float]]:
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        for name in ("store", "target", "plain"):
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
    admin.dispose()
    store, target, plain = (
        server.removesuffix("postgres") + n for n in ("store", "target", "plain")
    )
    engine, copy, dump = _filled(store, number), folder / "server.sqlite3", folder / "dump"

    def ours() -> None:
        copy.unlink(missing_ok=True)
        back_up(engine, copy)

    def restored() -> None:
        restore(make_engine(target), copy, folder / "state", _NOW)

    titles = (
        "PostgreSQL, pg_dump", "PostgreSQL, feedback backup",
        "PostgreSQL, pg_restore", "PostgreSQL, feedback restore",
    )  # fmt: skip
    address, other = (one.replace("+psycopg", "") for one in (store, plain))
    saved = _program("pg_dump", "-Fc", "-f", dump, address)
    loaded = _program("pg_restore", "--clean", "--if-exists", "-d", other, dump)
    first = _ratios({titles[0]: saved, titles[1]: ours}, titles[0], turns)
    return first | _ratios({titles[2]: loaded, titles[3]: restored}, titles[2], turns)


def _program(name: str, *words: str | Path) -> Callable[[], None]:
    def run() -> None:
        subprocess.run([programs() / name, *words], check=True, stdout=subprocess.DEVNULL)

    return run


def _ratios(
    works: Mapping[str, Callable[[], None]], base: str, turns: int
) -> dict[str, tuple[float, float]]:
    """Do all by turns; return the median seconds of each, and how often the base's they are."""
    taken: dict[str, list[float]] = {title: [] for title in works}
    for turn in range(turns):
        for title, work in works.items():
            sys.stderr.write(f"{title}, turn {turn + 1}\n")
            start = time.perf_counter()
            work()
            taken[title].append(time.perf_counter() - start)
    return {
        title: (median(some), median(some) / median(taken[base])) for title, some in taken.items()
    }


def _filled(database: str, number: int) -> Engine:
    """Return a store of so many comments: half of them answered, a third with an address."""
    engine = make_engine(database)
    upgrade(engine)
    with writing(engine) as connection:
        for rows in _batches(number):
            connection.execute(insert(comments), rows)
            ids = [row["id"] for row in rows]
            content = {"content": '{"answer": "A second bus runs now."}'}
            connection.execute(insert(answers), [{"comment": one, **content} for one in ids[::2]])
            sealed = [{"comment": one, "sealed": b"x" * 140} for one in ids[::3]]
            connection.execute(insert(contacts), sealed)
            act = {"at": _NOW, "account": 1, "act": "open", "note": ""}
            connection.execute(insert(acts), [{"comment": one, **act} for one in ids])
    return engine


def _batches(number: int) -> Iterator[list[dict[str, Any]]]:
    for start in range(0, number, _BATCH):
        yield [
            {"id": one, **comment_row(_sent(one), _NOW + one, _NOW + one + 28 * _DAY)}
            for one in range(start + 1, min(start + _BATCH, number) + 1)
        ]


def _sent(number: int) -> Submission:
    words = {"tried": "To find a club.", "wrong": f"The {number}th time that nobody rang. " * 8}
    return Submission(f"form {number}", "comment", words, "/guides/short-breaks/")


if __name__ == "__main__":
    main()
