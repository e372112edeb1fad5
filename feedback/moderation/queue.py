"""The queue: what waits for somebody, the gravest first, then the oldest; fifty to a page.

The rows of a state are read along the index of their order, from where the last page ended: a page
takes as long however long the queue is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    and_,
    case,
    exists,
    func,
    literal,
    literal_column,
    select,
    true,
    tuple_,
)

from feedback.intake.danger import GRAVE
from feedback.moderation.comment_record import ModeratedComment
from feedback.moderation.word_search import has_word
from feedback.states import State
from feedback.store.assignments import is_assigned_to, is_unassigned
from feedback.store.tables import acts, comment_themes, comments

PAGE_SIZE: Final = 50

#: What waits for somebody; the quarantine is a list of its own.
WAITING_STATES: Final = (State.NEW, State.OPEN, State.ANSWERED)

#: The acts by which a moderator says that words of danger were read and acted on.
DANGER_CHECKED: Final = ("passed on", "no danger")

#: At most so many submissions with words of danger are listed above the queue.
_MOST_IN_DANGER: Final = 20

#: Numbers of so many digits fit a column of 64 bits in both databases, and one of 32 bits.
_DIGITS: Final = 18
_DIGITS_OF_32: Final = 9


def read_id(text: str) -> int | None:
    """Return the id in an address; None where it is no number that a row could have."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= _DIGITS
    return int(text) if is_number else None


@dataclass(frozen=True, slots=True)
class QueueCursor:
    """Where a page of the queue ends: the columns of its last row that the queue is sorted by."""

    danger: int
    received: int
    id: int

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Return the cursor in an address, written as ``str`` does; None where it is not one."""
        numbers = [read_id(part) for part in text.split("-")]
        if len(numbers) != len(cls.__slots__) or None in numbers:
            return None
        if len(text.partition("-")[0]) > _DIGITS_OF_32:
            return None
        return cls(*(number or 0 for number in numbers))

    def __str__(self) -> str:
        return f"{self.danger}-{self.received}-{self.id}"


#: What stands in an address for what nobody has; no account has such a name.
NOBODY: Final = "-"


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """Which submissions to list: kind, states, page, theme, a word, and those after a cursor.

    ``assigned_to`` is the name of the account that has them, or ``NOBODY``; "" for all.
    """

    kind: str = "comment"
    states: tuple[State, ...] = WAITING_STATES
    page: str = ""
    theme: str = ""
    word: str = ""
    assigned_to: str = ""
    after: QueueCursor | None = None


@dataclass(frozen=True, slots=True)
class QueueCounts:
    """How many submissions there are ``by_state`` (kind and state), and ``overdue`` by kind."""

    by_state: Mapping[tuple[str, State], int]
    overdue: Mapping[str, int]

    def waiting(self, kind: str) -> int:
        """Return how many submissions of a kind wait for somebody."""
        return sum(self.by_state.get((kind, state), 0) for state in WAITING_STATES)


def queue_rows(
    connection: Connection, queue_filter: QueueFilter, size: int = PAGE_SIZE
) -> list[Row[Any]]:
    """Return rows of ``comments`` for a page of ``size``: one more than that, if there are more."""
    rows: list[Row[Any]] = []
    for state in queue_filter.states:
        rows_of_state: list[Row[Any]] = []
        for part in _ranges(queue_filter.after):
            conditions = (*_conditions(queue_filter, state), part)
            query = select(comments).where(*conditions).order_by(*_ORDER)
            if queue_filter.word:
                query = query.where(has_word(connection.dialect.name, queue_filter.word))
            rows_of_state += connection.execute(query.limit(size + 1 - len(rows_of_state))).all()
        rows += rows_of_state
    rows.sort(key=lambda row: (-row.danger, row.received, row.id))
    return rows[: size + 1]


def cursor_of(row: Row[Any] | ModeratedComment) -> QueueCursor:
    """Return the cursor after which the rows behind this one follow."""
    return QueueCursor(row.danger, row.received, row.id)


def count_submissions(connection: Connection, now: int) -> QueueCounts:
    """Return how many submissions there are; ``now`` is seconds since 1970."""
    late = func.sum(case((comments.c.due < now, 1), else_=0))
    rows = connection.execute(
        select(comments.c.kind, comments.c.state, func.count(), late).group_by(
            comments.c.kind, comments.c.state
        )
    ).all()
    by_state = {(kind, State(state)): number for kind, state, number, _ in rows}
    overdue: dict[str, int] = {}
    for kind, state, _, number in rows:
        if State(state) in WAITING_STATES:
            overdue[kind] = overdue.get(kind, 0) + int(number)
    return QueueCounts(by_state, overdue)


def unchecked_danger_rows(connection: Connection) -> list[Row[Any]]:
    """Return rows of every kind that wait, with words of danger that nobody has checked yet."""
    query = select(comments).where(*is_unchecked_danger())
    return list(connection.execute(query.order_by(*_ORDER).limit(_MOST_IN_DANGER)).all())


def count_unchecked_danger(connection: Connection) -> int:
    """Return how many wait with words of danger that nobody has checked yet."""
    query = select(func.count()).select_from(comments).where(*is_unchecked_danger())
    return connection.execute(query).scalar_one()


def is_unchecked_danger() -> tuple[ColumnElement[bool], ...]:
    """Return what has grave words, waits or is in quarantine, and nobody has checked yet."""
    checked = exists().where(acts.c.comment == comments.c.id, acts.c.act.in_(DANGER_CHECKED))
    return (
        comments.c.danger > literal_column("0"),  # as the index says it, word for word
        comments.c.danger >= GRAVE,
        comments.c.state.in_([State.QUARANTINED.value, *(state.value for state in WAITING_STATES)]),
        ~checked,
    )


_ORDER: Final = (comments.c.danger.desc(), comments.c.received, comments.c.id)


def _conditions(queue_filter: QueueFilter, state: State) -> list[ColumnElement[bool]]:
    conditions = [comments.c.kind == queue_filter.kind, comments.c.state == state.value]
    if queue_filter.page:
        conditions.append(comments.c.page == queue_filter.page)
    if queue_filter.theme:
        with_theme = select(comment_themes.c.comment).where(
            comment_themes.c.theme == queue_filter.theme
        )
        conditions.append(comments.c.id.in_(with_theme))
    if queue_filter.assigned_to == NOBODY:
        conditions.append(is_unassigned())
    elif queue_filter.assigned_to:
        conditions.append(is_assigned_to(queue_filter.assigned_to))
    return conditions


def _ranges(after: QueueCursor | None) -> list[ColumnElement[bool]]:
    """Return conditions for the rows after a cursor: each is one range of the index."""
    if after is None:
        return [true()]
    later = tuple_(comments.c.received, comments.c.id) > tuple_(
        literal(after.received), literal(after.id)
    )
    return [and_(comments.c.danger == after.danger, later), comments.c.danger < after.danger]
