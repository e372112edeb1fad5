"""The steps lead to the tables of the code, workers may take them at once, the log only grows."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError

from feedback.store.audit_log import note_act
from feedback.store.engine import make_engine, reading, writing
from feedback.store.migrate import is_current, upgrade
from feedback.store.tables import acts, metadata
from tests.support.feedback import ROOT, make_service


def test_the_steps_lead_to_the_tables_of_the_code(databases: str) -> None:
    engine = make_engine(databases)
    upgrade(engine)
    with reading(engine) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    assert is_current(engine)


def test_a_database_without_tables_is_known_as_one(tmp_path: Path, databases: str) -> None:
    if databases.startswith("sqlite"):
        (tmp_path / "feedback.sqlite3").touch()
    assert not is_current(make_engine(databases))


def test_workers_that_start_at_once_make_the_tables_once(databases: str) -> None:
    program = (
        "import sys\n"
        "from feedback.store.engine import make_engine\n"
        "from feedback.store.migrate import upgrade\n"
        "engine = make_engine(sys.argv[1])\n"
        "sys.stdin.readline()\n"
        "upgrade(engine)\n"
    )
    words = [sys.executable, "-c", program, databases]
    workers = [subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE) for _ in range(4)]
    for worker in workers:
        assert worker.stdin
        worker.stdin.close()
    assert [worker.wait(60) for worker in workers] == [0, 0, 0, 0]
    assert is_current(make_engine(databases))


def test_only_its_owner_may_read_a_new_file(tmp_path: Path) -> None:
    make_service(tmp_path / "not yet there")
    file = tmp_path / "not yet there" / "feedback.sqlite3"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("statement", [update(acts).values(note="another"), delete(acts)])
def test_what_moderators_did_is_never_written_over(
    tmp_path: Path, databases: str, statement: object
) -> None:
    service = make_service(tmp_path, databases)
    with writing(service.engine) as connection:
        note_act(connection, service.now(), "signed off", comment=1)
    with (
        pytest.raises(DBAPIError, match="the log is only added to"),
        writing(service.engine) as connection,
    ):
        connection.execute(statement)  # type: ignore[call-overload]
    with reading(service.engine) as connection:
        assert [row.act for row in connection.execute(select(acts))] == ["signed off"]
