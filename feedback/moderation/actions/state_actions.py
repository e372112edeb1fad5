"""The actions that open, put aside, close or undo: rows of the table."""

from typing import Final

from feedback.accounts.account import Account
from feedback.moderation.actions import run_action as run
from feedback.moderation.actions.action import Action, Unsaved
from feedback.moderation.actions.change_state import (
    become_comment,
    can_become_comment,
    take_down,
)
from feedback.moderation.actions.permissions import WRITABLE
from feedback.moderation.actions.undo import MADE_A_COMMENT, undo
from feedback.moderation.comment_record import ModeratedComment
from feedback.retention.unanswered import ANSWERED_KINDS, LET_GO, UNDECIDED
from feedback.states import State


def _can_undo(comment: ModeratedComment, account: Account) -> bool:
    return comment.last_changed_by == account.id and comment.state is not State.PUBLISHED


def _may_be_let_go(comment: ModeratedComment) -> bool:
    is_undecided = comment.kind in ANSWERED_KINDS and comment.state in UNDECIDED
    return is_undecided and comment.words is not None


STATE_ACTIONS: Final = (
    Action(
        name="undo",
        label="Undo my last change",
        role="answerer",
        condition=_can_undo,
        when="the last change was yours, and it is not published",
        run=lambda request: undo(request.connection, request.edit),
        unsaved=Unsaved.REFUSE,
        act="undone",
        log="undid the last change",
        flash="Undone. This is the version before your last change.",
    ),
    Action(
        name="open",
        label="Open it again",
        role="moderator",
        to=State.OPEN,
        not_from=WRITABLE,
        run=run.run_move(State.OPEN),
        flash="Open again.",
    ),
    Action(
        name="take-down",
        label="Open it and take it off the site",
        role="moderator",
        condition=lambda comment, _: bool(comment.current.published_version),
        when="something of it is published",
        run=lambda request: take_down(request.connection, request.edit),
        act="taken down",
        log="opened it again, to be taken off the site",
        flash="Open again. It is taken off the site with the next export.",
    ),
    Action(
        name="release",
        label="It is a comment: take it out of quarantine",
        other_label="Back into the queue",
        role="answerer",
        to=State.NEW,
        run=run.run_move(State.NEW),
        flash="Taken out of quarantine. It is in the queue.",
    ),
    Action(
        name="not-a-comment",
        label="It is not a comment",
        other_label="An advert, or a test",
        role="moderator",
        to=State.NOT_A_COMMENT,
        run=run.run_move(State.NOT_A_COMMENT),
        flash="Put aside: it is not a comment.",
    ),
    Action(
        name="let-go",
        label="Let its words be deleted, unanswered",
        role="moderator",
        condition=lambda comment, _: _may_be_let_go(comment),
        when="nobody has answered it: else it is kept when its time is over",
        run=run.run_let_go,
        act=LET_GO,
        log="let its words be deleted, unanswered",
        flash="Written down. Its words are deleted when their time is over.",
    ),
    Action(
        name="quarantine",
        label="Put it into quarantine",
        role="moderator",
        to=State.QUARANTINED,
        run=run.run_move(State.QUARANTINED),
        flash="Put into quarantine.",
    ),
    Action(
        name="done",
        label="Done",
        role="answerer",
        to=State.DONE,
        run=run.run_move(State.DONE),
        flash="Done.",
    ),
    Action(
        name="not-done",
        label="Looked at, nothing done",
        role="answerer",
        to=State.NOT_DONE,
        run=run.run_move(State.NOT_DONE),
        flash="Looked at. Nothing was done.",
    ),
    Action(
        name="make-comment",
        label="Make it a comment",
        role="moderator",
        condition=lambda comment, _: can_become_comment(comment),
        when="it is new, and is a correction, why a page was useful, or what somebody looked for",
        run=lambda request: become_comment(request.connection, request.edit),
        act=MADE_A_COMMENT,
        log="made it a comment",
        flash="It is a comment now. You can answer it here.",
    ),
)
