"""Who has a comment, who else is looking at it, and to whom it can be given."""

from collections.abc import Iterable
from typing import Final

from sqlalchemy import Connection

from feedback.accounts.account import Account
from feedback.local_time import day_of, moment_of
from feedback.moderation.actions.assign import people_to_assign
from feedback.moderation.comment_record import ModeratedComment
from feedback.moderation.context_parts import AssignmentStatus, FieldOption
from feedback.store.viewers import Viewer, viewers_of
from localoffer.render.filters import clock, day

_NOBODY: Final = "Nobody has it."


def assignment_status(
    connection: Connection, comment: ModeratedComment, account: Account, chosen: str, now: int
) -> AssignmentStatus:
    """Return who has a comment, as its page says it.

    Args:
        connection: An open transaction.
        comment: The comment.
        account: Who looks at the page. That they look themselves is not told to them.
        chosen: The name that was chosen in the list of people, if one was.
        now: Seconds since 1970.
    """
    names = (name for name in people_to_assign(connection) if name != comment.assigned_to)
    others = viewers_of(connection, [comment.id], now, but=account.id)
    return AssignmentStatus(
        sentence=_sentence(comment, account),
        assigned_to=comment.assigned_to or "",
        people=tuple(
            FieldOption(name, f"{name} (you)" if name == account.name else name, name == chosen)
            for name in names
        ),
        viewers=viewers_in_words(others.get(comment.id, ())),
    )


def viewers_in_words(others: Iterable[Viewer]) -> tuple[str, ...]:
    """Return who is looking at a comment and since when, a sentence each."""
    return tuple(
        f"{one.name} has been looking at it since {clock(moment_of(one.since).time())}."
        for one in others
    )


def _sentence(comment: ModeratedComment, account: Account) -> str:
    if comment.assigned_to is None or comment.assigned_since is None:
        return _NOBODY
    is_mine = comment.assigned_to == account.name
    since = day(day_of(comment.assigned_since))
    return f"{'You have' if is_mine else f'{comment.assigned_to} has'} it, since {since}."
