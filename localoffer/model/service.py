"""A service, in the names of HSDS and Open Referral UK wherever those have one.

The fields and which of them are required follow the field inventory in the product's
research ("Service record: field inventory"); each required field answers one of a
parent's four questions: is it for us, what does it cost, how do we get it, whom do we call.
"""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BeforeValidator, Field, model_validator

from localoffer.model.base import Part, Record, Refers, ask
from localoffer.model.fields import (
    Age,
    Day,
    Email,
    Language,
    Line,
    Link,
    Paragraph,
    Phone,
    Postcode,
    Slug,
    TimeOfDay,
    YesNo,
    YesNoNotKnown,
    in_order,
    unfit,
)
from localoffer.model.trust import Checked

Need = Annotated[Slug, Refers("lists/needs")]
Area = Annotated[Slug, Refers("lists/areas")]
Topic = Annotated[Slug, Refers("topics")]
Kind = Annotated[Slug, Refers("lists/kinds")]
Feature = Annotated[Slug, Refers("lists/access")]
Contact = Annotated[Slug, Refers("contacts")]
Duty = Annotated[str, Refers("duties")]

Status = Literal["active", "temporarily closed", "inactive", "defunct"]
Attending = Literal["venue", "home", "school", "online", "phone", "anywhere"]
Referrer = Literal["self", "school", "gp", "professional", "council"]
Weekday = Literal["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


class PhoneLine(Part):
    """A phone number and what it is for."""

    number: Phone = ask("the phone number", example="01632 960123")
    description: Line | None = ask("what the number is for, and its hours", default=None)


class CostOption(Part):
    """One price. ``amount`` is in pounds."""

    option: Line = ask("what is paid for", example="One Saturday session")
    amount: Annotated[float, Field(ge=0)] | None = ask("the price in pounds", default=None)
    amount_description: Line | None = ask("per what, or how it is worked out", default=None)


class Schedule(Part):
    """A regular session, in one week-day's local time."""

    byday: Weekday = ask("the day of the week in two letters", example="SA")
    opens_at: TimeOfDay = ask("when it starts", example="10:00")
    closes_at: TimeOfDay = ask("when it ends", example="12:30")
    term_time_only: YesNoNotKnown = ask("whether it runs in term time only", default="not known")
    description: Line | None = ask("anything else about the session", default=None)

    @model_validator(mode="after")
    def _in_order(self) -> "Schedule":
        if self.opens_at >= self.closes_at:
            raise unfit(
                "The session ends before it starts.",
                "Check both times (24-hour clock).",
                "closes_at",
            )
        return self


class WaitingTime(Part):
    """How long people wait, in weeks, and on which day that was true."""

    minimum_weeks: Annotated[int, Field(ge=0)] | None = ask("the shortest wait", default=None)
    maximum_weeks: Annotated[int, Field(ge=0)] | None = ask("the longest wait", default=None)
    as_at: Day = ask("the day this was true", example="2026-09-01")
    note: Paragraph | None = ask("why the wait varies", default=None)
    meanwhile: Paragraph | None = ask("what families can do while they wait", default=None)

    @model_validator(mode="after")
    def _in_order(self) -> "WaitingTime":
        if not in_order(self.minimum_weeks, self.maximum_weeks):
            raise unfit(
                "The shortest wait is longer than the longest.",
                "Swap minimum_weeks and maximum_weeks, or correct them.",
                "minimum_weeks",
            )
        return self


class Location(Part):
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
            raise unfit(
                "The place has no street or no postcode.",
                "Enter address_1 and postal_code, or hide_address: yes with the town as city.",
            )
        return self


class Closure(Part):
    """A time when the service is shut."""

    begins: Day | None = ask("the first day it is closed", default=None)
    ends: Day | None = ask("the last day it is closed", default=None)
    reason: Paragraph = ask("why it is closed and what to do meanwhile")


class Translation(Part):
    """A few sentences about the service in another language."""

    language: Language = ask("the language's code", example="cy")
    name: Line = ask("the language's own name", example="Cymraeg")
    text: Paragraph = ask("the sentences")


class Admin(Part):
    """For the council's staff. Never published: no template may use it."""

    owner_email: Email | None = ask("the role mailbox to remind", default=None)
    commissioner: Line | None = ask("the team that pays for the service", default=None)
    contract_end: Day | None = ask("the last day of the contract", default=None)
    notes: Paragraph | None = ask("private notes without any person's name", default=None)


def _one_or_more(value: object) -> object:
    return [value] if isinstance(value, str) else value


class Service(Record, Checked):
    """One service. The file's name is its slug; the Markdown below the header says how it helps.

    Ages, ``free`` and the day of the last check are None only in a draft that lacks them.
    """

    # What it is
    id: UUID | None = ask(
        "the id in an Open Referral feed; made from the slug if absent", default=None
    )
    name: Line = ask("the name of the service", example="Sunflower Saturday Club")
    alternate_names: tuple[Line, ...] = ask("other names people use for it", default=())
    organization: Line = ask("who runs it", example="Brackenshire Council")
    kind: Kind = ask("what it is, from lists/kinds.yaml", example="short-break")
    summary: Annotated[str, Field(min_length=20, max_length=300)] = ask(
        "one or two sentences that say what it does",
        example="A Saturday club for disabled children.",
    )
    keywords: tuple[Line, ...] = ask("words parents may type", default=())
    topics: tuple[Topic, ...] = ask(
        "the topics it belongs to", min_length=1, example="short-breaks"
    )
    duties: tuple[Duty, ...] = ask("the duties this page is evidence for", default=())
    tier: Literal["universal", "targeted", "specialist"] | None = ask(
        "how special it is", default=None
    )
    status: Status = ask("whether it is open", default="active")
    closure: Closure | None = ask("when and why it is closed", default=None)

    # Who it is for
    eligibility_description: Paragraph = ask(
        'who can use it, in words ("Open to all" if there is no rule)', example="Open to all"
    )
    minimum_age: Age | None = ask("the youngest age, in years (0 for a baby)", example="0")
    maximum_age: Age | None = ask("the oldest age, in years", example="25")
    age_note: Line | None = ask("exceptions to the ages", default=None)
    needs: tuple[Need, ...] = ask("the needs it is for", min_length=1, example="autism")
    diagnosis_needed: Literal["yes", "no", "never"] = ask(
        "whether a diagnosis is needed", example="no"
    )
    ehc_plan_needed: Literal["yes", "no", "sometimes"] = ask(
        "whether an EHC plan is needed", example="no"
    )
    siblings_welcome: YesNoNotKnown = ask(
        "whether brothers and sisters can come", default="not known"
    )

    # How to get it
    application_process: Paragraph = ask("how to get it, step by step", example="Phone us to book.")
    referral: tuple[Referrer, ...] = ask("who can ask for it", min_length=1, example="self")
    referral_url: Link | None = ask("the web address of the form", default=None)
    what_happens_next: Paragraph | None = ask("what happens after you ask", default=None)
    required_documents: tuple[Line, ...] = ask("what to bring", default=())
    waiting_time: WaitingTime | None = ask("how long people wait", default=None)

    # What it costs
    free: YesNo | None = ask("yes if it is free for families", example="yes")
    fees_description: Paragraph = ask("what it costs, in words", example="Free")
    cost_options: tuple[CostOption, ...] = ask("the prices", default=())

    # Where and when
    attending_type: tuple[Attending, ...] = ask("where it happens", min_length=1, example="venue")
    service_areas: tuple[Area, ...] = ask("the areas it covers", min_length=1)
    in_area: YesNo = ask(
        "no if it happens outside the council's area (Schedule 2, paragraph 2)", default=True
    )
    locations: tuple[Location, ...] = ask("the places where it happens", default=())
    schedules: tuple[Schedule, ...] = ask("the regular sessions", default=())
    schedule_note: Paragraph | None = ask("more about when it runs", default=None)

    # Who to talk to
    phones: tuple[PhoneLine, ...] = ask("phone numbers", default=())
    email: Email | None = ask("the e-mail address, a role mailbox first", default=None)
    url: Link | None = ask("its own web page", default=None)
    contact: Contact | None = ask("a contact from contacts.yaml", default=None)

    # More
    staff_training: Paragraph | None = ask("what its staff have learned about SEND", default=None)
    ofsted_url: Link | None = ask("its page at Ofsted", default=None)
    languages: tuple[Language, ...] = ask("languages spoken, as codes", default=())
    translations: tuple[Translation, ...] = ask("sentences in other languages", default=())
    easy_read: Annotated[Slug, Refers("guides")] | None = ask("its easy-read guide", default=None)
    bsl_url: Link | None = ask("a video in British Sign Language", default=None)
    social_links: tuple[Link, ...] = ask("its pages on social media", default=())
    if_turned_down: Paragraph | None = ask("what to do if the answer is no", default=None)
    related: Annotated[
        tuple[Annotated[Slug, Refers("services")], ...], BeforeValidator(_one_or_more)
    ] = ask("similar services", default=())
    draft: YesNo = ask("yes keeps the page out of the site until it is ready", default=False)
    admin: Admin | None = ask("for staff; never published", default=None)

    @model_validator(mode="after")
    def _makes_sense(self) -> "Service":
        if (self.minimum_age or 0) > (self.maximum_age or 0):
            raise unfit(
                f"The youngest age ({self.minimum_age}) is above"
                f" the oldest age ({self.maximum_age}).",
                "Swap minimum_age and maximum_age, or correct them.",
                "minimum_age",
            )
        if not (self.phones or self.email or self.url or self.contact):
            raise unfit(
                "Nobody can get in touch: there is no phone, e-mail, web page or contact.",
                "Enter at least one of phones, email, url or contact.",
            )
        if "venue" in self.attending_type and not self.locations:
            raise unfit(
                "It happens at a venue, but no place is given.",
                "Enter locations, or change attending_type.",
                "attending_type",
            )
        if self.status == "temporarily closed" and not self.closure:
            raise unfit(
                "It is temporarily closed, but not why or until when.",
                "Enter closure with a reason.",
                "status",
            )
        return self
