"""From every earlier version's tables, its way of writing goes on while today's migrations run."""

from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep
from typing import Final

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, MetaData, Table, insert, select

from feedback.store.engine import make_engine, reading, writing
from feedback.store.migrate import is_current, require_todays_tables, upgrade, write_ahead
from feedback.store.tables import comments
from tests.support.feedback import ROOT
from tests.support.restored_store import comment

_MIGRATIONS: Final = ROOT / "feedback" / "store" / "migrations"
_PATIENCE: Final = 60
_HEAD, *_EARLIER = (one.revision for one in ScriptDirectory(str(_MIGRATIONS)).walk_revisions())


def _make_earlier_store(database: str, revision: str) -> None:
    """Make a store with the migrations up to one: landed ones never change, so it is as it was."""
    engine = make_engine(database)
    if engine.dialect.name == "sqlite":
        Path(str(engine.url.database)).touch(mode=0o600)
        write_ahead(engine)
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.set_main_option("path_separator", "os")
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    engine.dispose()


class _EarlierProgram(Thread):
    """Stores comments one by one, with the columns that the tables had when it began."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(daemon=True)
        self._engine, self._table = engine, Table("comments", MetaData(), autoload_with=engine)
        self.stored: list[str] = []
        self.failed: list[Exception] = []
        self.is_to_end = Event()

    def run(self) -> None:
        """Store until told to end."""
        names = set(self._table.c.keys()) - {"id"}
        number = 0
        while not self.is_to_end.is_set():
            number += 1
            row = {name: value for name, value in comment(number).items() if name in names}
            try:
                with writing(self._engine) as connection:
                    connection.execute(insert(self._table), row)
                self.stored.append(str(row["reference"]))
            except Exception as error:  # noqa: BLE001 - whatever it is, a family was refused
                self.failed.append(error)
            sleep(0.005)

    def until_more_are_stored(self) -> None:
        """Wait until three more comments are stored, or one was refused."""
        before, end = len(self.stored), monotonic() + _PATIENCE
        while len(self.stored) < before + 3 and not self.failed:
            assert monotonic() < end
            sleep(0.005)


@pytest.mark.parametrize("revision", sorted(_EARLIER))
def test_comments_of_the_version_before_are_stored_while_todays_tables_are_made(
    databases: str, revision: str
) -> None:
    _make_earlier_store(databases, revision)
    engine = make_engine(databases)
    assert not is_current(engine)
    earlier = _EarlierProgram(make_engine(databases))
    earlier.start()
    earlier.until_more_are_stored()
    upgrade(engine)
    earlier.until_more_are_stored()
    earlier.is_to_end.set()
    earlier.join(_PATIENCE)
    assert earlier.failed == []
    assert is_current(engine)
    require_todays_tables(engine)
    with reading(engine) as connection:
        found = connection.execute(select(comments.c.reference).order_by(comments.c.id)).scalars()
        assert list(found) == earlier.stored
    assert len(earlier.stored) >= 6
    assert revision < _HEAD
