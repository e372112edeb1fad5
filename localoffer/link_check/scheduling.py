"""Many visits at once, those to one host one after the other; each result as soon as it comes."""

import threading
from collections import deque
from collections.abc import Iterable, Iterator
from queue import SimpleQueue
from urllib.parse import urlsplit

from localoffer.link_check.addresses import LinkToCheck
from localoffer.link_check.errors import RunEndedError
from localoffer.link_check.visit import Visit
from localoffer.model.school import LinkCheck

#: What the worker threads put in; None when one of them ends.
Results = SimpleQueue[LinkCheck | None]

#: Seconds that each worker gets at the end to put in its last result.
_LAST_WAIT = 2.0


def visits(
    links: Iterable[LinkToCheck], visit: Visit, hosts: int, stop: threading.Event
) -> Iterator[LinkCheck]:
    """Yield the result of each visit, with so many hosts visited at a time.

    Ends early when ``stop`` is set or the run's time is over; sets ``stop`` when the caller stops.
    """
    rows = deque(_in_rows(links))
    results: Results = SimpleQueue()
    number = max(min(hosts, len(rows)), 1)
    workers = [
        threading.Thread(target=_work, args=(rows, visit, results, stop), daemon=True)
        for _ in range(number)
    ]
    for worker in workers:
        worker.start()
    try:
        yield from _results(results, number)
    finally:
        stop.set()
        for worker in workers:
            worker.join(_LAST_WAIT)


def _work(
    rows: deque[list[LinkToCheck]], visit: Visit, results: Results, stop: threading.Event
) -> None:
    """Take row after row, and put in the results of its visits; None at the end."""
    try:
        while not stop.is_set():
            for link in rows.popleft():
                results.put(visit(link))
    except (IndexError, RunEndedError):
        pass
    finally:
        results.put(None)


def _results(results: Results, workers: int) -> Iterator[LinkCheck]:
    while workers:
        row = results.get()
        if row:
            yield row
        else:
            workers -= 1


def _in_rows(links: Iterable[LinkToCheck]) -> list[list[LinkToCheck]]:
    """Return links by host: rows of schools' reports first, and of those the longest."""
    rows: dict[tuple[str, bool], list[LinkToCheck]] = {}
    for link in links:
        rows.setdefault((urlsplit(link.address).hostname or "", link.is_report), []).append(link)
    return sorted(rows.values(), key=lambda row: (not row[0].is_report, -len(row)))
