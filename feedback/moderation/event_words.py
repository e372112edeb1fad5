"""Words that children and young people wrote at an event: one on each line of a box."""

from collections.abc import Iterator, Mapping
from typing import Final

from feedback.app_context import AppContext
from feedback.moderation.day_received import day_error
from feedback.submission import EVENT, Submission
from localoffer.form_error import FormError
from localoffer.model.comment_terms import WallQuestion
from localoffer.model.wall_note import LONGEST_NOTE
from localoffer.pages.wall.wall_pages import WALL_QUESTIONS

#: So many lines of both boxes together are entered at once.
MOST_LINES: Final = 60
#: The most letters of an event's name.
LONGEST_EVENT: Final = 100
#: So many lines that are too long are named; the rest are found when these are mended.
_MOST_NAMED: Final = 5


def event_words_errors(typed: Mapping[str, str], app: AppContext) -> Iterator[FormError]:
    """Yield what to mend in the form before anything of it is stored."""
    event = typed.get(EVENT, "").strip()
    if not event:
        yield FormError(EVENT, "Write what the event was, such as: Play day in the park.")
    elif len(event) > LONGEST_EVENT:
        yield FormError(EVENT, f"Write {LONGEST_EVENT} letters at most.")
    if sentence := day_error(typed.get("came", ""), app):
        yield FormError("came", sentence)
    number = sum(len(_lines(typed, question)) for question in WALL_QUESTIONS)
    if not number:
        yield FormError("good", "Write at least one line in one of the two boxes.")
    if number > MOST_LINES:
        message = f"These are {number} lines. Enter {MOST_LINES} at once, then the rest."
        yield FormError("good", message)
    for question in WALL_QUESTIONS:
        yield from _long_lines(question, _lines(typed, question))
    if app.keys.form_time(typed.get("form", "")) is None:
        yield FormError("", "This form had lost its number. Look through it and send it again.")


def event_words(typed: Mapping[str, str]) -> tuple[Submission, ...]:
    """Return each line as a submission of its own, in the order of the boxes.

    Each has a number of its own, made of the form's and of how many lines before it say the same:
    two children who wrote the same are two, and a form that is sent twice is entered once.
    """
    return tuple(
        Submission(
            form=f"{typed['form']} {question} {lines[:place].count(line)}",
            kind="wall",
            words={"said": line, EVENT: " ".join(typed[EVENT].split())},
            about=question,
            way="event",
            manner="young",
            publish="yes",
        )
        for question in WALL_QUESTIONS
        for lines in (_lines(typed, question),)
        for place, line in enumerate(lines)
    )


def _lines(typed: Mapping[str, str], question: WallQuestion) -> list[str]:
    """Return the lines of a box that are not empty."""
    return [line for text in typed.get(question, "").split("\n") if (line := text.strip())]


def _long_lines(question: WallQuestion, lines: list[str]) -> Iterator[FormError]:
    too_long = [line for line in lines if len(line) > LONGEST_NOTE]
    for line in too_long[:_MOST_NAMED]:
        message = (
            f"The line that begins “{line[:40]}” has {len(line):,} letters. There is room for "
            f"{LONGEST_NOTE}. Make it two lines, or enter it as a comment."
        )
        yield FormError(question, message)
