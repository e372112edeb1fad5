"""Connections of a pool to a server: is the other end still there?

To ask before each use (SQLAlchemy's ``pool_pre_ping``) is a journey to the server for each request.
A connection that was used a moment ago is asked only if its socket has something to read: that is
how the end of a server that was stopped or has restarted is seen. One that has rested is always
asked, since a firewall between may have forgotten it.
"""

import select
from time import monotonic
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import InvalidatePoolError

#: After so many seconds without use a connection is asked: fewer than any firewall waits.
_REST_SECONDS = 20

#: The key of a pooled connection's ``info``.
_USED = "last used"


def ping_after_rest(engine: Engine) -> None:
    """Have the engine replace connections that are lost, as far as is seen before they are used."""
    event.listen(engine, "connect", _note_use)
    event.listen(engine, "checkin", _note_use)
    event.listen(engine, "checkout", lambda driver, record, _: _check(engine, driver, record))


def end_autocommit_at_begin(engine: Engine) -> None:
    """Have transactions begin on connections that committed each statement by itself before.

    To change the mode at each use, there and back, takes as long as a comment's checks.
    """
    event.listen(
        engine, "begin", lambda connection: end_autocommit(connection.connection.driver_connection)
    )


def roll_back_if_open(engine: Engine) -> None:
    """Have a connection that comes back to the pool rolled back where a transaction is open on it.

    The engine is made with ``pool_reset_on_return=None``: its pool rolls back each of them.
    """
    event.listen(engine, "reset", lambda driver, *_: _roll_back_if_open(driver))


def _roll_back_if_open(driver: Any) -> None:
    if driver.pgconn.transaction_status:  # 0 is idle
        driver.rollback()


def end_autocommit(driver: Any) -> None:
    """Have a connection that nobody uses open a transaction with its next statement."""
    if driver.autocommit:
        driver.autocommit = False


def _note_use(_: Any, record: Any) -> None:
    record.info[_USED] = monotonic()


def _check(engine: Engine, driver: Any, record: Any) -> None:
    try:
        if monotonic() - record.info[_USED] > _REST_SECONDS or _has_something_to_read(driver):
            engine.dialect.do_ping(driver)
    except engine.dialect.loaded_dbapi.Error as error:
        raise InvalidatePoolError from error  # the pool opens new ones


def _has_something_to_read(driver: Any) -> bool:
    poll = select.poll()
    poll.register(driver.fileno(), select.POLLIN)
    return bool(poll.poll(0))
