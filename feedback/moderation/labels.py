"""What states, kinds, questions, notices and reasons are called on moderators' pages."""

from collections.abc import Mapping
from typing import Final

from feedback.states import State
from feedback.submission import PublishAnswer

#: What each state is called.
STATES: Final[Mapping[State, str]] = {
    State.QUARANTINED: "In quarantine",
    State.NEW: "New",
    State.OPEN: "Being worked on",
    State.ANSWERED: "Answered, to be signed off",
    State.SIGNED_OFF: "Signed off, goes out with the next export",
    State.PUBLISHED: "Published",
    State.NOT_TO_PUBLISH: "Answered, not to publish",
    State.WITHHELD: "Withheld",
    State.MERGED: "Merged into another one",
    State.NOT_A_COMMENT: "Not a comment",
    State.DONE: "Done",
    State.NOT_DONE: "Looked at, nothing done",
}

#: The heading of the list of each kind of submission.
KINDS: Final[Mapping[str, str]] = {
    "comment": "Comments",
    "wall": "Words for the wall",
    "correction": "Corrections",
    "useful": "Why a page was useful or not",
    "sought": "What people looked for",
    "survey": "Words from surveys",
}

#: What one submission of each kind is called.
KIND: Final[Mapping[str, str]] = {
    "comment": "Comment",
    "wall": "Words for the wall",
    "correction": "Correction",
    "useful": "Why a page was useful or not",
    "sought": "What somebody looked for",
    "survey": "Words from a survey",
}

#: What a sender said to "May we publish it?", as a fact of the comment.
MAY_PUBLISH: Final[Mapping[PublishAnswer, str]] = {
    "yes": "Yes",
    "no": "No. They asked us not to.",
    "not answered": "They did not say, so we do not.",
    "not known": (
        "They did not say yes, so we do not. Whether they said no or left it empty was not stored "
        "then."
    ),
}

#: The same as the reason why it is not published.
WHY_NOT_PUBLISHED: Final[Mapping[PublishAnswer, str]] = {
    "yes": "Its sender lets us publish it.",
    "no": "Its sender asked us not to publish it.",
    "not answered": "Its sender did not say that we may publish it.",
    "not known": "Its sender did not say that we may publish it.",
}

#: What the row of a comment says, by the weight of the words of danger in it.
DANGER: Final[Mapping[int, str]] = {
    3: "Words of danger: read this first",
    2: "Words of harm: read this first",
    1: "Words of worry: read this soon",
}

#: The question of each field of the public forms.
QUESTIONS: Final[Mapping[str, str]] = {
    "tried": "What were you trying to do?",
    "wrong": "What went wrong, or what is missing?",
    "which": "Which service or page?",
    "what": "What is wrong?",
    "how": "How do you know?",
    "why": "Why?",
    "sought": "What were you looking for?",
    "said": "Words for the wall",
    "event": "Said at the event",
}

#: What the page says after something that is no action of the table; by the name in its address.
FLASHES: Final[Mapping[str, str]] = {
    "entered": "Entered. You can answer it now.",
    "words-entered": "Entered. Each waits here to be signed off.",
    "danger-entered": "Entered. Words of danger are among them: see above all, and act now.",
    "again": "This form was sent before. Here is what it became.",
    "standard-kept": "Kept. Whoever answers can put it in now.",
    "standard-gone": "This standard answer is not here any more.",
    "looking": "Your colleagues see now that you are looking at it. Nothing else was changed.",
    "end": "That was the last one in the queue.",
}

#: How the audit log words what is no action of the table, by the act that it stores.
OTHER_ACTS: Final[Mapping[str, str]] = {
    "people counted": "counted its people again, after a merge",
    "entered": "entered it for somebody",
    "standard answer kept": "kept a standard answer",
    "standard answer changed": "changed a standard answer",
    "standard answer deleted": "deleted a standard answer",
    "published": "published it",
    "withdrawn": "took it off the site",
    "mail sent": "sent the reply by e-mail",
    "mail sent by hand": "wrote down that a person sent the reply",
    "mail late": "could not send the reply yet, and tries again each day",
    "mail failed": "found that the reply did not arrive",
    "mail released": "let the reply go out, which was held after a restore",
    "restored": "put a backup back",
    "brought back": "brought back what came after a backup",
    "mail dropped": "dropped the reply",
}

#: Why a reply did not arrive, by the outcome that the outbox stores.
MAIL_FAILURES: Final[Mapping[str, str]] = {
    "refused": "their address takes no mail",
    "permanent-failure": "there is no such mailbox, or it refuses mail",
    "temporary-failure": "their mailbox took no mail for three days",
    "technical-failure": "GOV.UK Notify could not send it",
}

#: To whom a danger may be passed on, as the audit log stores it and as pages say it.
PASSED_ON: Final[Mapping[str, str]] = {
    "safety": "the council’s safety contact",
    "999": "999",
    "social-care": "children’s social care",
    "other": "somebody else whose work it is",
}

#: The two lawful reasons to withhold a comment (SI 2014/1530, regulation 56(4)).
REASONS: Final[Mapping[str, str]] = {
    "vexatious": "It is vexatious: sent only to upset or annoy.",
    "about one person": "It is about the help that one person gets.",
}
