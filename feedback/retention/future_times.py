"""Setting right the times that a clock wrote which was ahead: else words would stay for years."""

from sqlalchemy import Column, Connection, update

from feedback.clock_jumps import is_ahead
from feedback.intake.intake import due_after
from feedback.store.tables import comments, contacts, drafts
from localoffer.model.feedback import Feedback

#: A day that a clock is ahead makes no difference to what is kept for months.
_DAY = 86_400


def correct_future_times(connection: Connection, now: int, numbers: Feedback) -> int:
    """Have what came, was written or was answered in the future be of now; return how many."""
    due = due_after(now, numbers.days_to_answer)
    new = {comments.c.received: {"received": now, "due": due}}
    new |= {drafts.c.written: {"written": now}, contacts.c.replied: {"replied": now}}
    return sum(_correct(connection, column, now, values) for column, values in new.items())


def _correct(connection: Connection, column: Column[int], now: int, values: dict[str, int]) -> int:
    wrong = update(column.table).where(is_ahead(column, now + _DAY))
    return connection.execute(wrong.values(values)).rowcount
