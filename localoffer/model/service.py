"""A service. Its fields have the names of HSDS and Open Referral UK wherever those have one.

The fields and which of them are required follow the field inventory in the product's
research ("Service record: field inventory"); each required field answers one of a
parent's four questions: is it for us, what does it cost, how do we get it, who do we call?
"""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BeforeValidator, model_validator

from localoffer.model.assurance import Assured
from localoffer.model.base import Record, Refers, ask
from localoffer.model.fields import (
    Age,
    Email,
    Language,
    Line,
    Link,
    Paragraph,
    Slug,
    Summary,
    YesNo,
    YesNoNotKnown,
    invalid,
)
from localoffer.model.ids import Area, Contact, Duty, Kind, Need, Topic
from localoffer.model.parts import (
    Admin,
    Closure,
    CostOption,
    Location,
    PhoneLine,
    Schedule,
    Translation,
    WaitingTime,
)
from localoffer.problems import quoted

Status = Literal["active", "temporarily closed", "inactive", "defunct"]
Attending = Literal["venue", "home", "school", "online", "phone", "anywhere"]
Referrer = Literal["self", "school", "gp", "professional", "council"]


def _read_service_field(name: str) -> str:
    """Return the name of one of a service's fields.

    Raises:
        PydanticCustomError: A service has no such field.
    """
    if name in Service.model_fields:
        return name
    raise invalid(
        f"A service has no field {quoted(name)}.",
        "Enter the names of fields that stand in this file.",
    )


ServiceField = Annotated[Line, AfterValidator(_read_service_field)]


def _one_or_more(value: object) -> object:
    return [value] if isinstance(value, str) else value


class Service(Record, Assured):
    """One service. The file's name is its slug; the Markdown below the header says how it helps.

    Ages, ``free`` and the day of the last check are None only where they are not known: in a
    draft, or in what is published with gaps.
    """

    # What it is
    id: UUID | None = ask(
        "the id in an Open Referral feed; made from the slug if absent", default=None
    )
    name: Line = ask("the name of the service", example="Sunflower Saturday Club")
    alternate_names: tuple[Line, ...] = ask("other names people use for it", default=())
    organization: Line = ask("who runs it", example="Kent County Council")
    kind: Kind = ask("what it is, from lists/kinds.yaml", example="short-break")
    summary: Summary = ask(
        "one or two sentences that say what it does",
        example="A Saturday club for disabled children.",
    )
    keywords: tuple[Line, ...] = ask("words parents may type", default=())
    topics: tuple[Topic, ...] = ask(
        "the topics it belongs to", min_length=1, example="short-breaks"
    )
    duties: tuple[Duty, ...] = ask("the duties this page is evidence for", default=())
    tier: Literal["universal", "targeted", "specialist"] | None = ask(
        "who it is for: everyone, some who need more, or a few", default=None
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
    phones: tuple[PhoneLine, ...] = ask(
        "phone numbers", example="{number: 01632 960123}", default=()
    )
    email: Email | None = ask("the e-mail address, if possible a role mailbox", default=None)
    confirmed_public: tuple[Line, ...] = ask(
        "what seems a person's mailbox or mobile number, belongs to a role, and may be public",
        example="club@gmail.com",
        default=(),
    )
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
    draft: YesNo = ask("yes to keep the page off the site until it is ready", default=False)
    publish_with_gaps: YesNo = ask(
        "yes to publish it though facts are missing; its page says which are not known",
        default=False,
    )
    inferred_fields: tuple[ServiceField, ...] = ask(
        "fields that an import worked out from words, until a person has looked at them",
        example="needs",
        default=(),
    )
    admin: Admin | None = ask("for staff; never published", default=None)

    @model_validator(mode="after")
    def _makes_sense(self) -> "Service":
        if (self.minimum_age or 0) > (self.maximum_age or 0):
            raise invalid(
                f"The youngest age ({self.minimum_age}) is above"
                f" the oldest age ({self.maximum_age}).",
                "Swap minimum_age and maximum_age, or correct them.",
                "minimum_age",
            )
        if not (self.phones or self.email or self.url or self.contact):
            raise invalid(
                "Nobody can get in touch: there is no phone, e-mail, web page or contact.",
                "Enter at least one of phones, email, url or contact.",
            )
        if "venue" in self.attending_type and not self.locations:
            raise invalid(
                "It happens at a venue, but no place is given.",
                "Enter locations, or change attending_type.",
                "attending_type",
            )
        if self.status == "temporarily closed" and not self.closure:
            raise invalid(
                "It is temporarily closed, but not why or until when.",
                "Enter closure with a reason.",
                "status",
            )
        return self
