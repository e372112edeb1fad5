"""Many visits at once, those of a host one after the other; each finding as soon as it is there."""

import threading
from collections import deque
from collections.abc import Iterable, Iterator
from queue import SimpleQueue
from urllib.parse import urlsplit

from localoffer.link_check.addresses import LinkToCheck
from localoffer.link_check.errors import RunEndedError
from localoffer.link_check.visit import Visit
from localoffer.model.school import LinkCheck

#: What visitors put down; None when one of them ends.
Found = SimpleQueue[LinkCheck | None]

#: So long is waited, at the end, for a visitor to put down what it holds (seconds).
_PARTING = 2.0


def visits(
    addresses: Iterable[LinkToCheck], visit: Visit, hosts: int, over: threading.Event
) -> Iterator[LinkCheck]:
    """Yield what each visit found, with so many hosts visited at a time.

    Ends early when ``over`` is set or a visit says that the run is over; sets it when the caller
    has enough.
    """
    rows = deque(_in_rows(addresses))
    found: Found = SimpleQueue()
    number = max(min(hosts, len(rows)), 1)
    workers = [
        threading.Thread(target=_work, args=(rows, visit, found, over), daemon=True)
        for _ in range(number)
    ]
    for worker in workers:
        worker.start()
    try:
        yield from _until_all_end(found, number)
    finally:
        over.set()
        for worker in workers:
            worker.join(_PARTING)


def _work(
    rows: deque[list[LinkToCheck]], visit: Visit, found: Found, over: threading.Event
) -> None:
    """Take row after row, and put down what its visits find; None at the end."""
    try:
        while not over.is_set():
            for one in rows.popleft():
                found.put(visit(one))
    except (IndexError, RunEndedError):
        pass
    finally:
        found.put(None)


def _until_all_end(found: Found, workers: int) -> Iterator[LinkCheck]:
    while workers:
        row = found.get()
        if row:
            yield row
        else:
            workers -= 1


def _in_rows(addresses: Iterable[LinkToCheck]) -> list[list[LinkToCheck]]:
    """Return addresses by host: rows of reports first, and of those the longest."""
    rows: dict[tuple[str, bool], list[LinkToCheck]] = {}
    for one in addresses:
        rows.setdefault((urlsplit(one.address).hostname or "", one.is_report), []).append(one)
    return sorted(rows.values(), key=lambda row: (not row[0].is_report, -len(row)))
