"""The council's own figures, shown as small charts, each with a table and a sentence."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from localoffer.model.base import Record, RecordPart, ask
from localoffer.model.fields import Day, Line, Link, Paragraph, Slug, invalid
from localoffer.model.ids import Contact

Number = Annotated[float, Field(ge=0, allow_inf_nan=False)]


class FigurePoint(RecordPart):
    """One bar: a label and a number. ``value`` is left out where the number is not known."""

    label: Line = ask("what the number is for", example="2025")
    value: Number | None = ask("the number", default=None)
    compare: Number | None = ask("the number to compare with, such as England's", default=None)
    note: Line | None = ask("what to know about this number", default=None)


class Figure(Record):
    """A figure that the council publishes about itself, with the day it was true."""

    id: Slug = ask("a short id", example="plans-in-20-weeks")
    title: Line = ask("what it shows", example="New plans finished in 20 weeks")
    sentence: Paragraph = ask("what it means, in one or two sentences")
    unit: Literal["percent", "number", "weeks", "pounds"] = ask("what the numbers count")
    points: tuple[FigurePoint, ...] = ask("the numbers, oldest first", min_length=1)
    compare_label: Line | None = ask("what the numbers to compare with are", default=None)
    as_at: Day = ask("the day the newest number was true")
    source: Line = ask("where the numbers come from")
    source_url: Link | None = ask("where they are published", default=None)
    doing: Paragraph | None = ask("what the council is doing about it", default=None)
    contact: Contact | None = ask("who answers questions about it", default=None)

    @model_validator(mode="after")
    def _stays_within(self) -> "Figure":
        numbers = [
            n for point in self.points for n in (point.value, point.compare) if n is not None
        ]
        if self.unit == "percent" and any(number > 100 for number in numbers):  # noqa: PLR2004
            raise invalid(
                "A percentage is above 100.", "Check the numbers, or write unit: number.", "points"
            )
        if any(point.compare is not None for point in self.points) and not self.compare_label:
            raise invalid(
                "There are numbers to compare with, but not whose they are.",
                "Enter compare_label, such as England.",
                "compare_label",
            )
        return self
