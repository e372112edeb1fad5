"""The parts that services, contacts and events are made of: phones, prices, places, times."""

from datetime import time
from typing import Annotated, Literal

from pydantic import Field, model_validator

from localoffer.model.base import RecordPart, ask
from localoffer.model.fields import (
    Day,
    Email,
    Language,
    Line,
    Paragraph,
    Phone,
    Postcode,
    StaffParagraph,
    TimeOfDay,
    Verbatim,
    YesNo,
    YesNoNotKnown,
    in_order,
    invalid,
)
from localoffer.model.ids import Feature

Weekday = Literal["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
WeekOfMonth = Literal["first", "second", "third", "fourth", "fifth", "last"]

_EVENING, _NOON = time(18), time(12)


class PhoneLine(RecordPart):
    """A phone number and what it is for."""

    number: Phone = ask("the phone number", example="01632 960123")
    description: Line | None = ask("what the number is for, and its hours", default=None)


class CostOption(RecordPart):
    """One price. ``amount`` is in pounds."""

    option: Line = ask("what is paid for", example="One Saturday session")
    amount: Annotated[float, Field(ge=0)] | None = ask("the price in pounds", default=None)
    amount_description: Line | None = ask(
        "what the price covers, or how it is worked out", default=None
    )


class Schedule(RecordPart):
    """A session on one day of the week, in local time; one day's date at both ends is a single day.

    The names are those of HSDS's ``schedule``, whose ``byday`` holds ``week_of_month`` too (2TU).
    """

    byday: Weekday = ask("the day of the week in two letters", example="SA")
    opens_at: TimeOfDay = ask("when it starts", example="10:00")
    closes_at: TimeOfDay = ask(
        "when it ends; of a night, the time on the next morning", example="12:30"
    )
    week_of_month: WeekOfMonth | None = ask(
        "only if it is once a month: which one of these days in the month", default=None
    )
    interval: Annotated[int, Field(ge=1, le=52)] = ask(
        "how many weeks from one to the next: 2 for every other week", default=1
    )
    valid_from: Day | None = ask("the first day, if it has not begun yet", default=None)
    valid_to: Day | None = ask("the last day, if it is known", default=None)
    term_time_only: YesNoNotKnown = ask("whether it runs in term time only", default="not known")
    description: Line | None = ask("anything else about the session", default=None)

    @property
    def is_overnight(self) -> bool:
        """Whether it ends on the next day: it starts at 18:00 or later and ends by noon."""
        return _is_night(self.opens_at, self.closes_at)

    @property
    def is_single_day(self) -> bool:
        """Whether it is on one day only."""
        return self.valid_from is not None and self.valid_from == self.valid_to

    @model_validator(mode="after")
    def _in_order(self) -> "Schedule":
        if self.opens_at >= self.closes_at and not self.is_overnight:
            raise invalid(
                "The session ends before it starts.",
                "Check both times (24-hour clock).",
                "closes_at",
            )
        if self.valid_from and self.valid_to and self.valid_from > self.valid_to:
            raise invalid(
                "The last day is before the first.",
                "Swap valid_from and valid_to, or correct them.",
                "valid_to",
            )
        if self.interval > 1 and self.week_of_month:
            raise invalid(
                "It is both once a month and every few weeks.",
                "Leave out interval or week_of_month.",
                "interval",
            )
        return self

    @model_validator(mode="after")
    def _on_its_day(self) -> "Schedule":
        if self.is_single_day and self.valid_from:
            name = f"{self.valid_from:%A}"
            if name[:2].upper() != self.byday:
                day = f"{self.valid_from.day} {self.valid_from:%B %Y}"
                raise invalid(
                    f"{day} is a {name}.", f"Write {name[:2].upper()}, or correct the day.", "byday"
                )
        return self


def _is_night(opens: time, closes: time) -> bool:
    return opens > closes and opens >= _EVENING and closes <= _NOON


class WaitingTime(RecordPart):
    """How long people wait, in weeks, and the day on which that was true."""

    minimum_weeks: Annotated[int, Field(ge=0)] | None = ask("the shortest wait", default=None)
    maximum_weeks: Annotated[int, Field(ge=0)] | None = ask("the longest wait", default=None)
    as_at: Day = ask("the day this was true", example="2026-09-01")
    note: Paragraph | None = ask("why the wait varies", default=None)
    meanwhile: Paragraph | None = ask("what families can do while they wait", default=None)

    @model_validator(mode="after")
    def _in_order(self) -> "WaitingTime":
        if not in_order(self.minimum_weeks, self.maximum_weeks):
            raise invalid(
                "The shortest wait is longer than the longest.",
                "Swap minimum_weeks and maximum_weeks, or correct them.",
                "minimum_weeks",
            )
        return self


class Location(RecordPart):
    """A place where the service happens. ``access`` maps a feature to yes, no or not known."""

    name: Line = ask("the name of the place", example="Sandmere Community Hall")
    address_1: Line | None = ask("the building and street", default=None)
    address_2: Line | None = ask("a second line of the address", default=None)
    city: Line | None = ask("the town or village", default=None)
    postal_code: Postcode | None = ask("the postcode", example="SC1 4AB", default=None)
    hide_address: YesNo = ask("yes if only the town may be shown", default=False)
    transportation: Paragraph | None = ask("how to get there", default=None)
    access: dict[Feature, YesNoNotKnown] = ask("what the building has", default={})
    access_note: Paragraph | None = ask("more about getting in and around", default=None)

    @model_validator(mode="after")
    def _has_a_place(self) -> "Location":
        if not self.hide_address and not (self.address_1 and self.postal_code):
            raise invalid(
                "The place has no street or no postcode.",
                "Enter address_1 and postal_code, or hide_address: yes with the town as city.",
            )
        return self


class Closure(RecordPart):
    """A time when the service is shut."""

    begins: Day | None = ask("the first day it is closed", default=None)
    ends: Day | None = ask("the last day it is closed", default=None)
    reason: Paragraph = ask("why it is closed and what to do meanwhile")


class Translation(RecordPart):
    """A few sentences about the service in another language."""

    language: Language = ask("the language's code", example="cy")
    name: Line = ask("the language's own name", example="Cymraeg")
    text: Verbatim = ask("the sentences")


class Admin(RecordPart):
    """For the council's staff. Never published: no template may use it."""

    owner_email: Email | None = ask("the role mailbox that reminders go to", default=None)
    commissioner: Line | None = ask("the team that pays for the service", default=None)
    contract_end: Day | None = ask("the last day of the contract", default=None)
    notes: StaffParagraph | None = ask("private notes, without anyone's name", default=None)
