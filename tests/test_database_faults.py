"""Each cause for which a database cannot be used has a sentence of its own, and what mends it."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import InternalError, InvalidatePoolError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as WaitedTooLongError

from feedback.store.database_fault import database_fault
from feedback.store.engine import make_engine, reading, writing
from feedback.store.migrate import upgrade
from feedback.store.opened_files import StoreFilesError
from tests.support.feedback import make_service
from tests.support.feedback_command import environment, feedback_command

SERVER = make_url("postgresql+psycopg://nobody:hidden@db.example.org/comments")


def fault_of(file: Path, statement: str = "SELECT * FROM comments") -> str:
    """What is said when the file is opened as a store and asked."""
    engine = make_engine(f"sqlite:///{file}")
    with pytest.raises(SQLAlchemyError) as raised, writing(engine) as connection:
        connection.execute(text(statement))
    return database_fault(raised.value, engine.url)


def in_no_folder(folder: Path) -> Path:
    return folder / "nowhere" / "feedback.sqlite3"


def not_there(folder: Path) -> Path:
    return folder / "feedback.sqlite3"


def a_folder(folder: Path) -> Path:
    return folder


def no_database(folder: Path) -> Path:
    (folder / "words").write_text("No database. " * 1000, encoding="utf-8")
    return folder / "words"


def without_tables(folder: Path) -> Path:
    file = folder / "other.sqlite3"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE other (id)")
    return file


@pytest.mark.parametrize(
    ("place", "cause", "remedy"),
    [
        (in_no_folder, "There is no folder", "Set FEEDBACK_DATABASE"),
        (not_there, "There is no database at", "If one was there, put it back, or restore"),
        (a_folder, "is a folder", "Set FEEDBACK_DATABASE to the file"),
        (no_database, "is not a database", "names the wrong file, correct it"),
        (without_tables, "has not the tables", "feedback setup"),
    ],
)
def test_a_wrong_file_is_told_with_what_mends_it(
    tmp_path: Path, place: Callable[[Path], Path], cause: str, remedy: str
) -> None:
    sentence = fault_of(place(tmp_path))
    assert cause in sentence
    assert remedy in sentence


def test_a_file_of_somebody_else_is_told_as_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Root may read everything, so the answer of the system is given here."""
    file = tmp_path / "feedback.sqlite3"
    file.touch()
    monkeypatch.setattr(os, "access", lambda _, mode: mode in (os.F_OK, os.X_OK))
    error = sqlite_error("SQLITE_CANTOPEN")
    assert "Run the command as the user of the service" in database_fault(error, url_of(file))


@pytest.mark.parametrize(
    ("code", "cause", "remedy"),
    [
        ("SQLITE_FULL", "The disk is full", "Make room"),
        ("SQLITE_READONLY", "can be read and not written", "chown"),
        ("SQLITE_BUSY", "Somebody else has held", "Try again"),
        ("SQLITE_IOERR", "reports an error", "dmesg"),
        ("SQLITE_CORRUPT", "is damaged", "restore"),
        ("SQLITE_CONSTRAINT", "answered SQLITE_CONSTRAINT", "Report it"),
    ],
)
def test_each_code_of_sqlite_has_its_own_remedy(code: str, cause: str, remedy: str) -> None:
    sentence = database_fault(sqlite_error(code), url_of(Path("/store/feedback.sqlite3")))
    assert cause in sentence
    assert remedy in sentence


def sqlite_error(name: str) -> OperationalError:
    original = sqlite3.OperationalError("A word that somebody typed")
    original.sqlite_errorcode = getattr(sqlite3, name)
    original.sqlite_errorname = name
    return OperationalError("INSERT", None, original)


def url_of(file: Path) -> URL:
    return make_url(f"sqlite:///{file}")


@pytest.mark.parametrize(
    ("words", "cause", "remedy"),
    [
        ("Connection refused\n\tIs the server running?", "does not answer", "systemctl status"),
        ("failed to resolve host 'db.example.org'", "no machine of the name", "Correct it"),
        ('FATAL:  password authentication failed for user "nobody"', "are wrong", "Correct FEED"),
        ('FATAL:  role "nobody" does not exist', "are wrong", "Correct FEEDBACK_DATABASE"),
        ('FATAL:  database "comments" does not exist', "has no database of that", "createdb"),
        ("FATAL:  no pg_hba.conf entry for host", "lets nobody in", "pg_hba.conf"),
        ("FATAL:  the database system is starting up", "does not answer", "goes on by itself"),
        ("FATAL:  sorry, too many clients already", "no more connections", "max_connections"),
        ("FATAL:  etwas anderes\nmore", "It says: FATAL:  etwas anderes. Its own", "log"),
    ],
)
def test_why_no_connection_to_a_server_is_made_is_told(words: str, cause: str, remedy: str) -> None:
    error = OperationalError("CONNECT", None, ServerError("", words))
    sentence = database_fault(error, SERVER)
    assert cause.casefold() in sentence.casefold()
    assert remedy in sentence
    assert "hidden" not in sentence


@pytest.mark.parametrize(
    ("code", "remedy"),
    [
        ("28P01", "user or password are wrong"),
        ("3D000", "createdb"),
        ("42P01", "feedback setup"),
        ("42501", "the owner of the"),
        ("53100", "Make room there"),
        ("53300", "max_connections"),
        ("25006", "may only be read"),
        ("55P03", "pg_stat_activity"),
        ("57P03", "does not answer"),
        ("08006", "does not answer"),
        ("22P02", "reports the error 22P02"),
    ],
)
def test_each_code_of_a_server_has_its_own_remedy(code: str, remedy: str) -> None:
    error = InternalError("INSERT", None, ServerError(code, "A word that somebody typed"))
    sentence = database_fault(error, SERVER)
    assert remedy in sentence
    assert "typed" not in sentence


class ServerError(Exception):
    """An error as the driver of PostgreSQL raises it."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(words)
        self.sqlstate = code or None


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (StoreFilesError("The file was moved."), "The file was moved."),
        (WaitedTooLongError("QueuePool limit"), "Others held the database"),
        (InvalidatePoolError(), "db.example.org:5432 does not answer"),
    ],
)
def test_what_the_pool_says_is_told_without_its_name(error: SQLAlchemyError, words: str) -> None:
    sentence = database_fault(error, SERVER)
    assert words in sentence
    assert "Error" not in sentence


def test_a_real_server_that_is_not_ours_is_told(new_server_database: str) -> None:
    engine = make_engine(new_server_database)
    with pytest.raises(SQLAlchemyError) as raised, reading(engine) as connection:
        connection.execute(text("SELECT * FROM comments"))
    assert "feedback setup" in database_fault(raised.value, engine.url)
    others = {
        "user or password are wrong": engine.url.set(username="nobody"),
        "has no database of that name": engine.url.set(database="nothing"),
    }
    for cause, other in others.items():
        with pytest.raises(SQLAlchemyError) as raised, reading(make_engine(of(other))):
            pass
        assert cause in database_fault(raised.value, other)


def of(url: URL) -> str:
    return url.render_as_string(hide_password=False)


@pytest.mark.parametrize("command", ["status", "purge", "setup"])
def test_a_store_of_a_newer_version_is_never_answered_with_setup(
    tmp_path: Path, command: str
) -> None:
    service = make_service(tmp_path)
    with writing(service.engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        connection.execute(text("ALTER TABLE comments DROP COLUMN words"))
    settings = environment(tmp_path, service.settings.database)
    done = feedback_command(command, cwd=tmp_path, **settings)
    told = done.stdout + done.stderr
    assert done.returncode != 0
    assert "Install that version again" in told
    assert "feedback setup" not in told


def test_no_command_shows_a_name_of_the_code(tmp_path: Path) -> None:
    """The log was deleted, and the shared memory is still there."""
    file = tmp_path / "feedback.sqlite3"
    upgrade(make_engine(url_of(file).render_as_string()))
    file.with_name(f"{file.name}-wal").unlink(missing_ok=True)
    file.with_name(f"{file.name}-shm").touch()
    settings = environment(tmp_path, f"sqlite:///{file}")
    for command in ("purge", "status", "send"):
        done = feedback_command(command, cwd=tmp_path, **settings)
        told = done.stdout + done.stderr
        assert told.count("feedback.sqlite3-wal was deleted or moved.") == 1
        assert "Error" not in told
        assert done.returncode != 0
