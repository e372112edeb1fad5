"""A school, nursery or college: what the national register says about it, and what we know here.

The register is "Get information about schools" (GIAS), Department for Education, Open Government
Licence v3.0. The fields that an import fills in are listed in ``FROM_REGISTER``; all others are the
council's and the forum's own. Both may be edited: an import never overwrites an edit.
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from localoffer.model.base import Record, RecordPart, Refers, ask
from localoffer.model.fields import (
    Age,
    Day,
    Email,
    Line,
    Link,
    Paragraph,
    Phone,
    Postcode,
    Slug,
    YesNo,
    YesNoNotKnown,
    in_order,
    invalid,
)
from localoffer.model.ids import Area, Contact, Duty, Need

#: The register's own number for a school: six digits.
Urn = Annotated[str, StringConstraints(pattern=r"^\d{6}$")]

#: What kind of place it is: broader than the register's types, and as families tell them apart.
SchoolKind = Literal[
    "early years setting",
    "nursery school",
    "maintained school",
    "academy",
    "special school",
    "special academy",
    "non-maintained special school",
    "independent special school",
    "independent school",
    "pupil referral unit",
    "alternative provision academy",
    "college",
    "special college",
]
Phase = Literal["early years", "primary", "secondary", "post-16"]
Opening = Literal["open", "opening", "closing", "closed"]
SpecialProvision = Literal["resourced provision", "SEN unit"]


class Senco(RecordPart):
    """The person who arranges help with special needs: a role mailbox, and a name if they agree."""

    email: Email | None = ask("the role mailbox", example="senco@school.example.org", default=None)
    phone: Phone | None = ask("the phone number for questions", default=None)
    name: Line | None = ask("the person's name, only if they agree", default=None)
    note: Line | None = ask("when to call, or whom to ask for", default=None)

    @model_validator(mode="after")
    def _says_something(self) -> "Senco":
        if not (self.email or self.phone or self.name):
            raise invalid("Nothing is said of the SENCO.", "Enter email, phone or name.")
        return self


class PublishedDocument(RecordPart):
    """Something that a school publishes: where it is and the date written on it."""

    url: Link = ask("its web address", example="https://school.example.org/sen-report")
    dated: Day | None = ask("the date written on it", default=None)
    checked: Day | None = ask("the day someone here looked at it", default=None)
    note: Line | None = ask("what a family should know about it", default=None)


class ResourcedProvision(RecordPart):
    """A resourced provision, base or SEN unit inside a school, as families would describe it."""

    name: Line = ask("what it is called", example="The Nest")
    needs: tuple[Need, ...] = ask("the needs it is for", default=())
    places: Annotated[int, Field(ge=0)] | None = ask("how many places it has", default=None)
    ages: Line | None = ask("which years or ages it is for", default=None)
    about: Paragraph | None = ask("what it is like", default=None)
    who_decides: Paragraph | None = ask("who decides who gets a place", default=None)
    how_to_ask: Paragraph | None = ask("how to ask for a place", default=None)
    service: Annotated[Slug, Refers("services")] | None = ask(
        "the service that says more about it", default=None
    )


class School(Record):
    """A nursery, school or college. The file's name is its slug; the text below is optional."""

    # What the register says
    urn: Urn | None = ask("its number in the national register", example="100025", default=None)
    name: Line = ask("its name", example="Wren Bank Academy")
    former_names: tuple[Line, ...] = ask("names it had before", default=())
    former_urns: tuple[Urn, ...] = ask("numbers it had before", default=())
    kind: SchoolKind = ask("what kind of place it is", example="maintained school")
    type: Line | None = ask("its type in the register's words", default=None)
    phases: tuple[Phase, ...] = ask("the phases it teaches", min_length=1, example="primary")
    minimum_age: Age | None = ask("the youngest age, in years", default=None)
    maximum_age: Age | None = ask("the oldest age, in years", default=None)
    status: Opening = ask("whether it is open", default="open")
    opens: Day | None = ask("the day it opens", default=None)
    closes: Day | None = ask("the day it closes or closed", default=None)
    address_1: Line | None = ask("the building and street", default=None)
    address_2: Line | None = ask("a second line of the address", default=None)
    city: Line | None = ask("the town or village", default=None)
    postal_code: Postcode | None = ask("the postcode", default=None)
    authority: Line | None = ask("the council whose area it lies in", default=None)
    in_area: YesNo = ask("no if it lies in another council's area", default=True)
    trust: Line | None = ask("the trust that runs it", default=None)
    phone: Phone | None = ask("the phone number", default=None)
    url: Link | None = ask("its website", default=None)
    section_41: YesNoNotKnown = ask("whether it is approved under section 41", default="not known")
    hospital: YesNo = ask("yes if it is a special school in a hospital", default=False)
    special_classes: YesNoNotKnown = ask("whether it has special classes", default="not known")
    register_needs: tuple[Line, ...] = ask("types of need, in the register's words", default=())
    special_provision: tuple[SpecialProvision, ...] = ask(
        "resourced provision or SEN unit, in the register's words", default=()
    )
    resourced_places: Annotated[int, Field(ge=0)] | None = ask(
        "places in its resourced provision", default=None
    )
    unit_places: Annotated[int, Field(ge=0)] | None = ask("places in its SEN unit", default=None)

    # What we know here
    alternate_names: tuple[Line, ...] = ask("other names people use for it", default=())
    area: Area | None = ask("the area it lies in", default=None)
    needs: tuple[Need, ...] = ask("the needs it is set up for", default=())
    email: Email | None = ask("the e-mail address of its office", default=None)
    senco: Senco | None = ask("how to reach its SENCO", default=None)
    report: PublishedDocument | None = ask("its SEN information report", default=None)
    bases: tuple[ResourcedProvision, ...] = ask("its bases and units for special needs", default=())
    accessibility_plan: PublishedDocument | None = ask("its accessibility plan", default=None)
    inclusion_strategy: PublishedDocument | None = ask("its inclusion strategy", default=None)
    complaints_url: Link | None = ask("its page on complaints", default=None)
    ofsted_url: Link | None = ask("its page at Ofsted", default=None)
    coordinator: Contact | None = ask(
        "the EHC coordinator, if not the one that coordinators.yaml gives", default=None
    )
    keywords: tuple[Line, ...] = ask("words parents may type", default=())
    duties: tuple[Duty, ...] = ask("the duties this page is evidence for", default=())
    assured_date: Day | None = ask("the day someone last checked this page", default=None)
    assured_by: Line | None = ask("the role of who checked it, not a name", default=None)
    next_check: Day | None = ask("the day of the next check, if not the usual one", default=None)
    owner: Contact | None = ask("the contact responsible for this page", default=None)
    source: Line | None = ask("where the facts came from", default=None)
    draft: YesNo = ask("yes to keep the page off the site until it is ready", default=False)

    @model_validator(mode="after")
    def _makes_sense(self) -> "School":
        if not in_order(self.minimum_age, self.maximum_age):
            raise invalid(
                f"The youngest age ({self.minimum_age}) is above"
                f" the oldest age ({self.maximum_age}).",
                "Swap minimum_age and maximum_age, or correct them.",
                "minimum_age",
            )
        if self.assured_date and not self.assured_by:
            raise invalid(
                "It was checked, but not who checked it.",
                "Enter assured_by with a role, such as Local Offer team.",
                "assured_date",
            )
        return self


#: The fields that an import of the national register fills in and keeps up to date.
FROM_REGISTER = tuple(School.model_fields)[: tuple(School.model_fields).index("alternate_names")]


class CoordinatorRule(Record):
    """Which EHC coordinator looks after which schools. The first row that fits a school applies.

    A field that is left out fits every school.
    """

    contact: Contact = ask("the contact for the coordinator", example="ehc-coast")
    covers: Line = ask("what this coordinator covers, in words", example="Sandmere, primary")
    schools: tuple[Annotated[Slug, Refers("schools")], ...] = ask("particular schools", default=())
    areas: tuple[Area, ...] = ask("schools in these areas", default=())
    phases: tuple[Phase, ...] = ask("schools that teach one of these phases", default=())
    kinds: tuple[SchoolKind, ...] = ask("schools of these kinds", default=())
    outside: YesNo | None = ask(
        "yes for schools outside the area only, no for those inside only", default=None
    )


#: A web address as it was written, long enough for those that hold a search query.
WebAddress = Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=2000)]


class LinkCheck(Record):
    """The result of a visit to a web address. The command ``check-links`` writes these rows.

    ``seems`` lists the parts of a SEN information report that the text seems to have, by id
    (``localoffer/schools/report_parts.yaml``): a person has to confirm them.
    """

    address: WebAddress = ask("the web address that was visited")
    checked: Day = ask("the day of the visit")
    found: Literal["working", "moved", "broken", "not visited"] = ask("what the visit found")
    why: Line | None = ask("why it is broken or was not visited", default=None)
    moved_to: WebAddress | None = ask("where it has moved to", default=None)
    format: Literal["page", "PDF", "other"] | None = ask("what kind of file it is", default=None)
    has_text: YesNoNotKnown = ask("whether a program can read words in it", default="not known")
    dated: Day | None = ask("the latest date that seems to be written on it", default=None)
    reading_age: Annotated[int, Field(ge=4, le=25)] | None = ask(
        "the age at which it can be read", default=None
    )
    words: Annotated[int, Field(ge=0)] | None = ask("how many words it has", default=None)
    seems: tuple[Slug, ...] = ask("the parts it seems to have", default=())
