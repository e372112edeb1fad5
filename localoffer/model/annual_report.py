"""The annual report: who was consulted, what was counted, the report (regulations 54 to 57)."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from localoffer.model.base import Record, RecordPart, Refers, ask
from localoffer.model.comment_terms import Theme
from localoffer.model.fields import Day, Line, Link, Paragraph, Sentence, Slug, YesNo, invalid
from localoffer.model.ids import Contact
from localoffer.model.survey import Number

CommentId = Annotated[str, Refers("comments")]


class Consultation(Record):
    """A time when people were consulted about the offer (regulation 54)."""

    title: Line = ask("what it was", example="Six evenings in schools")
    groups: tuple[Annotated[Slug, Refers("groups")], ...] = ask(
        "the groups in regulation 54 that were consulted", min_length=1
    )
    begins: Day = ask("the day it began")
    ends: Day | None = ask("the last day, if there were several", default=None)
    how: Paragraph = ask("how people were asked")
    people: Number | None = ask("how many took part; leave out if not known", default=None)
    without_internet: YesNo = ask(
        "yes if people could take part without the internet", default=False
    )
    said: Paragraph | None = ask(
        "what they said, with nothing that could name anyone", default=None
    )
    changed: Paragraph | None = ask("what changed because of it", default=None)
    see: Annotated[str, Refers("any"), Field(pattern=r"^/")] | None = ask(
        "the page that says more about it", default=None
    )


class Count(RecordPart):
    """How many of one sort there were; the number is left out if it is too small to show."""

    what: Line = ask("what is counted")
    number: Number | None = ask("how many", default=None)


class PlaceCount(RecordPart):
    """How often something was missing; the number is left out if it is too small to show."""

    theme: Theme = ask("the theme")
    area: Annotated[Slug, Refers("lists/areas")] | None = ask("the area, if known", default=None)
    number: Number | None = ask("how many", default=None)


class YearCounts(Record):
    """The numbers of one year for its report. The file's name is the year.

    The command ``feedback export`` writes these files. They hold nothing that anyone wrote.
    """

    begins: Day = ask("the first day of the year")
    ends: Day = ask("the last day of the year")
    as_at: Day = ask("the day these were counted")
    received: Number = ask("how many comments were received")
    published: Number = ask("how many of them are published")
    answered: Number = ask("how many have an answer")
    days_to_answer: Number | None = ask(
        "the median of the working days until an answer", default=None
    )
    by_matter: tuple[Count, ...] = ask("comments by what they are about", default=())
    by_role: tuple[Count, ...] = ask("comments by who sent them", default=())
    by_age: tuple[Count, ...] = ask("comments by age of the child or young person", default=())
    by_way: tuple[Count, ...] = ask("comments by how they reached us", default=())
    by_theme: tuple[Count, ...] = ask("comments by theme", default=())
    withheld: tuple[Count, ...] = ask("comments left out, by lawful reason", default=())
    not_to_publish: Number | None = ask(
        "comments whose senders asked us not to publish them", default=None
    )
    publish_not_said: Number | None = ask(
        "comments whose senders did not say that we may publish them", default=None
    )
    not_comments: Number | None = ask("adverts, tests and empty forms", default=None)
    useful_yes: Number = ask("how often a page was said to be useful", default=0)
    useful_no: Number = ask("how often a page was said not to be useful", default=0)
    not_found: tuple[PlaceCount, ...] = ask("what was looked for and not found", default=())
    gaps: tuple[PlaceCount, ...] = ask("what people said is missing", default=())
    corrections: Number = ask("corrections that people suggested", default=0)
    confirmed: Number = ask("records that their providers confirmed", default=0)


class Reached(RecordPart):
    """A way in which people without the internet were reached (regulation 57)."""

    how: Line = ask("how they were reached")
    number: Number | None = ask("how many people, where known", default=None)
    note: Paragraph | None = ask("more about it", default=None)


class NextAction(RecordPart):
    """Something promised for the next year, and later what became of it."""

    what: Paragraph = ask("what will be done")
    owner: Contact = ask("the contact responsible for it")
    by: Day = ask("the day it will be done by")
    comments: tuple[CommentId, ...] = ask("the comments it answers", default=())
    status: Literal["planned", "doing", "done", "late", "dropped"] = ask(
        "how far it has come", default="planned"
    )
    outcome: Paragraph | None = ask("what became of it, in a sentence", default=None)


class Cannot(RecordPart):
    """Something that people asked for and that could not be changed."""

    what: Paragraph = ask("what people asked for")
    why: Paragraph = ask("why it could not be changed")


class Freshness(RecordPart):
    """How many pages had been checked in time, counted on one day."""

    as_at: Day = ask("the day these were counted")
    services: Number = ask("how many services there were")
    services_in_time: Number = ask("how many services were not overdue for a check")
    guides: Number = ask("how many guides there were")
    guides_in_time: Number = ask("how many guides were not overdue for a check")
    links: Number | None = ask("how many links to other sites were tried", default=None)
    links_broken: Number | None = ask("how many of those links were broken", default=None)


class Tested(RecordPart):
    """A test of how accessible the site is."""

    day: Day = ask("the day of the test")
    how: Line = ask("what was tested and how")
    found: Paragraph = ask("what was found, and what was done about it")


class EasyLine(RecordPart):
    """A line of the easy-read page, with its picture."""

    picture: Annotated[Line, AfterValidator(str.casefold), Refers("pictures")] = ask(
        "the picture's name, as in an easy-read guide"
    )
    text: Sentence = ask("one short sentence")


class Review(Record):
    """The report of one year. The file's name is the year; its text opens the report."""

    title: Line = ask("the report's title", example="What families told us, 2025 to 2026")
    begins: Day = ask("the first day of the year")
    ends: Day = ask("the last day of the year")
    published: Day = ask("the day it was published")
    agreed_by: tuple[Line, ...] = ask("who agreed it, by role", min_length=1)
    forum_says: Paragraph | None = ask(
        "what the parent carer forum says about the year", default=None
    )
    learned: tuple[Paragraph, ...] = ask(
        "what was learned in the year, a sentence or two each", default=()
    )
    cannot: tuple[Cannot, ...] = ask("what could not be changed, and why", default=())
    reached: tuple[Reached, ...] = ask("how people without the internet were reached", min_length=1)
    actions: tuple[NextAction, ...] = ask("what is promised for the next year", min_length=1)
    freshness: Freshness | None = ask("how many pages were checked in time", default=None)
    tested: tuple[Tested, ...] = ask("tests of accessibility", default=())
    document: Link | None = ask(
        "the web address of the printed report, if there is one", default=None
    )
    easy_read: tuple[EasyLine, ...] = ask("the report in easy read, line by line", default=())

    @model_validator(mode="after")
    def _in_order(self) -> "Review":
        if not self.begins < self.ends < self.published:
            raise invalid(
                "The days are not in order: a year begins, ends, and then its report is published.",
                "Correct begins, ends or published.",
                "begins",
            )
        return self
