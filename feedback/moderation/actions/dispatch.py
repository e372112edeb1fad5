"""One action of a moderator: what they have written is saved first, then it is done."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from sqlalchemy import Connection

from feedback.app_context import AppContext
from feedback.moderation.action_errors import InvalidFormError, NotAllowedError
from feedback.moderation.actions.action import Action, ActionRequest, Unsaved
from feedback.moderation.actions.change_state import require_writable, save
from feedback.moderation.actions.permissions import require_permission
from feedback.moderation.actions.table import ACTION_BY_NAME
from feedback.moderation.answer import Answer
from feedback.moderation.comment_form import SubmittedForm
from feedback.moderation.comment_record import ModeratedComment
from feedback.moderation.form_fields import WALL_FIELDS
from feedback.moderation.publishable import no_page
from feedback.moderation.versions import Edit, open_comment
from feedback.states import State
from localoffer.form_error import FormError

_UNKNOWN: Final = "Choose one of the buttons of this page."
_UNSAVED: Final = "You have written something that is not saved. Save it, then undo."


def perform_action(connection: Connection, app: AppContext, edit: Edit, form: SubmittedForm) -> int:
    """Do what the pressed button stands for, wholly or not at all.

    Args:
        connection: An open transaction that may write. If the action is refused, it is as it was.
        app: The settings and keys of the service.
        edit: Which comment in which version, who, and when.
        form: The form; what was written in it is saved with the action.

    Returns:
        The number of the comment's version afterwards.

    Raises:
        ActionError: if the action is refused.
    """
    with connection.begin_nested():
        comment = open_comment(connection, edit)
        if form.errors:
            raise InvalidFormError(form.errors)
        action = ACTION_BY_NAME.get(form.action)
        if action is None:
            raise NotAllowedError(_UNKNOWN)
        require_permission(edit.account, action.least_role(comment.state))
        if action.unsaved is not Unsaved.INCLUDE:
            edit = _save_first(connection, app, edit, comment, action, form)
        return action.run(ActionRequest(connection, app, edit, form))


def _save_first(
    connection: Connection,
    app: AppContext,
    edit: Edit,
    comment: ModeratedComment,
    action: Action,
    form: SubmittedForm,
) -> Edit:
    """Save what was written, if anything was, and return the edit of the version that is then."""
    answer = _written_answer(form.answer, comment)
    if answer is not None and comment.kind == "correction":
        _require_page(answer.changed, app.site_context.titles)
    is_changed = answer is not None and answer != comment.answer
    if is_changed and action.unsaved is Unsaved.REFUSE:
        raise NotAllowedError(_UNSAVED)
    if is_changed:
        require_writable(comment)
    takes_up = action.unsaved is Unsaved.TAKE_UP and comment.state is State.NEW
    if answer is None or not (is_changed or takes_up):
        return edit
    return replace(edit, version=save(connection, edit, answer))


def _written_answer(answer: Answer | None, comment: ModeratedComment) -> Answer | None:
    """Return the answer in the form, if it has one.

    The form of what is no comment has few fields; the rest of its answer stays.
    """
    if answer is None or comment.kind == "comment":
        return answer
    before = comment.answer
    if comment.kind == "wall":
        return replace(before, **{name: getattr(answer, name) for name in WALL_FIELDS})
    return replace(
        before,
        reply=answer.reply if comment.has_address else before.reply,
        themes=answer.themes if comment.kind == "sought" else before.themes,
        changed=answer.changed if comment.kind == "correction" else before.changed,
    )


def _require_page(address: str, titles: Mapping[str, str]) -> None:
    """Let the address of a page that changed pass, if the site has it; nobody need write one."""
    if address and address not in titles:
        raise InvalidFormError((FormError("changed", no_page(address, titles)),))
