"""A published comment: what was said, the answer, and what is being done (regulation 56(2))."""

from typing import Annotated

from pydantic import Field, model_validator

from localoffer.model.base import Record, RecordPart, Refers, ask
from localoffer.model.comment_terms import Matter, Month, Role, Status, Theme, Way
from localoffer.model.fields import Day, Line, Paragraph, Verbatim, YoungPeopleSentence, invalid
from localoffer.model.ids import Contact


class Action(RecordPart):
    """What is being done about a comment, by whom and by when."""

    what: Paragraph = ask("what is being done about it")
    owner: Contact = ask("the contact responsible for it")
    by: Day | None = ask("the day it will be done by", default=None)
    done: Day | None = ask("the day it was done", default=None)


class InShort(RecordPart):
    """The comment and its answer in a short sentence each, for young people and easy read."""

    said: YoungPeopleSentence = ask("what was said, in a few easy words")
    answer: YoungPeopleSentence = ask("the answer, in a few easy words")


class Comment(Record):
    """A comment as it may be shown. The file's name is its number: the year, then a count.

    Nobody can be identified from it (regulation 56(3)): whoever signed it off has checked that.
    The command ``feedback export`` writes these files.
    """

    said: Month = ask("the month in which it was said", example="2026-09")
    matter: Matter = ask("which matter it is about")
    themes: tuple[Theme, ...] = ask("the themes it belongs to", min_length=1)
    who: Role = ask("who said it")
    people: Annotated[int, Field(ge=1)] = ask("how many people said much the same", default=1)
    how: Way = ask("how it reached us", default="website")
    you_said: Verbatim = ask("what was said, with nothing in it that could name anyone")
    about: Annotated[str, Refers("any"), Field(pattern=r"^/")] | None = ask(
        "the page it is about", default=None
    )
    status: Status = ask("what is being done")
    answer: Paragraph | None = ask("the answer", default=None)
    answered: Day | None = ask("the day it was answered", default=None)
    sorry: Paragraph | None = ask("an apology, where one is due", default=None)
    why_not: Paragraph | None = ask("why it cannot be done", default=None)
    action: Action | None = ask("what is being done about it, by whom and by when", default=None)
    changed: Annotated[str, Refers("any"), Field(pattern=r"^/")] | None = ask(
        "the page that changed", default=None
    )
    next_review: Day | None = ask("the day it will be looked at again", default=None)
    in_short: InShort | None = ask("the comment and its answer in easy words", default=None)
    signed_off: Day = ask("the day someone checked that it identifies nobody")
    signed_off_by: Line = ask("the role of whoever checked that", example="Local Offer team")

    @model_validator(mode="after")
    def _is_answered(self) -> "Comment":
        if self.status != "listening" and not (self.answer and self.answered):
            raise invalid(
                f"The status is {self.status}, but there is no answer or no day of it.",
                "Enter answer and answered, or write status: listening.",
                "status",
            )
        if self.status == "cannot" and not self.why_not:
            raise invalid(
                "It cannot be done, but not why.", "Enter why_not, in plain words.", "status"
            )
        if self.status in ("planned", "doing") and not (self.action and self.action.by):
            raise invalid(
                f"The status is {self.status}, but not what is done by when.",
                "Enter action with what, owner and by.",
                "status",
            )
        if self.status == "done" and not (self.changed or (self.action and self.action.done)):
            raise invalid(
                "It is done, but not what changed or when.",
                "Enter changed with the page's address, or action with what, owner and done.",
                "status",
            )
        return self
