"""What statuses, matters and people are called on pages, and in addresses."""

from datetime import date
from typing import Final

from localoffer.model.comment import Comment
from localoffer.model.comment_terms import Matter, Role, Status, Way
from localoffer.pages.page import Link

YOUNG_PEOPLE: Final = Link(
    "/you-said-we-did/young-people/",
    "You said, we did: for young people",
    "The same in short, for young people.",
)

#: Each status in words; a page never tells them apart by colour alone.
STATUSES: Final[dict[str, str]] = {
    "listening": "We are listening",
    "planned": "Planned",
    "doing": "We are doing it",
    "done": "Done",
    "cannot": "We cannot do it",
}

#: The sign beside each status, a file of templates/icons.
SIGNS: Final[dict[Status, str]] = {
    "listening": "how",
    "planned": "calendar",
    "doing": "clock",
    "done": "yes",
    "cannot": "no",
}

#: Who said it: the part of an address, the list's title, one of them, and several.
ROLES: Final[dict[Role, tuple[str, str, str, str]]] = {
    "parent or carer": (
        "parents-and-carers", "Parents and carers", "A parent or carer", "parents and carers"
    ),
    "young person": ("young-people", "Young people", "A young person", "young people"),
    "professional": (
        "professionals", "People who work with families", "Someone who works with families",
        "people who work with families",
    ),
    "forum": ("forum", "The parent carer forum", "The parent carer forum", "forum members"),
    "someone else": ("others", "Others", "Someone else", "people"),
    "not said": ("not-said", "People who did not say who they are", "Somebody", "people"),
}  # fmt: skip

#: The matters of SI 2014/1530, regulation 56(1), and comments about a service.
MATTERS: Final[dict[Matter, str]] = {
    "content": "What this site says",
    "missing": "Something that is missing",
    "access": "How easy this site is to use",
    "making": "How this site is made",
    "service": "A service",
}

WAYS: Final[dict[Way, str]] = {
    "website": "on this site",
    "phone": "by phone",
    "post": "by post",
    "e-mail": "by e-mail",
    "event": "at an event",
    "survey": "in a survey",
}

#: The two reasons of regulation 56(4), as a family would say them.
WITHHELD: Final[dict[str, str]] = {
    "vexatious": "sent only to upset or annoy (the law says “vexatious”)",
    "about one person": "about help for one person",
}

#: A title is whole sentences where they are this long together, and else cut between words.
_SHORTEST_TITLE, _LONGEST_TITLE = 30, 70


def month_text(month: str) -> str:
    """Return "September 2026" from "2026-09"."""
    return f"{date.fromisoformat(f'{month}-01'):%B %Y}"


def who_text(comment: Comment, least_shown: int) -> str:
    """Return who said it; of several, how many unless they are fewer than ``least_shown``."""
    _, _, one, several = ROLES[comment.who]
    if comment.people == 1:
        return one
    if comment.people < least_shown:
        return f"A few {several}"
    return f"{comment.people:,} {several}"


def title_of(comment: Comment) -> str:
    """Return a comment's title: its short form, or its first sentences or words."""
    if comment.in_short:
        return comment.in_short.said
    words = " ".join(comment.you_said.split())
    if len(words) <= _LONGEST_TITLE:
        return words
    ends = (words.rfind(mark, _SHORTEST_TITLE, _LONGEST_TITLE) for mark in (". ", "? ", "! "))
    if (end := max(ends)) > 0:
        return words[: end + 1]
    return f"{words[:_LONGEST_TITLE].rsplit(' ', 1)[0].rstrip(' ,;:.')}…"
