"""Connections to PostgreSQL: kept for each thread, asked only where they may be lost, replaced."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine, event, text

from feedback.store import live_connections
from feedback.store.engine import make_engine, reading
from feedback.store.prepared_statements import driver_transaction

THREADS = 4


def ask(engine: Engine) -> int:
    with reading(engine) as connection:
        return int(connection.execute(text("SELECT 1")).scalar_one())


def write(engine: Engine) -> int:
    with driver_transaction(engine) as transaction:
        cursor = transaction.connection.cursor()
        cursor.execute("SELECT 1")
        row = cursor.fetchone()
        assert row
        return int(row[0])


def at_once(engine: Engine) -> None:
    """Have as many connections in use as there are threads, each of them at the same moment."""
    all_in = Barrier(THREADS)

    def use() -> None:
        with reading(engine) as connection:
            connection.execute(text("SELECT 1"))
            all_in.wait()

    with ThreadPoolExecutor(THREADS) as threads:
        for one in [threads.submit(use) for _ in range(THREADS)]:
            one.result()


def end_connections(engine: Engine) -> None:
    """End every connection to this database, as a server that restarts does; wait for the end."""
    other = create_engine(engine.url, isolation_level="AUTOCOMMIT")
    ends = "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity"
    with other.connect() as connection:
        these = "datname = current_database() AND pid <> pg_backend_pid()"
        connection.execute(text(f"{ends} WHERE {these}"))
    other.dispose()


@pytest.mark.parametrize("rest_seconds", [3_600, -1])
def test_connections_that_a_server_ended_are_replaced_before_anybody_notices(
    new_server_database: str, rest_seconds: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = make_engine(new_server_database)
    at_once(engine)
    monkeypatch.setattr(live_connections, "_REST_SECONDS", rest_seconds)
    for use in (ask, write):
        end_connections(engine)
        assert [use(engine) for _ in range(2 * THREADS)] == [1] * 2 * THREADS
    engine.dispose()


def test_a_connection_for_each_thread_stays_open_and_is_asked_only_after_a_rest(
    new_server_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = make_engine(new_server_database)
    opened: list[object] = []
    asked: list[object] = []
    event.listen(engine, "connect", lambda driver, _: opened.append(driver))
    monkeypatch.setattr(engine.dialect, "do_ping", asked.append)
    monkeypatch.setattr(live_connections, "_REST_SECONDS", 3_600)
    for _ in range(3):
        at_once(engine)
    assert (len(opened), len(asked)) == (THREADS, 0)
    monkeypatch.setattr(live_connections, "_REST_SECONDS", -1)
    at_once(engine)
    assert (len(opened), len(asked)) == (THREADS, THREADS)
    engine.dispose()


def test_the_made_application_holds_no_connection_so_that_a_server_may_fork(
    feedback_app: Flask,
) -> None:
    pool = feedback_app.extensions["feedback"].engine.pool
    assert (pool.checkedin(), pool.checkedout()) == (0, 0)
