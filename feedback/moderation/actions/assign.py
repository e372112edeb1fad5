"""Take a comment, give it to a colleague, or give it back. It keeps nobody from working on it.

Each function takes an ``ActionRequest``. The comment gets no new version: whoever writes in it at
that moment is not disturbed.
"""

from typing import Final

from sqlalchemy import Connection, select

from feedback.accounts.account import Account, roles_up_to
from feedback.moderation.action_errors import NotAllowedError
from feedback.moderation.actions.action import ActionRequest
from feedback.moderation.actions.permissions import WRITABLE
from feedback.moderation.comment_record import ModeratedComment
from feedback.moderation.versions import open_comment
from feedback.store.assignments import assign, unassign
from feedback.store.audit_log import note_act
from feedback.store.idempotency import storable
from feedback.store.tables import accounts

#: The act that gives a comment to somebody; its note is ``account`` and the id of the account.
ASSIGNED: Final = "assigned"

_CLOSED: Final = "Nothing is to be done about it any more. Open it again first."
_NOBODY_CHOSEN: Final = "Choose to whom you give it."
_NOBODY_HAS_IT: Final = "Nobody has it."


def may_be_taken(comment: ModeratedComment, account: Account) -> bool:
    """Return whether an account can take a comment: it waits, and they have not got it."""
    return may_be_given(comment) and comment.assigned_to != account.name


def may_be_given(comment: ModeratedComment) -> bool:
    """Return whether a comment can be given to somebody: it waits."""
    return comment.state in WRITABLE


def people_to_assign(connection: Connection) -> dict[str, int]:
    """Return who can be given a comment: the names of accounts that may answer, with their ids."""
    may_answer = accounts.c.role.in_(_ANSWERING_ROLES)
    query = select(accounts.c.name, accounts.c.id).where(accounts.c.active, may_answer)
    return {row.name: row.id for row in connection.execute(query.order_by(accounts.c.name))}


def run_take(request: ActionRequest) -> int:
    """Give the comment to whoever asks.

    Raises:
        NotAllowedError: it is closed, or somebody else has got it since the page was made.
    """
    _open_unchanged(request)
    edit = request.edit
    assign(request.connection, edit.comment_id, edit.account.id, edit.now)
    return _note(request, "taken")


def run_assign(request: ActionRequest) -> int:
    """Give the comment to the person who was chosen.

    Raises:
        NotAllowedError: as ``run_take``, or nobody was chosen who may answer.
    """
    _open_unchanged(request)
    edit = request.edit
    account = people_to_assign(request.connection).get(storable(request.form.assignee))
    if account is None:
        raise NotAllowedError(_NOBODY_CHOSEN)
    assign(request.connection, edit.comment_id, account, edit.now)
    return _note(request, ASSIGNED, f"account {account}")


def run_give_back(request: ActionRequest) -> int:
    """Have nobody have the comment, in whatever state it is.

    Raises:
        NotAllowedError: nobody has it, or somebody else has got it since the page was made.
    """
    comment = open_comment(request.connection, request.edit)
    if comment.assigned_to is None:
        raise NotAllowedError(_NOBODY_HAS_IT)
    _require_unchanged(request, comment)
    unassign(request.connection, comment.id)
    return _note(request, "given back")


_ANSWERING_ROLES: Final = [role for role in roles_up_to("moderator") if role != "reader"]


def _open_unchanged(request: ActionRequest) -> None:
    comment = open_comment(request.connection, request.edit)
    if not may_be_given(comment):
        raise NotAllowedError(_CLOSED)
    _require_unchanged(request, comment)


def _require_unchanged(request: ActionRequest, comment: ModeratedComment) -> None:
    """Let two who take one comment at the same time know of each other: the second is asked."""
    shown = request.form.assigned_to
    if shown is None or shown == (comment.assigned_to or ""):
        return
    has_it = f"{comment.assigned_to} has it" if comment.assigned_to else "Nobody has it"
    message = f"{has_it}, since your page was made. Press the button again if you still want to."
    raise NotAllowedError(message)


def _note(request: ActionRequest, act: str, note: str = "") -> int:
    edit = request.edit
    note_act(
        request.connection,
        edit.now,
        act,
        account=edit.account.id,
        comment=edit.comment_id,
        note=note,
    )
    return edit.version
