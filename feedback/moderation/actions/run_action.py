"""How actions are run with what stands in the form; each takes an ``ActionRequest``.

All return the number of the comment's version and raise ``ActionError``.
"""

from collections.abc import Callable
from typing import Final

from feedback.moderation.action_errors import NotAllowedError
from feedback.moderation.actions.action import ActionRequest
from feedback.moderation.actions.change_state import mark_answered, move, require_writable
from feedback.moderation.actions.merge_comments import merge
from feedback.moderation.actions.reply import note_address_shown, send_reply
from feedback.moderation.actions.sign_off import sign_off
from feedback.moderation.labels import PASSED_ON
from feedback.moderation.similar_comments import id_of_reference
from feedback.moderation.versions import open_comment
from feedback.retention.unanswered import LET_GO
from feedback.states import State
from feedback.store.audit_log import note_act

_PASSED_TO_NOBODY: Final = "Choose to whom you passed it on."
_NO_TARGET: Final = "Choose the comment to merge this one into, or write its reference."


def run_save(request: ActionRequest) -> int:
    """Do nothing more: what was written is saved before any action is run."""
    require_writable(open_comment(request.connection, request.edit))
    return request.edit.version


def run_answered(request: ActionRequest) -> int:
    """Say that the answer is finished."""
    return mark_answered(request.connection, request.edit)


def run_move(to: State) -> Callable[[ActionRequest], int]:
    """Return how a comment is brought into a state that asks for nothing more."""
    return lambda request: move(request.connection, request.edit, to)


def run_withhold(request: ActionRequest) -> int:
    """Withhold the comment for the reason that was chosen."""
    return move(request.connection, request.edit, State.WITHHELD, request.form.reason)


def run_sign_off(request: ActionRequest) -> int:
    """Sign the comment off with the answer and the ticks of the form."""
    form, site_context = request.form, request.app.site_context
    return sign_off(request.connection, request.edit, form.answer, form.ticks, site_context)


def run_merge(request: ActionRequest) -> int:
    """Merge the comment into the one whose reference was chosen or written.

    Raises:
        NotAllowedError: none was, or it cannot be merged into that one.
    """
    reference = request.form.into
    if not reference.strip():
        raise NotAllowedError(_NO_TARGET)
    into = id_of_reference(request.connection, reference)
    return merge(request.connection, request.edit, into)


def run_reply(request: ActionRequest) -> int:
    """Send the reply by e-mail."""
    return send_reply(request.connection, request.app, request.edit)


def run_show_address(request: ActionRequest) -> int:
    """Write down that the address is asked for; the view shows it then."""
    return note_address_shown(request.connection, request.app, request.edit)


def run_passed_on(request: ActionRequest) -> int:
    """Write down to whom a danger was passed on.

    Raises:
        NotAllowedError: nobody was chosen.
    """
    if request.form.passed_to not in PASSED_ON:
        raise NotAllowedError(_PASSED_TO_NOBODY)
    return _note(request, "passed on", request.form.passed_to)


def run_no_danger(request: ActionRequest) -> int:
    """Write down that somebody has read all of it, and nobody is in danger."""
    return _note(request, "no danger")


def run_let_go(request: ActionRequest) -> int:
    """Write down that the words may be deleted when their time is over, though unanswered."""
    return _note(request, LET_GO)


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
