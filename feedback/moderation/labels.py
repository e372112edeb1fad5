"""What states, kinds, acts and boxes are called at the desk."""

from collections.abc import Mapping
from typing import Final

from feedback.states import State

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

#: Each list of what is sent: its heading.
KINDS: Final[Mapping[str, str]] = {
    "comment": "Comments",
    "correction": "Corrections",
    "useful": "Why a page was useful or not",
    "sought": "What people looked for",
    "survey": "Words from surveys",
}

#: One of each list.
ONE: Final[Mapping[str, str]] = {
    "comment": "Comment",
    "correction": "Correction",
    "useful": "Why a page was useful or not",
    "sought": "What somebody looked for",
    "survey": "Words from a survey",
}

DANGER: Final[Mapping[int, str]] = {
    3: "Words of danger: read this first",
    2: "Words of harm: read this first",
    1: "Words of worry: read this soon",
}

#: What each box of the forms asks.
ASKED: Final[Mapping[str, str]] = {
    "tried": "What were you trying to do?",
    "wrong": "What went wrong, or what is missing?",
    "which": "Which service or page?",
    "what": "What is wrong?",
    "how": "How do you know?",
    "why": "Why?",
    "sought": "What were you looking for?",
}

#: What the page says once something is done; the address names it, and says no more.
TOLD: Final[Mapping[str, str]] = {
    "save": "Saved.",
    "next": "Saved. This is the next one.",
    "answered": "Saved. A moderator can now sign it off.",
    "sign-off": "Signed off. It goes out with the next export.",
    "withhold": "Withheld. It is counted, and not shown.",
    "not-to-publish": "Closed. The answer is kept; nothing is published.",
    "not-a-comment": "Put aside: it is not a comment.",
    "quarantine": "Put into quarantine.",
    "release": "Taken out of quarantine. It is in the queue.",
    "merge": "Merged. The people are added up in the other comment.",
    "open": "Open again.",
    "take-down": "Open again. It is taken off the site with the next export.",
    "make-comment": "It is a comment now. You can answer it here.",
    "undo": "Undone. This is the version before your last change.",
    "done": "Done.",
    "not-done": "Looked at. Nothing was done.",
    "reply": "The reply is on its way by e-mail.",
    "told": "Written down that they were told.",
    "passed-on": "Written down that it was passed on.",
    "no-danger": "Written down that you read it and nobody is in danger.",
    "entered": "Entered. You can answer it now.",
    "again": "This form was sent before. Here is what it became.",
    "end": "That was the last one in the queue.",
}

#: To whom danger is passed on.
PASSED_ON: Final[Mapping[str, str]] = {
    "safety": "the council’s safety contact",
    "999": "999",
    "social-care": "children’s social care",
    "other": "somebody else whose work it is",
}

REASONS: Final[Mapping[str, str]] = {
    "vexatious": "It is vexatious: sent only to upset or annoy.",
    "about one person": "It is about the help that one person gets.",
}
