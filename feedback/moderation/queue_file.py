"""A list of submissions as a CSV file, for a meeting or a colleague: facts, and nobody's words."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from sqlalchemy import Row

from feedback.local_time import day_of
from feedback.moderation.labels import KIND, STATES
from feedback.moderation.queue import WAITING_STATES
from feedback.states import State
from feedback.store.assignments import Assignment
from localoffer.pages.you_said_we_did.labels import MATTERS, WAYS
from localoffer.serving.site_context import SiteContext
from localoffer.write.csv_table import csv_table

#: A file holds at most so many rows, those of the queue's beginning.
MAX_ROWS: Final = 5_000

_HEADER: Final = (
    "Reference", "What", "State", "Who has it", "Came", "Answer due", "Overdue", "Wants a reply",
    "How it came", "Page", "Page's title", "Matter",
)  # fmt: skip


def queue_csv(
    rows: Iterable[Row[Any]],
    assigned: Mapping[int, Assignment],
    site_context: SiteContext,
    now: int,
) -> bytes:
    """Return rows of ``comments`` as CSV in UTF-8; ``now`` is seconds since 1970.

    ``assigned`` is who has which of them, by the id of the comment.
    The address of a page is left out unless the site has such a page: it could hold anything.
    """
    cells = (_cells(row, assigned.get(row.id), site_context, now) for row in rows)
    return csv_table(_HEADER, cells).encode("utf-8")


def _cells(
    row: Row[Any], assigned: Assignment | None, site_context: SiteContext, now: int
) -> tuple[str, ...]:
    state = State(row.state)
    title = site_context.titles.get(row.page, "")
    return (
        row.reference,
        KIND[row.kind],
        STATES[state],
        assigned.name if assigned else "",
        str(day_of(row.received)),
        str(day_of(row.due)),
        "yes" if state in WAITING_STATES and row.due < now else "no",
        "yes" if row.wants_reply else "no",
        WAYS.get(row.way, ""),
        row.page if title else "",
        title,
        MATTERS.get(row.about, ""),
    )
