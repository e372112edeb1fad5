"""A few words of a child or young person on the wall, and what was done about them."""

from typing import Annotated, Final

from pydantic import Field, StringConstraints, model_validator

from localoffer.model.base import Record, Refers, ask
from localoffer.model.comment_terms import Month, Status, Theme, WallQuestion, Way
from localoffer.model.fields import Day, Line, YoungPeopleParagraph, invalid

#: The most letters of a note: three or four lines on a card.
LONGEST_NOTE: Final = 200

#: Words as they were said: no check judges how a child writes.
Note = Annotated[
    str, StringConstraints(min_length=1, max_length=LONGEST_NOTE, strip_whitespace=True)
]


class WallNote(Record):
    """Words on the wall as they may be shown. The file's name is their number: year, then count.

    Nobody can be known from them: whoever signed them off has checked that. Who said them, how old
    they are and at which event is not in the file. The command ``feedback export`` writes it.
    """

    said: Month = ask("the month in which it was said", example="2026-09")
    question: WallQuestion = ask("what it answers: what is good, or what they would change")
    you_said: Note = ask("what was said, with nothing in it that could name anyone")
    themes: tuple[Theme, ...] = ask("the themes it belongs to", min_length=1)
    people: Annotated[int, Field(ge=1)] = ask("how many said much the same", default=1)
    how: Way = ask("how it reached us", default="website")
    status: Status = ask("what is being done", default="listening")
    answer: YoungPeopleParagraph | None = ask(
        "what was done about it, in a few easy words; or why it cannot be done", default=None
    )
    answered: Day | None = ask("the day it was answered", default=None)
    changed: Annotated[str, Refers("any"), Field(pattern=r"^/")] | None = ask(
        "the page that changed, or that says more", default=None
    )
    signed_off: Day = ask("the day someone checked that it identifies nobody")
    signed_off_by: Line = ask("the role of whoever checked that", example="Local Offer team")

    @model_validator(mode="after")
    def _is_answered(self) -> "WallNote":
        if self.status != "listening" and not (self.answer and self.answered):
            raise invalid(
                f"The status is {self.status}, but there is no answer or no day of it.",
                "Enter answer and answered, or write status: listening.",
                "status",
            )
        return self
