"""A store moves from SQLite to PostgreSQL once: every row of it, or nothing and a sentence."""

from pathlib import Path

import pytest
from sqlalchemy import insert

from feedback.store.engine import make_engine, writing
from feedback.store.tables import acts
from localoffer.problems import UsageError
from tests.support.filled_store import counts_of, filled, references, send
from tests.support.service_command import run_feedback, server_settings


def test_a_store_moves_to_postgresql_and_the_old_one_is_no_longer_used(
    tmp_path: Path, new_server_database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "feedback.sqlite3"
    old = filled(f"sqlite:///{store}")
    kept = counts_of(old)
    old.dispose()
    settings = server_settings(tmp_path, new_server_database)
    assert run_feedback(settings, "move", str(store)) == 0
    assert "Moved, and counted table by table." in capsys.readouterr().out
    engine = make_engine(new_server_database)
    assert counts_of(engine) == kept
    assert not store.exists()
    assert len(list(tmp_path.glob("feedback-moved-*.sqlite3"))) == 1
    assert send(tmp_path, new_server_database) in references(engine)
    (moved,) = tmp_path.glob("feedback-moved-*.sqlite3")
    with pytest.raises(UsageError, match="is not empty"):
        run_feedback(settings, "move", str(moved))
    assert moved.exists()


def test_a_move_that_fails_leaves_the_old_store_where_it_was(
    tmp_path: Path, new_server_database: str
) -> None:
    store = tmp_path / "feedback.sqlite3"
    old = filled(f"sqlite:///{store}")
    with writing(old) as connection:  # longer than the column: SQLite took it, PostgreSQL will not
        connection.execute(insert(acts), {"at": 1, "act": "x" * 33, "note": ""})
    old.dispose()
    with pytest.raises(UsageError, match="value too long"):
        run_feedback(server_settings(tmp_path, new_server_database), "move", str(store))
    assert counts_of(make_engine(f"sqlite:///{store}"))["comments"] == 3
    assert counts_of(make_engine(new_server_database))["comments"] == 0
