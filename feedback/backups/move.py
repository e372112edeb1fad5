"""Moving a store from SQLite to PostgreSQL: once, with no service beside it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine, inspect

from feedback.backups.backup_file import BESIDE, dated_file
from feedback.backups.restore import replace_rows, todays_copy
from feedback.backups.sqlite_files import alone_with, set_files_aside
from feedback.backups.store_rows import count_rows
from feedback.store.engine import make_engine, reading
from feedback.store.migrate import upgrade
from localoffer.problems import UsageError

_NO_SERVER = (
    "FEEDBACK_DATABASE names no PostgreSQL server. Set it to the new, empty database that the "
    "comments move to, such as postgresql+psycopg://USER:PASSWORD@HOST/NAME."
)
_NO_FILE = "There is no file {}. Name the SQLite store that the comments are in now."
_NOT_EMPTY = (
    "The database that FEEDBACK_DATABASE names is not empty ({}). Make a new one, and name that."
)


@dataclass(frozen=True, slots=True)
class Moved:
    """How many rows of each table moved, and where the files of the old store lie now."""

    counts: dict[str, int]
    old: Path


def move(file: Path, engine: Engine, now: int) -> Moved:
    """Copy all rows of a SQLite store to an empty PostgreSQL one, and take the old one out of use.

    Nothing is in the new store unless all of it is, counted table by table. ``now`` is seconds
    since 1970.

    Raises:
        UsageError: somebody has the old store open, or the new one is not empty.
        sqlalchemy.exc.SQLAlchemyError: the new store cannot be written to.
    """
    if engine.dialect.name != "postgresql":
        raise UsageError(_NO_SERVER)
    if not file.is_file():
        raise UsageError(_NO_FILE.format(file))
    _require_empty(engine)
    with _out_of_use(file, now) as old, TemporaryDirectory(dir=file.parent) as folder:
        copy = Path(folder) / "moved.sqlite3"
        counts = todays_copy(old, copy)
        source = make_engine(f"sqlite:///{copy}")
        with reading(source) as rows:
            replace_rows(engine, rows, counts, dated_file(file.parent, "feedback-set-aside", now))
        source.dispose()
    return Moved(counts, old)


def _require_empty(engine: Engine) -> None:
    with engine.connect() as connection:
        if not inspect(connection).has_table("comments"):
            return
    upgrade(engine)
    with reading(engine) as connection:
        held = [f"{name}: {number:,}" for name, number in count_rows(connection).items() if number]
    if held:
        raise UsageError(_NOT_EMPTY.format(", ".join(held)))


@contextmanager
def _out_of_use(file: Path, now: int) -> Iterator[Path]:
    """Give a store a name under which no service finds it; an error gives the old one back."""
    with alone_with(file):
        old = set_files_aside(file, "feedback-moved", now) or file
    try:
        yield old
    except BaseException:
        for name in BESIDE:
            if (beside := old.with_name(old.name + name)).exists():
                beside.rename(file.with_name(file.name + name))
        old.rename(file)
        raise
