"""The version before on tables of a newer one: it goes on where they have all that it needs."""

from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import Connection, select, text
from sqlalchemy.exc import OperationalError

from feedback.store.engine import make_engine, reading, writing
from feedback.store.lock_errors import is_lock_error
from feedback.store.migrate import has_fitting_tables, upgrade
from feedback.store.tables import comments
from localoffer.problems import UsageError
from tests.support.feedback import client, form_number, service_app
from tests.support.service_command import run_feedback, server_settings

ADDED = (
    "ALTER TABLE comments ADD COLUMN weight INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE comments ADD COLUMN colour TEXT",
    "CREATE TABLE colours (id INTEGER PRIMARY KEY)",
    "CREATE UNIQUE INDEX ix_comments_colour ON comments (colour)",
)


def make_newer(database: str, *statements: str) -> None:
    engine = make_engine(database)
    upgrade(engine)
    with writing(engine) as connection:
        for statement in (*statements, "UPDATE alembic_version SET version_num = '9999'"):
            connection.exec_driver_sql(statement)
    engine.dispose()


def test_a_service_that_was_gone_back_to_takes_comments_and_its_commands_refuse(
    tmp_path: Path, databases: str
) -> None:
    make_newer(databases, *ADDED)
    browser = client(service_app(tmp_path, databases))
    form = {"form": form_number(), "page": "/guides/ask-for-a-plan/", "wrong": "It is late."}
    assert browser.post("/feedback/comment", data=form).status_code == 303
    assert browser.get("/readyz").text == "ready\n"
    with reading(make_engine(databases)) as connection:
        assert len(connection.execute(select(comments.c.id)).all()) == 1
    with pytest.raises(UsageError, match="the tables of a newer version of this program"):
        run_feedback(server_settings(tmp_path, databases), "purge")


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE comments DROP COLUMN manner",
        "DROP TABLE tries",
        "CREATE UNIQUE INDEX ix_comments_role ON comments (role)",
    ],
)
def test_newer_tables_that_lack_something_are_not_worked_with(databases: str, change: str) -> None:
    make_newer(databases, change)
    assert not has_fitting_tables(make_engine(databases))


def hold_comments(connection: Connection) -> None:
    is_sqlite = connection.dialect.name == "sqlite"
    connection.execute(text("SELECT 1" if is_sqlite else "LOCK TABLE comments IN SHARE MODE"))


def test_a_migration_gives_way_to_whoever_holds_the_tables_and_says_so(databases: str) -> None:
    engine = make_engine(databases)
    upgrade(engine)
    with writing(engine) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0004'")
    with writing(engine) as connection:
        hold_comments(connection)
        with pytest.raises(UsageError, match=r"The tables are in use.*Nothing was changed"):
            upgrade(make_engine(databases), patience=0)


@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)
def test_whoever_writes_meanwhile_waits_less_than_a_second(databases: str) -> None:
    """The migration waits for a reader, and writers would wait behind it if it went on waiting."""
    engine = make_engine(databases)
    upgrade(engine)
    with writing(engine) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0004'")
    refused: list[UsageError] = []

    def migrate() -> None:
        try:
            upgrade(make_engine(databases), patience=3)
        except UsageError as error:
            refused.append(error)

    with engine.connect() as reader, reader.begin():
        reader.exec_driver_sql("LOCK TABLE comments IN ACCESS SHARE MODE")
        migrating = Thread(target=migrate)
        migrating.start()
        while migrating.is_alive():
            with engine.connect() as writer, writer.begin():
                writer.exec_driver_sql("SET LOCAL lock_timeout = '5s'")
                writer.exec_driver_sql("LOCK TABLE comments IN ROW EXCLUSIVE MODE")
        migrating.join()
    assert refused


def take_at_once(connection: Connection) -> None:
    """Lock the tables, or fail without a wait."""
    if connection.dialect.name == "sqlite":
        connection.connection.cursor().execute("PRAGMA busy_timeout = 0")
        connection.execution_options(writes=True).begin()
    else:
        connection.exec_driver_sql("LOCK TABLE comments IN EXCLUSIVE MODE NOWAIT")


def fail_otherwise(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("SELECT * FROM nowhere")
    connection.exec_driver_sql("SET LOCAL statement_timeout = 1")
    connection.exec_driver_sql("SELECT pg_sleep(2)")


def test_a_lock_of_another_is_told_from_other_errors(databases: str) -> None:
    engine, other = make_engine(databases), make_engine(databases)
    upgrade(engine)
    with writing(engine) as connection, other.connect() as waiting:
        hold_comments(connection)
        with pytest.raises(OperationalError) as held:
            take_at_once(waiting)
    assert is_lock_error(held.value)
    with engine.connect() as connection, pytest.raises(OperationalError) as broken:
        fail_otherwise(connection)
    assert not is_lock_error(broken.value)
