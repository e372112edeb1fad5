"""Guides (plain, step by step, easy read) and topics (the landing pages that lead to them)."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from localoffer.model.assurance import Assured, Replaceable
from localoffer.model.base import Record, RecordPart, Refers, ask
from localoffer.model.fields import Line, Link, Paragraph, Sentence, Slug, Summary, YesNo, invalid
from localoffer.model.ids import Contact, Duty, Need, Topic
from localoffer.model.parts import Translation

AgeGroup = Annotated[Slug, Refers("lists/ages")]
Audience = Literal["parents", "young people", "professionals"]
Address = Annotated[str, Refers("any"), Field(pattern=r"^/")]

#: Types of page whose readers always ask the same questions: a check looks for the answers.
PageType = Literal[
    "preparing for adulthood",
    "short breaks",
    "personal budgets",
    "transport",
    "mediation and appeals",
    "complaints",
    "turned down",
]
Anchor = Annotated[str, Field(pattern=r"^#[a-z0-9-]+$")]


class EasyReadLine(RecordPart):
    """One idea: a short sentence and the picture to its left. ``heading`` starts a new part."""

    text: Paragraph = ask("one short sentence with one idea", example="You can call us.")
    picture: Annotated[Line, AfterValidator(str.casefold), Refers("pictures")] | None = ask(
        "the name of a picture in the picture set", default=None
    )
    heading: Line | None = ask("a heading above this line", default=None)


class Guide(Record, Assured, Replaceable):
    """A page that explains something. The Markdown below the header is its text.

    In a ``step-by-step`` guide each ``##`` heading is a step, and may end with brackets that say
    when it happens ("Ask for an assessment (by week 6)"). In a ``journey`` each ``##`` heading is
    a stage, with parts of its own (localoffer/ehc_journey/stages.py).
    """

    title: Line = ask("the title", example="Ask for an EHC needs assessment")
    alternate_titles: tuple[Line, ...] = ask("other words people use for this", default=())
    summary: Summary = ask("one or two sentences that say what the page is for")
    kind: Literal["guide", "step-by-step", "journey", "easy-read"] = ask(
        "the kind of guide", default="guide"
    )
    audience: Audience = ask("who it is written for", default="parents")
    topics: tuple[Topic, ...] = ask("the topics it belongs to", min_length=1, example="ehc-plans")
    needs: tuple[Need, ...] = ask("the needs it is about, if any", default=())
    ages: tuple[AgeGroup, ...] = ask("the age groups it is about, if any", default=())
    keywords: tuple[Line, ...] = ask("words parents may type", default=())
    duties: tuple[Duty, ...] = ask("the duties this page is evidence for", default=())
    page_type: PageType | None = ask(
        "the kind of page whose questions it answers (localoffer/page_types.yaml)", default=None
    )
    answers: dict[Slug, Anchor] = ask("for each question, the heading that answers it", default={})
    figures: tuple[Annotated[Slug, Refers("figures")], ...] = ask(
        "the council's own figures to show, from figures.yaml", default=()
    )
    contact: Contact | None = ask("who to talk to about it", default=None)
    next_steps: tuple[Address, ...] = ask("addresses of pages to read next", default=())
    easy_read: Annotated[Slug, Refers("guides")] | None = ask("its easy-read guide", default=None)
    bsl_url: Link | None = ask("a video in British Sign Language", default=None)
    lines: tuple[EasyReadLine, ...] = ask("the lines of an easy-read guide", default=())
    translations: tuple[Translation, ...] = ask("sentences in other languages", default=())
    draft: YesNo = ask("yes to keep the page off the site until it is ready", default=False)

    @model_validator(mode="after")
    def _has_its_lines(self) -> "Guide":
        if self.kind == "easy-read" and not self.lines:
            raise invalid(
                "This easy-read guide has no lines.", "Enter lines, one idea in each.", "kind"
            )
        if self.kind != "easy-read" and self.lines:
            raise invalid(
                "Only an easy-read guide has lines.",
                "Write kind: easy-read, or move the lines into the text below the header.",
                "lines",
            )
        return self


class TopicLink(RecordPart):
    """A link on a landing page; the words come from the page it leads to unless given here."""

    to: Address = ask("the address of the page", example="/guides/short-breaks/")
    label: Line | None = ask("the words of the link, if not the page's title", default=None)
    sentence: Sentence | None = ask("a sentence about it, if not the page's summary", default=None)


class Landing(Record, Replaceable):
    """A topic: a landing page with at most nine links, each with a sentence."""

    title: Line = ask("the title", example="Short breaks and things to do")
    summary: Summary = ask("one or two sentences that say what is here")
    icon: Slug | None = ask("the name of an icon", default=None)
    links: tuple[TopicLink, ...] = ask(
        "the pages it leads to, nine at most", max_length=9, default=()
    )
    audience: Audience = ask("who it is written for", default="parents")
    contact: Contact | None = ask("who to talk to about it", default=None)
    keywords: tuple[Line, ...] = ask("words parents may type", default=())
