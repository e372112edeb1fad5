"""Types of page whose readers always ask the same questions, and where a guide answers them."""

from dataclasses import dataclass
from functools import cache

from localoffer.model.guide import Guide
from localoffer.pages.page import Link
from localoffer.read.register import read_register


@dataclass(frozen=True, slots=True)
class PageTypeQuestion:
    """A question that pages of one type have to answer; ``asks`` is its wording."""

    id: str
    asks: str


@cache
def page_types() -> dict[str, tuple[PageTypeQuestion, ...]]:
    """Return the questions of each type of page by its name, in the order they are shown."""
    rows = read_register(__file__)
    return {
        name: tuple(PageTypeQuestion(row["id"], row["asks"]) for row in questions)
        for name, questions in rows.items()
    }


def questions_of(guide: Guide) -> tuple[Link, ...]:
    """Return links from the questions of a guide's type to the headings that answer them.

    Questions that the guide does not answer are left out.
    """
    questions = page_types().get(guide.page_type or "", ())
    answers = guide.answers
    return tuple(
        Link(answers[question.id], question.asks)
        for question in questions
        if question.id in answers
    )
