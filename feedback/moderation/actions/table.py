"""Every action of a moderator, one row each: buttons, permissions, log and pages read this table.

To add one: a row in the module of its subject; the function that it runs, in ``run_action.py``; its
button in the page of a comment in ``templates/feedback/`` (or of the other submissions); its row in
``docs/moderator.md``; and, if answerers may do it, its name in
``tests/test_moderation_actions.py``. A button below "Or" goes into the list ``others`` there. What
is typed for an action is read in ``comment_form.py``, has a value in that test, and never goes into
the note of the log.
"""

from collections.abc import Mapping
from typing import Final

from feedback.accounts.account import Account
from feedback.moderation.actions.action import Action
from feedback.moderation.actions.answer_actions import ANSWER_ACTIONS
from feedback.moderation.actions.assignment_actions import ASSIGNMENT_ACTIONS
from feedback.moderation.actions.sender_actions import SENDER_ACTIONS
from feedback.moderation.actions.state_actions import STATE_ACTIONS
from feedback.moderation.comment_record import ModeratedComment

ACTIONS: Final = (
    *ANSWER_ACTIONS,
    *ASSIGNMENT_ACTIONS,
    *SENDER_ACTIONS,
    *STATE_ACTIONS,
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
