"""Lists that any page may use: the glossary, contacts, events, redirects and changes."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from localoffer.model.base import Record, Refers, ask
from localoffer.model.fields import (
    Age,
    Day,
    Email,
    Line,
    Link,
    Name,
    Paragraph,
    Slug,
    Summary,
    TimeOfDay,
    Verbatim,
    YesNo,
    in_order,
    invalid,
)
from localoffer.model.ids import Area, Need, Topic
from localoffer.model.parts import Location, PhoneLine
from localoffer.problems import quoted

TermStatus = Literal["current", "retired", "local", "proposed"]


class Term(Record):
    """A word and what it means. A retired word says what to use now; a proposed one is not law."""

    id: Slug = ask("a short id", example="ehc-plan")
    term: Line = ask("the word", example="EHC plan")
    stands_for: Line | None = ask("the words an acronym stands for", default=None)
    meaning: Paragraph = ask("what it means, in plain words")
    status: TermStatus = ask(
        "whether the word is current, retired, local or proposed", default="current"
    )
    status_note: Paragraph | None = ask("since when, and where that is written", default=None)
    also_called: tuple[Line, ...] = ask("other words you may hear", default=())
    used_to_be_called: tuple[Line, ...] = ask("what it was called before", default=())
    say_instead: Annotated[Slug, Refers("glossary")] | None = ask(
        "the id of the word to use now", default=None
    )
    see: Annotated[str, Refers("any"), Field(pattern=r"^/")] | None = ask(
        "a page that says more about it", default=None
    )

    @model_validator(mode="after")
    def _says_why(self) -> "Term":
        if self.status in ("retired", "proposed") and not self.status_note:
            raise invalid(
                f"The word is {self.status}, but not since when or why.",
                "Enter status_note.",
                "status",
            )
        return self


class Contact(Record):
    """Someone to talk to: a role and its mailbox, and a person's name only if they agree."""

    id: Slug = ask("a short id", example="send-team")
    role: Name = ask("the role or team", example="SEND team")
    name: Line | None = ask("a person's name, only if they agree", default=None)
    organization: Line = ask("who they work for", example="Kent County Council")
    about: Paragraph = ask("what they can help with")
    email: Email | None = ask("the role mailbox", default=None)
    phones: tuple[PhoneLine, ...] = ask("phone numbers", default=())
    confirmed_public: tuple[Line, ...] = ask(
        "what seems a person's mailbox or mobile number, belongs to a role, and may be public",
        example="team@gmail.com",
        default=(),
    )
    hours: Line | None = ask("when someone answers", default=None)
    url: Link | None = ask("their web page", default=None)
    postal_address: Verbatim | None = ask("where to write to", default=None)
    independent: YesNo = ask("yes if they are independent of the council", default=False)

    @property
    def is_reachable(self) -> bool:
        """Whether there is an e-mail address, a phone number or a web page of theirs."""
        return bool(self.email or self.phones or self.url)


class Event(Record):
    """Something that happens on certain days. A build leaves out days that have passed."""

    id: Slug = ask("a short id", example="coffee-morning")
    name: Line = ask("the name of the event")
    summary: Summary = ask("one or two sentences about it")
    organization: Line = ask("who runs it")
    dates: tuple[Day, ...] = ask("the days it happens", min_length=1, example="2026-12-05")
    opens_at: TimeOfDay | None = ask("when it starts", default=None)
    closes_at: TimeOfDay | None = ask("when it ends", default=None)
    location: Location | None = ask("the place; leave out if online", default=None)
    online: YesNo = ask("yes if people can join online", default=False)
    minimum_age: Age | None = ask("the youngest age", default=None)
    maximum_age: Age | None = ask("the oldest age", default=None)
    needs: tuple[Need, ...] = ask("the needs it is for, if any", default=())
    areas: tuple[Area, ...] = ask("the areas it is for", default=())
    topics: tuple[Topic, ...] = ask("the topics it belongs to", default=())
    relaxed: YesNo = ask("yes if it is quiet or relaxed", default=False)
    free: YesNo = ask("yes if it is free", example="yes")
    fees_description: Line | None = ask("what it costs", default=None)
    booking: Paragraph | None = ask("how to book, or that there is no need to", default=None)
    email: Email | None = ask("an e-mail address for questions", default=None)
    phones: tuple[PhoneLine, ...] = ask("phone numbers for questions", default=())
    url: Link | None = ask("its web page", default=None)

    @model_validator(mode="after")
    def _in_order(self) -> "Event":
        if not in_order(self.minimum_age, self.maximum_age):
            raise invalid(
                "The youngest age is above the oldest age.", "Swap the two ages.", "minimum_age"
            )
        if not in_order(self.opens_at, self.closes_at):
            raise invalid(
                "The event ends before it starts.", "Check both times (24-hour clock).", "closes_at"
            )
        return self


def _read_old_address(address: str) -> str:
    """Return an address as it is, if a page can have it.

    Raises:
        PydanticCustomError: No page can have it.
    """
    if not _OLD_ADDRESS.fullmatch(address) or ".." in address or address.endswith(".py"):
        fix = "Write it as /guides/respite/: a slash first, a slash or .html last."
        raise invalid(f"{quoted(address)} is not an address that a page can stand at.", fix)
    return address


_OLD_ADDRESS = re.compile(r"/(?:[\w~][\w.~-]*/)*(?:[\w~][\w.~-]*\.\w+)?", re.ASCII)
OldAddress = Annotated[str, AfterValidator(_read_old_address)]


class Redirect(Record):
    """An address that has moved: ``old`` leads to ``new`` for ever. Both start with ``/``."""

    old: OldAddress = ask("the old address", example="/guides/respite/")
    new: Annotated[str, Refers("any"), Field(pattern=r"^/")] = ask(
        "the new address", example="/guides/short-breaks/"
    )


class ServiceChange(Record):
    """Something that changed for families, in a sentence; shown under "What changed"."""

    day: Day = ask("the day of the change", example="2026-11-02")
    summary: Paragraph = ask("what changed for families")
    see: Annotated[str, Refers("any"), Field(pattern=r"^/")] | None = ask(
        "the page it is about", default=None
    )
