"""The council's own facts: all that differs on the pages from one council to the next."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from localoffer.model.base import Record, RecordPart, ask
from localoffer.model.colours import Colours
from localoffer.model.editor import Editor
from localoffer.model.feedback import Feedback
from localoffer.model.fields import (
    Day,
    Email,
    Language,
    Line,
    Link,
    Name,
    Paragraph,
    Phone,
    Verbatim,
    YesNo,
    invalid,
)
from localoffer.model.ids import Contact, Guide, Topic
from localoffer.model.looks import Looks

#: A fact that a service may lack; ``contact`` is one way to get in touch.
LeastFact = Literal[
    "name",
    "summary",
    "contact",
    "organization",
    "kind",
    "topics",
    "eligibility_description",
    "minimum_age",
    "maximum_age",
    "needs",
    "diagnosis_needed",
    "ehc_plan_needed",
    "application_process",
    "referral",
    "free",
    "fees_description",
    "attending_type",
    "service_areas",
    "assured_date",
]

#: What has to be known of a service that is published with gaps, where no council says more.
LEAST_FACTS: tuple[LeastFact, ...] = ("name", "summary", "contact")


class Council(RecordPart):
    """The council that must publish the offer."""

    name: Name = ask("the council's name", example="Kent County Council")
    url: Link | None = ask("the council's own website", default=None)
    address: Verbatim | None = ask("the council's postal address", default=None)
    area: Name | None = ask(
        "the place's name, if it is not the council's without “Council”", default=None
    )


class Home(RecordPart):
    """The home page: a question, nine tiles, and someone to talk to."""

    question: Line = ask("the question at the top", example="What would you like help with?")
    welcome: Paragraph = ask("one or two sentences under the question")
    tiles: tuple[Annotated[Topic, Field()], ...] = ask(
        "the topics of the tiles, nine at most", min_length=1, max_length=9
    )
    young_people: Topic | None = ask("the topic for young people", default=None)
    professionals: Topic | None = ask("the topic for professionals", default=None)


class ReviewDays(RecordPart):
    """How many days a check lasts. The council's own policy: no law sets these numbers."""

    services: Annotated[int, Field(ge=1)] = ask("days for services", default=180)
    guides: Annotated[int, Field(ge=1)] = ask("days for guides", default=365)
    schools: Annotated[int, Field(ge=1)] = ask("days for schools", default=365)


class OfflineRoute(RecordPart):
    """A way to get the information without this website or in another form (regulation 57)."""

    name: Line = ask("the way, in a few words", example="Ask us to post it")
    text: Paragraph = ask("how it works")
    kind: Literal[
        "phone",
        "post",
        "in person",
        "paper",
        "large print",
        "easy read",
        "bsl",
        "audio",
        "language",
    ] = ask("what kind of way it is")


class KnownFault(RecordPart):
    """Something on the site that some people cannot use yet."""

    text: Paragraph = ask("what does not work, and for whom")
    criterion: Line | None = ask(
        "the WCAG 2.2 success criterion", example="1.1.1 Non-text content", default=None
    )
    fix_by: Day | None = ask("the day it will be fixed", default=None)
    kind: Literal["fault", "disproportionate burden", "out of scope"] = ask(
        "which list it goes in", default="fault"
    )


class Accessibility(RecordPart):
    """Facts for the accessibility statement (SI 2018/952, regulation 8; the model statement)."""

    status: Literal["fully", "partially", "not"] = ask(
        "how far the site meets WCAG 2.2 AA", example="partially"
    )
    prepared: Day = ask("the day the statement was prepared")
    reviewed: Day = ask("the day it was last reviewed")
    tested: Day = ask("the day the site was last tested")
    tested_by: Line = ask("who tested it")
    tested_how: Paragraph = ask("what was tested and how")
    manual_audit: Day | None = ask("the day of the last full audit by people", default=None)
    audited_by: Line | None = ask("who carried out the audit", default=None)
    faults: tuple[KnownFault, ...] = ask("what does not work yet", default=())
    contact: Contact = ask("who answers questions about accessibility")
    answer_days: Annotated[int, Field(ge=1)] = ask("working days until an answer", default=10)

    @model_validator(mode="after")
    def _does_not_overstate(self) -> "Accessibility":
        if self.status == "fully" and not self.manual_audit:
            raise invalid(
                'The statement says "fully" without a dated audit by people.',
                "Enter manual_audit with the day of the audit, or write status: partially.",
                "status",
            )
        if self.status == "partially" and not self.faults:
            raise invalid(
                "The site meets the standard partially, but no fault is named.",
                "Enter faults, each with what does not work and for whom.",
                "status",
            )
        return self


class Privacy(RecordPart):
    """Facts for the privacy notice (UK GDPR, articles 13 and 14; DPA 2018, section 164A)."""

    controller: Line = ask("who is responsible for personal information")
    contact: Contact = ask("who answers questions about personal information")
    officer: Line = ask(
        "the role of the data protection officer", default="Data Protection Officer"
    )
    reviewed: Day = ask("the day the notice was last reviewed")
    lawful_basis: Paragraph = ask("the lawful basis, in plain words")
    keeps: tuple[Paragraph, ...] = ask(
        "what is kept and for how long, a sentence for each", default=()
    )


class Making(RecordPart):
    """How this site is made and who may be listed."""

    who: Paragraph = ask("who makes the site")
    checks: Paragraph = ask("how pages are checked and how often")
    listed: tuple[Paragraph, ...] = ask("who may be listed, a sentence each", min_length=1)
    not_listed: tuple[Paragraph, ...] = ask("who is not listed, and what to do instead", default=())


#: Where ``serve`` shows a site, which stands for its address until the council has one.
LOCAL_ADDRESS = "http://localhost:8000"


class Site(Record):
    """``site.yaml``: the council's own facts. What a council may not know yet can be left out."""

    title: Line = ask("the site's name", example="Kent Local Offer")
    tagline: Line = ask("what it is for, in one line")
    base_url: Link = ask(
        "the site's own address", example="https://localoffer.example.org", default=LOCAL_ADDRESS
    )
    language: Language = ask("the language's code", default="en-GB")
    council: Council = ask("the council")
    colours: Colours = ask("the colours", default=Colours())
    looks: Looks = ask("the logo, fonts and links", default=Looks())
    phone: Phone | None = ask("the phone number for the whole site", default=None)
    phone_hours: Line | None = ask("when someone answers", default=None)
    email: Email | None = ask("the role mailbox for the whole site", default=None)
    help: Contact = ask("the contact for people who do not know where to turn")
    advice_service: Contact = ask("the independent advice service (section 32)")
    forum: Contact | None = ask("the parent carer forum", default=None)
    crisis: Guide | None = ask("the guide for people who cannot wait", default=None)
    home: Home = ask("the home page")
    review_days: ReviewDays = ask("how many days a check lasts", default=ReviewDays())
    reading_age: Annotated[int, Field(ge=7, le=18)] = ask(
        "the highest reading age a page should have, in years", default=11
    )
    least_facts: Annotated[tuple[LeastFact, ...], Field(min_length=1)] = ask(
        "what has to be known of a service that is published with gaps",
        default=LEAST_FACTS,
    )
    national: YesNo = ask("no to use none of the national texts", default=True)
    leave_out: tuple[Line, ...] = ask(
        "national files, and rows of them, that you do not want",
        example="guides/short-breaks.md",
        default=(),
    )
    fictional: YesNo = ask(
        "yes only if the council is an example, with made-up names and numbers", default=False
    )
    banner: Paragraph | None = ask("an urgent message to show on every page", default=None)
    feedback: Feedback = ask("how comments are handled", default=Feedback())
    licence: Line = ask("the licence of the content", default="All rights reserved")
    offline_routes: tuple[OfflineRoute, ...] = ask(
        "ways to get the information without this site", default=()
    )
    accessibility: Accessibility | None = ask("facts for the accessibility statement", default=None)
    privacy: Privacy | None = ask("facts for the privacy notice", default=None)
    making: Making | None = ask("how the site is made", default=None)
    editor: Editor | None = ask("the editor at /edit/, if you want one", default=None)
    repository: Link | None = ask(
        "where the content folder is changed, if not by the editor: with a file's path behind it, "
        "it opens that file",
        example="https://github.com/brackenshire/local-offer/edit/main/content/",
        default=None,
    )

    @property
    def has_address(self) -> bool:
        """Whether the site has a web address of its own yet."""
        return self.base_url != LOCAL_ADDRESS
