"""What the queue's address asks for, and the lists to choose from above it."""

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import Row

from feedback.accounts.account import Account
from feedback.moderation.actions.permissions import states_of
from feedback.moderation.context_parts import FieldOption, QueueFilterList
from feedback.moderation.labels import KINDS, STATES
from feedback.moderation.queue import (
    NOBODY,
    PAGE_SIZE,
    WAITING_STATES,
    QueueCounts,
    QueueCursor,
    QueueFilter,
    cursor_of,
)
from feedback.states import State
from feedback.submission import PUBLISHED_KINDS
from localoffer.serving.site_context import SiteContext


def read_filter(query: dict[str, str]) -> QueueFilter:
    """Return what an address asks for; what it does not know is left out."""
    kind = query.get("kind", "")
    kind = kind if kind in KINDS else "comment"
    state = query.get("state", "")
    states = (State(state),) if state in states_of(kind) else WAITING_STATES
    after = QueueCursor.read(query.get("after", ""))
    return QueueFilter(
        kind,
        states,
        query.get("page", "").strip(),
        query.get("theme", ""),
        query.get("word", "").strip(),
        query.get("assigned", ""),
        after,
    )


def filter_lists(
    queue_filter: QueueFilter,
    counts: QueueCounts,
    account: Account,
    people: Iterable[str],
    site_context: SiteContext,
) -> tuple[QueueFilterList, ...]:
    """Return the lists to narrow the queue by; ``people`` are names of those who may answer."""
    return (
        *_filters(queue_filter, counts, site_context),
        _assignment_filter(queue_filter, account, people),
    )


def count_text(queue_filter: QueueFilter, counts: QueueCounts) -> str:
    """Return how many the filter finds, where that is known without counting."""
    narrowed = (queue_filter.page, queue_filter.theme, queue_filter.word, queue_filter.assigned_to)
    if any(narrowed):
        return ""
    if queue_filter.states != WAITING_STATES:
        total = sum(
            counts.by_state.get((queue_filter.kind, state), 0) for state in queue_filter.states
        )
        return f"{total:,} in all."
    overdue = counts.overdue.get(queue_filter.kind, 0)
    overdue_text = f" {overdue:,} overdue." if overdue else " None is overdue."
    waiting = counts.waiting(queue_filter.kind)
    return f"{waiting:,} waiting.{overdue_text if waiting else ''}"


def next_address(queue_filter: QueueFilter, rows: list[Row[Any]]) -> str:
    """Return the address of the rows after these; "" where there are no more."""
    if len(rows) <= PAGE_SIZE:
        return ""
    return f"/feedback/desk/?{query_of(queue_filter, str(cursor_of(rows[PAGE_SIZE - 1])))}"


def query_of(queue_filter: QueueFilter, after: str = "") -> str:
    """Return the query of an address that asks for the same rows, or for those after a cursor."""
    query = {
        "kind": queue_filter.kind,
        "state": "" if queue_filter.states == WAITING_STATES else queue_filter.states[0].value,
        "page": queue_filter.page,
        "theme": queue_filter.theme,
        "word": queue_filter.word,
        "assigned": queue_filter.assigned_to,
        "after": after,
    }
    return urlencode({name: value for name, value in query.items() if value})


def _filters(
    queue_filter: QueueFilter, counts: QueueCounts, site_context: SiteContext
) -> Iterator[QueueFilterList]:
    kinds = (FieldOption(kind, name, kind == queue_filter.kind) for kind, name in KINDS.items())
    yield QueueFilterList("kind", "What", tuple(kinds))
    states = [FieldOption("", "All that wait", queue_filter.states == WAITING_STATES)]
    for state in State:
        number = counts.by_state.get((queue_filter.kind, state), 0)
        if state in states_of(queue_filter.kind):
            label = f"{STATES[state]} ({number:,})"
            states.append(FieldOption(state.value, label, queue_filter.states == (state,)))
    yield QueueFilterList("state", "State", tuple(states))
    if queue_filter.kind in PUBLISHED_KINDS:
        themes = site_context.offer.lists.themes.items()
        rows = (FieldOption(theme, row.name, theme == queue_filter.theme) for theme, row in themes)
        yield QueueFilterList(
            "theme", "Theme", (FieldOption("", "Any theme", not queue_filter.theme), *rows)
        )


def _assignment_filter(
    queue_filter: QueueFilter, account: Account, people: Iterable[str]
) -> QueueFilterList:
    """Return whose comments can be asked for: anybody's, nobody's, one's own, a colleague's."""
    names = {"": "Anybody or nobody", NOBODY: "Nobody", account.name: "You"}
    names |= {name: name for name in people if name != account.name}
    if queue_filter.assigned_to not in names:
        names[queue_filter.assigned_to] = queue_filter.assigned_to
    options = (
        FieldOption(name, label, name == queue_filter.assigned_to) for name, label in names.items()
    )
    return QueueFilterList("assigned", "Who has it", tuple(options))
