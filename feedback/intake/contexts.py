"""The page that says what went wrong. Its template may use these fields and no others."""

from dataclasses import dataclass
from typing import ClassVar

from localoffer.pages.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorPage(Page):
    """What went wrong, and what to do: sentences, the first of them the most important."""

    template: ClassVar[str] = "feedback/trouble.html"
    kind: ClassVar[str] = "feedback"
    sentences: tuple[str, ...]
