"""What is due when networks send for the first time in an hour: a look for a flood, and tidying."""

import logging
from threading import Lock
from typing import Final

from sqlalchemy import Engine

from feedback.store.engine import reading, writing
from feedback.store.rate_counts import HOUR, count_networks, purge_counts

#: So many networks in an hour are a flood, which a limit on each of them does not stop.
_FLOOD: Final = 200

#: A worker counts all networks of the hour when so many new ones have come to it.
_STEP: Final = 10

_WARNING: Final = "More than %d networks sent something in this hour. Look at the queue."


class NewNetworks:
    """Has the counts of past hours deleted, and warns once an hour of very many networks.

    It belongs to one process, and any thread may call it.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._hour = self._number = 0
        self._is_told = False

    def note_new(self, engine: Engine, now: int) -> None:
        """Note that a network has sent for the first time in the hour of ``now``.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: the database could not be asked.
        """
        number = self._next_number(now)
        if number == 1:
            with writing(engine) as connection:
                purge_counts(connection, now)
        if number % _STEP == 0 and not self._is_told:
            self._warn(engine, now)

    def _next_number(self, now: int) -> int:
        with self._lock:
            if self._hour != now // HOUR:
                self._hour, self._number, self._is_told = now // HOUR, 0, False
            self._number += 1
            return self._number

    def _warn(self, engine: Engine, now: int) -> None:
        with reading(engine) as connection:
            is_flood = count_networks(connection, now, _FLOOD + 1) > _FLOOD
        if is_flood and not self._is_told:
            self._is_told = True
            logging.getLogger("feedback").warning(_WARNING, _FLOOD)
