"""The actions that concern the sender: the reply, the address, and danger. Rows of the table."""

from typing import Final

from feedback.moderation.actions import run_action as run
from feedback.moderation.actions.action import Action
from feedback.moderation.actions.reply import note_replied

SENDER_ACTIONS: Final = (
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
)
