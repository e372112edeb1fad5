"""The queue: what waits, the gravest first, then the oldest; fifty to a page.

Each state is read along the index of its own order from where the last page ended, so that a page
costs the same however long the queue is.
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

from feedback.moderation.comment_record import ModeratedComment
from feedback.states import State
from feedback.store.tables import acts, comment_themes, comments

SIZE: Final = 50

#: What waits for somebody; the quarantine is a list of its own.
WAITS: Final = (State.NEW, State.OPEN, State.ANSWERED)

#: The acts by which somebody says that words of danger were seen to.
SEEN_TO: Final = ("passed on", "no danger")

#: From here on somebody may be in danger; below, words of worry only come first in the queue.
GRAVE: Final = 2

#: So many comments with words of danger are told above the queue.
_MOST_IN_DANGER: Final = 20

#: So many digits has a whole number that both databases hold, and one in a column of 32 bits.
_DIGITS: Final = 18
_DIGITS_OF_32: Final = 9


def whole(text: str) -> int | None:
    """Return the number that stands in an address; None where it is none that a row could have."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= _DIGITS
    return int(text) if is_number else None


@dataclass(frozen=True, slots=True)
class QueueCursor:
    """Where a page of the queue ends: what stands in the order of its last row."""

    danger: int
    received: int
    id: int

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Return the place that an address names, or None."""
        numbers = [whole(part) for part in text.split("-")]
        if len(numbers) != len(cls.__slots__) or None in numbers:
            return None
        if len(text.partition("-")[0]) > _DIGITS_OF_32:
            return None
        return cls(*(number or 0 for number in numbers))

    def __str__(self) -> str:
        return f"{self.danger}-{self.received}-{self.id}"


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """Which part of what was sent is asked for, and after which place."""

    kind: str = "comment"
    states: tuple[State, ...] = WAITS
    page: str = ""
    theme: str = ""
    after: QueueCursor | None = None


@dataclass(frozen=True, slots=True)
class QueueCounts:
    """How many there are of each kind in each state, and how many of those that wait are late."""

    of: Mapping[tuple[str, State], int]
    late: Mapping[str, int]

    def waiting(self, kind: str) -> int:
        """Return how many of a kind wait."""
        return sum(self.of.get((kind, state), 0) for state in WAITS)


def listed(connection: Connection, choice: QueueFilter, size: int = SIZE) -> list[Row[Any]]:
    """Return one row more than a page has, if there are more: rows of ``comments``."""
    found: list[Row[Any]] = []
    for state in choice.states:
        here: list[Row[Any]] = []
        for part in _ranges(choice.after):
            query = select(comments).where(*_wanted(choice, state), part).order_by(*_ORDER)
            here += connection.execute(query.limit(size + 1 - len(here))).all()
        found += here
    found.sort(key=lambda row: (-row.danger, row.received, row.id))
    return found[: size + 1]


def place_of(row: Row[Any] | ModeratedComment) -> QueueCursor:
    """Return where in the queue a row of ``comments`` stands."""
    return QueueCursor(row.danger, row.received, row.id)


def counts(connection: Connection, now: int) -> QueueCounts:
    """Return how many there are; ``now`` is seconds since 1970."""
    late = func.sum(case((comments.c.due < now, 1), else_=0))
    rows = connection.execute(
        select(comments.c.kind, comments.c.state, func.count(), late).group_by(
            comments.c.kind, comments.c.state
        )
    ).all()
    of = {(kind, State(state)): number for kind, state, number, _ in rows}
    overdue: dict[str, int] = {}
    for kind, state, _, number in rows:
        if State(state) in WAITS:
            overdue[kind] = overdue.get(kind, 0) + int(number)
    return QueueCounts(of, overdue)


def in_danger(connection: Connection) -> list[Row[Any]]:
    """Return what waits with words of danger that nobody has seen to, of every kind."""
    seen_to = exists().where(acts.c.comment == comments.c.id, acts.c.act.in_(SEEN_TO))
    query = select(comments).where(
        comments.c.danger > literal_column("0"),  # as the index says it, word for word
        comments.c.danger >= GRAVE,
        comments.c.state.in_([State.QUARANTINED.value, *(state.value for state in WAITS)]),
        ~seen_to,
    )
    return list(connection.execute(query.order_by(*_ORDER).limit(_MOST_IN_DANGER)).all())


_ORDER: Final = (comments.c.danger.desc(), comments.c.received, comments.c.id)


def _wanted(choice: QueueFilter, state: State) -> list[ColumnElement[bool]]:
    wanted = [comments.c.kind == choice.kind, comments.c.state == state.value]
    if choice.page:
        wanted.append(comments.c.page == choice.page)
    if choice.theme:
        filed = select(comment_themes.c.comment).where(comment_themes.c.theme == choice.theme)
        wanted.append(comments.c.id.in_(filed))
    return wanted


def _ranges(after: QueueCursor | None) -> list[ColumnElement[bool]]:
    """Return the parts of what stands after a place: each is one stretch of the index."""
    if after is None:
        return [true()]
    later = tuple_(comments.c.received, comments.c.id) > tuple_(
        literal(after.received), literal(after.id)
    )
    return [and_(comments.c.danger == after.danger, later), comments.c.danger < after.danger]
