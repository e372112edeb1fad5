"""Bringing a database to the tables of this version, and telling whether it is there."""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

_STEPS = "feedback.store:migrations"


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", _STEPS)
    config.set_main_option("path_separator", "os")
    return config


def upgrade(engine: Engine) -> None:
    """Bring the database to the newest tables; one that is there already stays as it is.

    A new SQLite database is told to write ahead, once: doing so at the first request of several
    workers answers "locked".
    """
    config = _config()
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.connection.cursor().execute("PRAGMA journal_mode = WAL")
    with engine.connect().execution_options(writes=True) as connection:
        config.attributes["connection"] = connection
        with connection.begin():
            command.upgrade(config, "head")


def is_current(engine: Engine) -> bool:
    """Return whether the database has the tables of this version."""
    newest = ScriptDirectory.from_config(_config()).get_current_head()
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == newest
