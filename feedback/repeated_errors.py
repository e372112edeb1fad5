"""Lines of the log about trouble: one for each cause, and again only when some time has passed.

Where the database is away, each request fails for the same reason. A line for each of them would
hide what came before.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from typing import Final

#: The same line is written again after so many seconds, with how often it was left out.
QUIET_SECONDS: Final = 600

#: So many causes are remembered; with more of them, the one that was told first is forgotten.
_MOST_CAUSES = 100


@dataclass(slots=True)
class _Cause:
    """When a cause was last told, by ``clock``, and how often it was left out since."""

    told: float
    left_out: int = 0


@dataclass(slots=True, eq=False)
class RepeatedErrors:
    """Writes errors to the log ``feedback``; ``clock`` returns seconds that only go forwards."""

    clock: Callable[[], float] = monotonic
    _causes: dict[str, _Cause] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def tell(self, cause: str, place: str = "") -> None:
        """Write a cause to the log, unless it was told a moment ago.

        ``place`` is where in the code it was met this time, which is no cause of its own.
        """
        times = self._left_out(cause)
        if times is None:
            return
        again = f" ({times:,} times more since it was last written here)" if times else ""
        where = f" [{place}]" if place else ""
        logging.getLogger("feedback").error("%s%s%s", cause, where, again)

    def _left_out(self, cause: str) -> int | None:
        """Return how often a cause was left out since it was told; None where it is to be again."""
        now = self.clock()
        with self._lock:
            known = self._causes.get(cause)
            if known and now - known.told < QUIET_SECONDS:
                known.left_out += 1
                return None
            if known is None and len(self._causes) >= _MOST_CAUSES:
                del self._causes[next(iter(self._causes))]
            self._causes[cause] = _Cause(now)
            return known.left_out if known else 0
