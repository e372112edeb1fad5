"""One deed of somebody at the desk: what they have written is kept first, then it is done."""

from collections.abc import Callable, Mapping
from dataclasses import replace as but
from typing import Final

from sqlalchemy import Connection

from feedback.app_context import AppContext
from feedback.moderation.actions.available import MOVES_TO
from feedback.moderation.actions.change_state import become_comment, move, save, take_down
from feedback.moderation.actions.merge_comments import merge
from feedback.moderation.actions.permissions import CLOSED, ROLE, writable_of
from feedback.moderation.actions.reply import note_told, send_reply
from feedback.moderation.actions.sign_off import sign_off
from feedback.moderation.actions.undo import undo
from feedback.moderation.answer import Answer
from feedback.moderation.comment_form import SubmittedForm
from feedback.moderation.comment_record import ModeratedComment
from feedback.moderation.labels import PASSED_ON
from feedback.moderation.similar_comments import of_reference
from feedback.moderation.versions import Edit, NotAllowed, Result, Saved, Unfinished, opened
from feedback.states import State
from feedback.store.audit_log import note_act

_WRITES: Final = ("save", "next")
_UNKNOWN: Final = NotAllowed("Choose one of the buttons of this page.")
_UNSAVED: Final = NotAllowed("You have written something that is not saved. Save it, then undo.")
_WHOM: Final = NotAllowed("Choose to whom you passed it on.")
_CHOOSE: Final = NotAllowed("Choose the comment to merge this one into, or write its reference.")


def act(connection: Connection, service: AppContext, at: Edit, sent: SubmittedForm) -> Result:
    """Do what was asked for, wholly or not at all. What was written is saved with it."""
    if sent.mistakes:
        return Unfinished(sent.mistakes)
    point = connection.begin_nested()
    result = _saved_and_done(connection, service, at, sent)
    if isinstance(result, Saved):
        point.commit()
    else:
        point.rollback()
    return result


def _saved_and_done(
    connection: Connection, service: AppContext, at: Edit, sent: SubmittedForm
) -> Result:
    old = opened(connection, at)
    if not isinstance(old, ModeratedComment):
        return old
    if sent.deed == "sign-off" and sent.answer:
        return sign_off(connection, at, sent.answer, sent.ticks, service.site_context)
    answer = _written(sent.answer, old)
    is_new = answer is not None and answer != old.standing.answer
    if sent.deed == "undo":
        return _UNSAVED if is_new else undo(connection, at)
    can_write = old.standing.state in writable_of(old.kind)
    if not can_write and (is_new or sent.deed in _WRITES):
        return CLOSED
    if answer is not None and (is_new or _opens(sent.deed, old)):
        result = save(connection, at, answer)
        if not isinstance(result, Saved):
            return result
        at = Edit(at.comment, result.version, at.account, at.now)
    return _done(connection, service, at, sent)


def _written(sent: Answer | None, old: ModeratedComment) -> Answer | None:
    """Return what is written, if anything. What is no comment has two boxes; the rest stays."""
    if sent is None or old.kind == "comment":
        return sent
    mine = old.standing.answer
    reply = sent.reply if old.has_address else mine.reply
    return but(mine, reply=reply, themes=sent.themes if old.kind == "sought" else mine.themes)


def _opens(deed: str, old: ModeratedComment) -> bool:
    """Return whether a new comment counts as taken up, though nothing was changed in it."""
    return deed in (*_WRITES, "answered") and old.standing.state is State.NEW


def _done(connection: Connection, service: AppContext, at: Edit, sent: SubmittedForm) -> Result:
    if sent.deed in (*_WRITES, "address"):
        return Saved(at.version)
    if sent.deed in MOVES_TO:
        return _moved(connection, at, sent)
    if sent.deed in _DEEDS:
        return _DEEDS[sent.deed](connection, at, sent)
    if sent.deed == "reply":
        return send_reply(connection, service, at)
    return _UNKNOWN


def _moved(connection: Connection, at: Edit, sent: SubmittedForm) -> Result:
    to = MOVES_TO[sent.deed]
    old = opened(connection, at)
    if isinstance(old, ModeratedComment) and old.standing.state is to is State.ANSWERED:
        return Saved(at.version)
    return move(connection, at, to, sent.reason if to is State.WITHHELD else "")


def _merged(connection: Connection, at: Edit, sent: SubmittedForm) -> Result:
    if not sent.into.strip():
        return _CHOOSE
    return merge(connection, at, of_reference(connection, sent.into))


def _passed_on(connection: Connection, at: Edit, sent: SubmittedForm) -> Result:
    if sent.to not in PASSED_ON:
        return _WHOM
    return _noted(connection, at, "passed on", sent.to)


def _noted(connection: Connection, at: Edit, act_: str, note: str = "") -> Result:
    if not at.account.may("answerer"):
        return ROLE
    note_act(connection, at.now, act_, account=at.account.id, comment=at.comment, note=note)
    return Saved(at.version)


_DEEDS: Final[Mapping[str, Callable[[Connection, Edit, SubmittedForm], Result]]] = {
    "merge": _merged,
    "passed-on": _passed_on,
    "make-comment": lambda connection, at, _: become_comment(connection, at),
    "no-danger": lambda connection, at, _: _noted(connection, at, "no danger"),
    "take-down": lambda connection, at, _: take_down(connection, at),
    "told": lambda connection, at, _: note_told(connection, at),
}
