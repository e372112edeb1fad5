"""Many visits at once, those of a host one after the other; each finding as soon as it is there."""

import threading
from collections import deque
from collections.abc import Iterable, Iterator
from queue import SimpleQueue
from urllib.parse import urlsplit

from localoffer.model.school import LinkCheck
from localoffer.visits.addresses import Wanted
from localoffer.visits.faults import OverError
from localoffer.visits.visit import Visit

#: So long is waited, at the end, for a visitor to put down what it holds (seconds).
_PARTING = 2.0


def visits(
    addresses: Iterable[Wanted], visit: Visit, hosts: int, over: threading.Event
) -> Iterator[LinkCheck]:
    """Yield what each visit found, with so many hosts visited at a time.

    Ends early when ``over`` is set or a visit says that the run is over; sets it when the caller
    has enough.
    """
    rows = deque(_in_rows(addresses))
    found: SimpleQueue[LinkCheck | None] = SimpleQueue()

    def work() -> None:
        try:
            while not over.is_set():
                for one in rows.popleft():
                    found.put(visit(one))
        except (IndexError, OverError):
            pass
        finally:
            found.put(None)

    workers = [
        threading.Thread(target=work, daemon=True) for _ in range(max(min(hosts, len(rows)), 1))
    ]
    for worker in workers:
        worker.start()
    try:
        working = len(workers)
        while working:
            row = found.get()
            if row:
                yield row
            else:
                working -= 1
    finally:
        over.set()
        for worker in workers:
            worker.join(_PARTING)


def _in_rows(addresses: Iterable[Wanted]) -> list[list[Wanted]]:
    """Return addresses by host: rows of reports first, and of those the longest."""
    rows: dict[tuple[str, bool], list[Wanted]] = {}
    for one in addresses:
        rows.setdefault((urlsplit(one.address).hostname or "", one.is_report), []).append(one)
    return sorted(rows.values(), key=lambda row: (not row[0].is_report, -len(row)))
