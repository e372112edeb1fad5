"""What was sent and the count of its network are stored together, on a server by one statement."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier
from time import sleep
from typing import Any

import pytest
from sqlalchemy import Engine, Table, delete, func, select, text
from sqlalchemy.exc import DBAPIError

from feedback.store.counted_submissions import CountedReceipt, store_counted
from feedback.store.engine import make_engine, reading
from feedback.store.migrate import upgrade
from feedback.store.prepared_statements import driver_transaction, single_statements
from feedback.store.rate_counts import RateLimit, TooManySent
from feedback.store.submissions import store_submission
from feedback.store.tables import comments, contacts, senders
from feedback.submission import Submission

NOW, DUE = 1_790_000_000, 1_790_500_000
LIMIT = RateLimit("a network", NOW, 3)
SENT = Submission("1", "comment", {"wrong": "It is out of date."}, "/guides/short-breaks/")


def opened(database: str) -> Iterator[Engine]:
    engine = make_engine(database)
    upgrade(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def engine(databases: str) -> Iterator[Engine]:
    yield from opened(databases)


@pytest.fixture
def server(new_server_database: str) -> Iterator[Engine]:
    """An engine of PostgreSQL, with the tables."""
    yield from opened(new_server_database)


def store(engine: Engine, form: str, sealed: bytes | None = None) -> CountedReceipt:
    return store_counted(engine, replace(SENT, form=form), sealed, DUE, LIMIT)


def counted(engine: Engine) -> list[int]:
    with reading(engine) as connection:
        return list(connection.execute(select(senders.c.number)).scalars())


def rows_of(engine: Engine, table: Table) -> int:
    with reading(engine) as connection:
        number: int = connection.execute(select(func.count()).select_from(table)).scalar_one()
    return number


def test_a_comment_is_stored_with_its_address_and_counted(engine: Engine) -> None:
    first = store(engine, "1", b"sealed")
    second = store(engine, "2")
    assert (first.receipt.is_new, first.number, second.number) == (True, 1, 2)
    with reading(engine) as connection:
        stored = connection.execute(select(comments).order_by(comments.c.id)).all()
        [contact] = connection.execute(select(contacts)).all()
    assert [row.reference for row in stored] == [first.receipt.reference, second.receipt.reference]
    assert (contact.comment, contact.sealed) == (stored[0].id, b"sealed")
    assert stored[0].words == '{"wrong": "It is out of date."}'


def test_above_the_limit_nothing_is_stored_and_a_repeat_is_told_its_reference(
    engine: Engine,
) -> None:
    first, *_ = [store(engine, form, b"sealed") for form in "123"]
    with pytest.raises(TooManySent):
        store(engine, "4", b"sealed")
    assert (rows_of(engine, comments), rows_of(engine, contacts)) == (3, 3)
    repeat = store(engine, "1", b"sealed")
    assert (repeat.receipt.reference, repeat.receipt.is_new) == (first.receipt.reference, False)
    assert (counted(engine), rows_of(engine, contacts)) == ([3], 3)


def test_a_form_sent_by_many_threads_at_once_is_one_comment_counted_once(engine: Engine) -> None:
    all_in = Barrier(4)

    def send(_: int) -> CountedReceipt:
        all_in.wait()
        return store(engine, "1")

    with ThreadPoolExecutor(4) as threads:
        receipts = [one.receipt for one in threads.map(send, range(4))]
    assert len({one.reference for one in receipts}) == 1
    assert sorted(one.is_new for one in receipts) == [False, False, False, True]
    assert (rows_of(engine, comments), counted(engine)) == (1, [1])


def test_a_form_that_another_worker_is_about_to_commit_is_not_counted_again(
    server: Engine,
) -> None:
    store(server, "another")
    with ThreadPoolExecutor(1) as threads:
        with driver_transaction(server) as transaction:
            first = store_submission(transaction, replace(SENT, form="1"), None, NOW, DUE)
            waiting = threads.submit(store, server, "1")
            while not _somebody_waits(server):
                sleep(0.01)
        receipt = waiting.result().receipt
    assert (receipt.reference, receipt.is_new) == (first.reference, False)
    assert counted(server) == [1]


def test_a_comment_is_one_journey_to_the_server(server: Engine, tmp_path: Path) -> None:
    limit = replace(LIMIT, most=100)
    for number in range(10):  # until the driver has prepared the statement
        store_counted(server, replace(SENT, form=str(number)), None, DUE, limit)
    pooled = server.raw_connection()
    driver: Any = pooled.driver_connection
    with (tmp_path / "trace").open("w+") as trace:
        driver.pgconn.trace(trace.fileno())
        pooled.close()
        assert store_counted(server, SENT, None, DUE, limit).receipt.is_new is False
        repeat = _journeys(trace.fileno())
        store_counted(server, replace(SENT, form="a new one"), None, DUE, limit)
        assert _journeys(trace.fileno()) - repeat == 1
        driver.pgconn.untrace()
    assert rows_of(server, comments) == 11


def test_a_statement_that_failed_leaves_a_connection_that_begins_transactions(
    server: Engine,
) -> None:
    with pytest.raises(DBAPIError), single_statements(server) as transaction:
        transaction.connection.cursor().execute("SELECT 1 / 0")
    with driver_transaction(server) as transaction:
        store_submission(transaction, SENT, None, NOW, DUE)
        transaction.connection.rollback()
    assert rows_of(server, comments) == 0


def test_after_a_comment_the_same_connection_begins_transactions(server: Engine) -> None:
    store(server, "1")
    with server.connect() as connection:
        connection.execute(delete(comments))
        connection.rollback()
    assert rows_of(server, comments) == 1


def test_a_transaction_that_is_open_as_a_connection_comes_back_is_rolled_back(
    server: Engine,
) -> None:
    store(server, "1")
    pooled = server.raw_connection()
    driver: Any = pooled.driver_connection
    driver.autocommit = False
    pooled.cursor().execute("DELETE FROM comments")
    pooled.close()
    with server.connect() as connection:
        connection.commit()
    assert rows_of(server, comments) == 1


def _somebody_waits(server: Engine) -> bool:
    with reading(server) as connection:
        waits = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
        return bool(connection.execute(waits).scalar_one())


def _journeys(trace: int) -> int:
    """Return how often the server was asked; each question ends with a Sync or is a Query."""
    lines = os.pread(trace, 1_000_000, 0).decode().splitlines()
    return sum("\tF\t" in line and line.split("\t")[3] in ("Sync", "Query") for line in lines)
