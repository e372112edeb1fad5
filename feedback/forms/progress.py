"""Where something that was sent stands, in the words of the form it came with."""

from collections.abc import Iterator, Mapping
from typing import Final

from sqlalchemy import Connection

from feedback.forms.labels import manner_of, three
from feedback.forms.progress_step import ProgressStep, StepWording
from feedback.local_time import day_of
from feedback.moderation.comment_record import ModeratedComment, load_comment
from feedback.moderation.reply_status import told_on
from feedback.states import State
from feedback.submission import Manner
from localoffer.pages.page import Link
from localoffer.render.filters import day

_STATES: Final[Mapping[State, StepWording]] = {
    State.NEW: StepWording(
        three("We have it.", "We have got it.", "We have what you sent."), "incoming envelope"
    ),
    State.OPEN: StepWording(
        three(
            "We have read it, and are working on the answer.",
            "We have read it. We are working on an answer.",
            "We are working on the answer.",
        ),
        "pencil",
    ),
    State.ANSWERED: StepWording(
        three(
            "The answer is written, and somebody checks it.",
            "The answer is written. Somebody checks it now.",
            "The answer is written. Someone checks it.",
        ),
        "eyes",
    ),
    State.SIGNED_OFF: StepWording(
        three(
            "The answer is ready. It comes onto this site next.",
            "The answer is ready. It comes onto this site next.",
            "You can soon read the answer here.",
        ),
        "newspaper",
    ),
    State.PUBLISHED: StepWording(
        three(
            "We have answered, and everybody can read it, without any name.",
            "We have answered. You can read it on this site. Nobody is named.",
            "You can read our answer here. It has no names in it.",
        ),
        "newspaper",
    ),
    State.NOT_TO_PUBLISH: StepWording(
        three("We have answered.", "We have answered.", "We have an answer."), "speaking head"
    ),
    State.WITHHELD: StepWording(
        three(
            "We do not put it on this site.",
            "We do not put it on this site.",
            "It is not on this site.",
        ),
        "person gesturing no",
    ),
    State.NOT_A_COMMENT: StepWording(
        three(
            "We took it for an advert, a test or an empty form, so nothing more happens. If that "
            "is wrong, tell us: we can take it up again.",
            "It looked to us like an advert or a test, so nothing more happens. If we are wrong, "
            "tell us.",
            "We do not answer it. Are we wrong? Tell us.",
        ),
        "prohibited",
    ),
    State.DONE: StepWording(
        three(
            "We have dealt with it. Thank you.",
            "We have dealt with it. Thank you.",
            "We have done it. Thank you.",
        ),
        "thumbs up",
    ),
    State.NOT_DONE: StepWording(
        three(
            "We have looked at it, and changed nothing.",
            "We looked at it. We did not change anything.",
            "We looked at it. We did not change anything.",
        ),
        "eyes",
    ),
}
#: The same for words for the wall, where it is said in another way.
_WALL_STATES: Final[Mapping[State, StepWording]] = {
    State.OPEN: StepWording(
        three("We have read them.", "We have read your words.", "We have read your words."), "eyes"
    ),
    State.ANSWERED: StepWording(
        three(
            "We have read them, and somebody checks them.",
            "We have read your words. Somebody checks them now.",
            "We have read your words. Someone checks them.",
        ),
        "eyes",
    ),
    State.SIGNED_OFF: StepWording(
        three(
            "They come onto the wall next.",
            "Your words come onto the wall next.",
            "Your words will soon be on the wall.",
        ),
        "newspaper",
    ),
    State.PUBLISHED: StepWording(
        three(
            "They are on the wall, without any name.",
            "Your words are on the wall. Nobody is named.",
            "Your words are on the wall.",
        ),
        "newspaper",
    ),
}
_DUE: Final = StepWording(
    three("We aim to answer by {day}.", "We aim to answer by {day}.", "We try to answer by {day}."),
    "calendar",
)
_LATE: Final = StepWording(
    three(
        "We aimed to answer by {day}. We are late, and we are sorry.",
        "We wanted to answer by {day}. We are late. Sorry.",
        "We are late. We are sorry.",
    ),
    "calendar",
)
_MERGED: Final = StepWording(
    three(
        "Others told us the same, so one answer is for all of you.",
        "Other people said the same, so you all get one answer.",
        "Other people said this too. The answer is for all of you.",
    ),
    "people dialogue",
)
_TOLD: Final = StepWording(
    three(
        "We sent you our answer on {day}.",
        "We sent you our answer on {day}.",
        "We sent you the answer on {day}.",
    ),
    "e-mail",
)
_NOT_TOLD: Final = StepWording(
    three(
        "You asked for a reply. We have not sent it yet.",
        "You asked for a reply. We have not sent it yet.",
        "You wanted an answer. We have not sent it yet.",
    ),
    "e-mail",
)
_ASK: Final = StepWording(
    three(
        "Phone us with your reference, and we tell you the answer.",
        "Call us. Tell us your reference, and we tell you the answer.",
        "Call us to hear the answer. Tell us your reference.",
    ),
    "telephone receiver",
)
#: Why it is not published: what the sender said, and the two reasons of regulation 56(4).
_WHY_NOT: Final[Mapping[str, StepWording]] = {
    "no": StepWording(
        three(
            "It is not on this site, because you asked us not to publish it.",
            "It is not on this site, because you asked us to keep it off.",
            "It is not on this site. You asked us for that.",
        ),
        "person gesturing no",
    ),
    "not answered": StepWording(
        three(
            "It is not on this site, because you did not say that we may publish it.",
            "It is not on this site, because you did not say that we can put it there.",
            "It is not on this site. You did not say yes.",
        ),
        "person gesturing no",
    ),
    "about one person": StepWording(
        three(
            "The reason: it is about the help that one person gets.",
            "The reason: it is about the help that one person gets.",
            "It is about help for one person.",
        ),
        "person",
    ),
    "vexatious": StepWording(
        three(
            "The reason: we took it as sent only to upset or annoy. The law says “vexatious”.",
            "The reason: we think it was only sent to upset or annoy.",
            "We think it was sent only to upset people.",
        ),
        "confused face",
    ),
}
_WAITING: Final = frozenset({State.NEW, State.OPEN, State.ANSWERED})
_ANSWERED: Final = frozenset({State.SIGNED_OFF, State.PUBLISHED, State.NOT_TO_PUBLISH})


def progress_of(
    connection: Connection, comment: ModeratedComment, now: int, titles: Mapping[str, str]
) -> tuple[tuple[ProgressStep, ...], Link | None]:
    """Return where a submission stands ``now``, and the page to read, if there is one.

    That is the page of its answer, or the page that was changed for it. ``titles`` has the site's
    pages by address. What is in quarantine is as good as new to its sender, and of one that was
    merged into another it is the other that counts.
    """
    into = comment.current.merged_into
    answered = (load_comment(connection, into) if into is not None else None) or comment
    manner = manner_of(comment.manner)
    steps = tuple(_steps(comment, answered, told_on(connection, comment), manner, now))
    return steps, _page_to_read(answered, titles)


def _page_to_read(answered: ModeratedComment, titles: Mapping[str, str]) -> Link | None:
    changed = answered.answer.changed
    if answered.state is State.DONE and changed in titles:
        return Link(changed, f"The page that we changed: {titles[changed]}")
    if answered.state is State.PUBLISHED and answered.number:
        if answered.kind == "wall":
            return Link("/wall/", "See the wall")
        return Link(f"/you-said-we-did/{answered.number}/", "Read our answer")
    return None


def _steps(
    comment: ModeratedComment,
    answered: ModeratedComment,
    told: int | None,
    manner: Manner,
    now: int,
) -> Iterator[ProgressStep]:
    state = State.NEW if answered.state is State.QUARANTINED else answered.state
    if answered is not comment:
        yield _MERGED.step(manner)
    states = {**_STATES, **_WALL_STATES} if comment.kind == "wall" else _STATES
    yield states[state].step(manner)
    if state in _WAITING and comment.kind == "comment":
        due = _DUE if now <= comment.due else _LATE
        yield due.step(manner, day=day(day_of(comment.due)))
    reason = answered.current.withheld_reason if state is State.WITHHELD else ""
    if state is State.NOT_TO_PUBLISH:
        reason = "no" if answered.publish == "no" else "not answered"
    if reason:
        yield _WHY_NOT[reason].step(manner)
    if told:
        yield _TOLD.step(manner, day=day(day_of(told)))
    elif state in _ANSWERED and comment.has_address:
        yield _NOT_TOLD.step(manner)
    elif state is State.NOT_TO_PUBLISH:
        yield _ASK.step(manner)
