"""The actions that say who has it: rows of the table."""

from typing import Final

from feedback.moderation.actions.action import Action
from feedback.moderation.actions.assign import (
    ASSIGNED,
    may_be_given,
    may_be_taken,
    run_assign,
    run_give_back,
    run_take,
)

ASSIGNMENT_ACTIONS: Final = (
    Action(
        name="take",
        label="I take it",
        role="answerer",
        condition=may_be_taken,
        when="it waits, and you have not got it",
        run=run_take,
        act="taken",
        log="took it",
        flash="You have it now. The queue says so.",
    ),
    Action(
        name="assign",
        label="Give it to them",
        role="answerer",
        condition=lambda comment, _: may_be_given(comment),
        when="it waits",
        run=run_assign,
        act=ASSIGNED,
        log="gave it to a colleague",
        flash="Given to them. The queue says so.",
    ),
    Action(
        name="give-back",
        label="Give it back",
        role="answerer",
        condition=lambda comment, _: comment.assigned_to is not None,
        when="somebody has it",
        run=run_give_back,
        act="given back",
        log="gave it back: nobody has it",
        flash="Given back. Nobody has it now.",
    ),
)
