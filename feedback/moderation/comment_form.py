"""The form of a comment's page, as it was submitted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from feedback.moderation.actions.sign_off import TOGETHER, Ticks
from feedback.moderation.answer import Answer
from feedback.moderation.rare_combinations import PUBLISHED_FIELDS
from localoffer.form_error import FormError
from localoffer.model.fields import SLUG

#: Fields whose text is taken as it is, but for blanks at its ends.
_TEXTS: Final = tuple(
    name for name in Answer.__dataclass_fields__ if name not in ("themes", "people")
)
#: What the name of each theme's tick box begins with.
THEME: Final = "theme-"
#: A page on which something can be written sends one of these: that of a comment, and any other.
_WRITABLE_PAGE: Final = frozenset({"you_said", "boxes"})
_LONGEST_THEME: Final = 80
_MOST_PEOPLE: Final = 100_000


@dataclass(frozen=True, slots=True)
class SubmittedForm:
    """A submitted form. ``action`` is the name of the button that was pressed.

    ``answer`` is None where the page had no fields to write in. ``reason`` is why a comment is
    withheld, ``into`` the reference of the comment to merge it into, and ``passed_to`` who was told
    of a danger. ``assignee`` is the name of the account to give it to, and ``assigned_to`` that of
    the account that had it when the page was made: "" for nobody, None where the page did not say.
    ``standard_answer`` is the id of the one that was chosen. ``errors`` are fields that could not
    be read.
    """

    action: str = ""
    version: int = 0
    answer: Answer | None = None
    ticks: Ticks = field(default_factory=Ticks)
    reason: str = ""
    into: str = ""
    passed_to: str = ""
    assignee: str = ""
    assigned_to: str | None = None
    standard_answer: str = ""
    errors: tuple[FormError, ...] = ()


def read_form(typed: Mapping[str, str]) -> SubmittedForm:
    """Return a submitted form from its fields by name."""
    people, errors = _read_people(typed.get("people", "1"))
    return SubmittedForm(
        action=typed.get("action", ""),
        version=_read_number(typed.get("version", "")) or 0,
        answer=_read_answer(typed, people) if typed.keys() & _WRITABLE_PAGE else None,
        ticks=Ticks(
            typed.get("nobody_known") == "yes",
            typed.get("as_typed") == "yes",
            {
                name: typed[f"looked_{name}"]
                for name in (*PUBLISHED_FIELDS, TOGETHER)
                if f"looked_{name}" in typed
            },
        ),
        reason=typed.get("reason", ""),
        into=typed.get("into") or typed.get("like", ""),
        passed_to=typed.get("to", ""),
        assignee=typed.get("assignee", ""),
        assigned_to=typed.get("assigned_to"),
        standard_answer=typed.get("standard", ""),
        errors=errors,
    )


def _read_answer(typed: Mapping[str, str], people: int) -> Answer:
    texts = {name: typed.get(name, "").strip() for name in _TEXTS}
    ticked = (name.removeprefix(THEME) for name in typed if name.startswith(THEME))
    themes = tuple(name for name in ticked if SLUG.fullmatch(name) and len(name) <= _LONGEST_THEME)
    return Answer(**texts, themes=themes, people=people)


def _read_people(text: str) -> tuple[int, tuple[FormError, ...]]:
    number = _read_number(text)
    if number is None or not 1 <= number <= _MOST_PEOPLE:
        sentence = "Write how many people said the like, in digits, such as 3."
        return 1, (FormError("people", sentence),)
    return number, ()


def _read_number(text: str) -> int | None:
    digits = text.strip()
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 10 else None  # noqa: PLR2004 - more digits than any number here has
