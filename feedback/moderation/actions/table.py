"""Every action of a moderator, one row each: buttons, permissions, log and pages read this table.

To add one: a row here; the function that it runs, in ``run_action.py``; its button in the page of a
comment in ``templates/feedback/`` (or of the other submissions); its row in ``docs/moderator.md``;
and, if answerers may do it, its name in ``tests/test_moderation_actions.py``. A button below "Or"
goes into the list ``others`` there. What is typed for an action is read in ``comment_form.py``, has
a value in that test, and never goes into the note of the log.
"""

from collections.abc import Mapping
from typing import Final

from feedback.accounts.account import Account
from feedback.moderation.actions import run_action as run
from feedback.moderation.actions.action import Action, Unsaved
from feedback.moderation.actions.change_state import (
    become_comment,
    can_become_comment,
    take_down,
)
from feedback.moderation.actions.permissions import WRITABLE, writable_states
from feedback.moderation.actions.reply import note_replied
from feedback.moderation.actions.undo import MADE_A_COMMENT, undo
from feedback.moderation.comment_record import ModeratedComment
from feedback.retention.unanswered import ANSWERED_KINDS, LET_GO, UNDECIDED
from feedback.states import State


def _can_write(comment: ModeratedComment, _: Account) -> bool:
    has_fields = comment.kind in ("comment", "sought") or comment.has_address
    return has_fields and comment.state in writable_states(comment.kind)


def _can_undo(comment: ModeratedComment, account: Account) -> bool:
    return comment.last_changed_by == account.id and comment.state is not State.PUBLISHED


def _may_be_let_go(comment: ModeratedComment) -> bool:
    is_undecided = comment.kind in ANSWERED_KINDS and comment.state in UNDECIDED
    return is_undecided and comment.words is not None


ACTIONS: Final = (
    Action(
        name="save",
        label="Save",
        role="answerer",
        condition=_can_write,
        when="something can be written",
        run=run.run_save,
        unsaved=Unsaved.TAKE_UP,
        act="saved",
        log="saved it",
        flash="Saved.",
    ),
    Action(
        name="next",
        label="Save and open the next",
        role="answerer",
        condition=_can_write,
        when="something can be written",
        run=run.run_save,
        unsaved=Unsaved.TAKE_UP,
        act="saved",
        log="saved it",
        flash="Saved. This is the next one.",
    ),
    Action(
        name="answered",
        label="Save: it is answered",
        role="answerer",
        to=State.ANSWERED,
        run=run.run_answered,
        unsaved=Unsaved.TAKE_UP,
        flash="Saved. A moderator can now sign it off.",
    ),
    Action(
        name="sign-off",
        label="Save and sign off",
        role="moderator",
        to=State.SIGNED_OFF,
        condition=lambda comment, _: comment.may_publish,
        when="its sender lets us publish it",
        run=run.run_sign_off,
        unsaved=Unsaved.INCLUDE,
        log="signed it off",
        flash="Signed off. It goes out with the next export.",
    ),
    Action(
        name="not-to-publish",
        label="Answered, not to publish",
        role="moderator",
        to=State.NOT_TO_PUBLISH,
        condition=lambda comment, _: not comment.may_publish,
        when="its sender has not said that we may publish it",
        run=run.run_move(State.NOT_TO_PUBLISH),
        flash="Closed. The answer is kept; nothing is published.",
    ),
    Action(
        name="withhold",
        label="Withhold it",
        role="moderator",
        to=State.WITHHELD,
        run=run.run_withhold,
        flash="Withheld. It is counted, and not shown.",
    ),
    Action(
        name="merge",
        label="Merge it",
        role="moderator",
        to=State.MERGED,
        run=run.run_merge,
        log="merged it into another one",
        flash="Merged. The people are added up in the other comment.",
    ),
    Action(
        name="reply",
        label="Save and send the reply by e-mail",
        role="moderator",
        condition=lambda comment, _: comment.has_address,
        when="its sender left an address",
        run=run.run_reply,
        act="replied",
        log="put the reply into the outbox",
        flash="The reply is in the outbox, to be sent by e-mail.",
    ),
    Action(
        name="address",
        label="Show the address they left",
        role="moderator",
        condition=lambda comment, _: comment.has_address,
        when="its sender left an address",
        run=run.run_show_address,
        act="address shown",
        log="asked to see the address for the reply",
    ),
    Action(
        name="note-replied",
        label="I have told them",
        role="moderator",
        condition=lambda comment, _: comment.has_address,
        when="its sender left an address",
        run=lambda request: note_replied(request.connection, request.edit),
        act="told",
        log="told the sender",
        flash="Written down that they were told.",
    ),
    Action(
        name="passed-on",
        label="Write down that I passed it on",
        role="answerer",
        when="somebody may be in danger, whatever the words are",
        run=run.run_passed_on,
        act="passed on",
        log="passed it on",
        flash="Written down that it was passed on.",
    ),
    Action(
        name="no-danger",
        label="I read it all: nobody is in danger",
        role="answerer",
        when="there are words of danger in it",
        run=run.run_no_danger,
        act="no danger",
        log="read it: nobody is in danger",
        flash="Written down that you read it and nobody is in danger.",
    ),
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

#: The same, by name.
ACTION_BY_NAME: Final[Mapping[str, Action]] = {action.name: action for action in ACTIONS}


def offered_actions(comment: ModeratedComment, account: Account) -> dict[str, str]:
    """Return the buttons that a comment's page has for an account: each name with its label."""
    return {
        action.name: action.label_for(comment.kind)
        for action in ACTIONS
        if action.is_offered(comment, account)
    }
