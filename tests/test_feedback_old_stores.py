"""Migrations that have landed stay as they are, and every store there was comes up to today's."""

from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import Table, select

from feedback.store.engine import make_engine, reading, writing
from feedback.store.migrate import is_current, upgrade
from feedback.store.schema_differences import schema_differences
from feedback.store.tables import comment_themes, comments, metadata, numbers, senders
from localoffer.problems import UsageError
from tests.support.old_stores import COMMITS, lay_old_store
from tests.support.service_command import run_feedback, server_settings

ROOT = Path(__file__).parent.parent
VERSIONS = ROOT / "feedback" / "store" / "migrations" / "versions"
LANDED = ROOT / "tests" / "data" / "migrations.sha256"

#: Statements that each take something away, and what is said of it; on both databases.
DAMAGES = {
    "DROP TABLE tries": "The table tries is missing.",
    "ALTER TABLE drafts DROP COLUMN shown": "The column drafts.shown is missing.",
    "ALTER TABLE drafts ADD COLUMN colour INTEGER": "The column drafts.colour is one too many.",
    "DROP INDEX ix_votes_month": "The index ix_votes_month of the table votes is missing.",
}


def test_a_migration_that_has_landed_never_changes() -> None:
    """A store that took it would not take it again: add another one.

    A new migration gets a line here once it is right: ``sha256sum FILE``, at the end.
    """
    lines = LANDED.read_text(encoding="utf-8").splitlines()
    landed = {name: digest for digest, name in (line.split() for line in lines)}
    files = {file.name: file for file in VERSIONS.glob("*.py") if file.name != "__init__.py"}
    assert {name: sha256(file.read_bytes()).hexdigest() for name, file in files.items()} == landed
    assert lines[0].split()[1] == "first.py"


@pytest.mark.parametrize("commit", COMMITS)
def test_the_store_of_every_commit_comes_up_to_todays_tables(databases: str, commit: str) -> None:
    lay_old_store(databases, commit)
    engine = make_engine(databases)
    upgrade(engine)
    assert is_current(engine)
    with reading(engine) as connection:
        assert schema_differences(connection) == ()
        rows = connection.execute(select(comments).order_by(comments.c.id)).all()
        assert [row.words for row in rows] == ['{"wrong": "The bus is late."}'] * 2 + [None]
        assert connection.execute(select(numbers.c.last)).scalars().all() == [14]
        assert connection.execute(select(comment_themes)).all() == [("transport", 1)]
        assert connection.execute(select(senders.c.number)).scalars().all() == [3]
        held = {table.name: len(connection.execute(select(table)).all()) for table in _tables()}
    empty = {name for name, number in held.items() if not number}
    assert empty <= {"tries"}  # the first store knew no table of that name


def _tables() -> list[Table]:
    first = ROOT / "tests" / "data" / "stores" / "1c9e9d0.sqlite.sql"
    made = first.read_text(encoding="utf-8")
    return [table for table in metadata.sorted_tables if f"CREATE TABLE {table.name} " in made]


@pytest.mark.parametrize("statement", DAMAGES)
def test_what_the_tables_lack_is_said(databases: str, statement: str) -> None:
    engine = make_engine(databases)
    upgrade(engine)
    with writing(engine) as connection:
        connection.exec_driver_sql(statement)
    with reading(engine) as connection:
        assert schema_differences(connection) == (DAMAGES[statement],)


def test_a_missing_trigger_and_another_key_are_said(databases: str) -> None:
    engine = make_engine(databases)
    upgrade(engine)
    of = "" if databases.startswith("sqlite") else " ON acts"
    with writing(engine) as connection:
        connection.exec_driver_sql(f"DROP TRIGGER acts_refuse_delete{of}")
        connection.exec_driver_sql("DROP TABLE senders")
        connection.exec_driver_sql(
            "CREATE TABLE senders (hour BIGINT NOT NULL, sender VARCHAR(64) NOT NULL, "
            "number INTEGER NOT NULL, CONSTRAINT pk_senders PRIMARY KEY (sender, hour))"
        )
    with reading(engine) as connection:
        assert schema_differences(connection) == (
            "The primary key of the table senders is another one.",
            "The trigger acts_refuse_delete is missing.",
        )


def test_a_table_and_an_index_of_the_councils_own_are_left_alone(databases: str) -> None:
    engine = make_engine(databases)
    upgrade(engine)
    with writing(engine) as connection:
        connection.exec_driver_sql("CREATE TABLE of_our_own (id INTEGER)")
        connection.exec_driver_sql("CREATE INDEX ix_of_our_own ON comments (role)")
    with reading(engine) as connection:
        assert schema_differences(connection) == ()


def test_setup_says_exactly_what_differs_and_what_to_do(tmp_path: Path, databases: str) -> None:
    settings = server_settings(tmp_path, databases)
    assert run_feedback(settings, "setup") == 0
    with writing(make_engine(databases)) as connection:
        connection.exec_driver_sql("ALTER TABLE drafts DROP COLUMN shown")
    with pytest.raises(UsageError) as refused:
        run_feedback(settings, "setup")
    assert "- The column drafts.shown is missing.\n" in str(refused.value)
    assert "feedback restore FILE" in str(refused.value)


def test_setup_says_that_a_store_is_of_a_newer_version(tmp_path: Path, databases: str) -> None:
    settings = server_settings(tmp_path, databases)
    assert run_feedback(settings, "setup") == 0
    with writing(make_engine(databases)) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(UsageError, match="tables of a newer version of this program"):
        run_feedback(settings, "setup")
