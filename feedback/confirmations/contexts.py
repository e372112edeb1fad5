"""What the page for providers shows. Its template may use these fields and no others."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from feedback.forms.contexts import RecordFact
from localoffer.pages.page import Link, Page


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmPage(Page):
    """What a record says, and a button; after it, that it is kept.

    ``checked`` is the day of the last check, ``confirmed`` that on which this link was used and
    ``until`` the last on which it works. ``mistake`` leads to where a wrong detail is told.
    """

    template: ClassVar[str] = "feedback/confirm.html"
    kind: ClassVar[str] = "feedback"
    record: Link
    facts: tuple[RecordFact, ...]
    checked: date | None
    confirmed: date | None
    until: date
    mistake: Link
