"""The actions that write an answer and decide about it: rows of the table."""

from typing import Final

from feedback.accounts.account import Account
from feedback.moderation.actions import run_action as run
from feedback.moderation.actions.action import Action, Unsaved
from feedback.moderation.actions.permissions import writable_states
from feedback.moderation.comment_record import ModeratedComment
from feedback.states import State
from feedback.submission import PUBLISHED_KINDS

#: Kinds that have fields to write in, whether there is an address for a reply or not.
_WITH_FIELDS: Final = PUBLISHED_KINDS | {"sought", "correction"}


def _can_write(comment: ModeratedComment, _: Account) -> bool:
    has_fields = comment.kind in _WITH_FIELDS or comment.has_address
    return has_fields and comment.state in writable_states(comment.kind)


ANSWER_ACTIONS: Final = (
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
        name="sign-off-next",
        label="Sign off and open the next",
        role="moderator",
        to=State.SIGNED_OFF,
        condition=lambda comment, _: comment.kind == "wall" and comment.may_publish,
        when="it is words for the wall",
        run=run.run_sign_off,
        unsaved=Unsaved.INCLUDE,
        log="signed it off",
        flash="Signed off. These are the next words.",
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
)
