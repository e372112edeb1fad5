"""What was sent with the form of a comment at the desk, as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from feedback.moderation.actions.sign_off import PUBLISHED, Ticks
from feedback.moderation.answer import Answer
from localoffer.form_error import FormError
from localoffer.model.fields import SLUG

#: Boxes whose text is kept as it is, but for the blanks at its ends.
_TEXTS: Final = tuple(
    name for name in Answer.__dataclass_fields__ if name not in ("themes", "people")
)
THEME: Final = "theme-"
#: What a page with boxes sends always: that of a comment, and the others.
_BOXES: Final = frozenset({"you_said", "boxes"})
_LONGEST: Final = 80
_MOST_PEOPLE: Final = 100_000


@dataclass(frozen=True, slots=True)
class SubmittedForm:
    """What somebody sent. ``answer`` is None where the page had no boxes to write in."""

    deed: str
    version: int
    answer: Answer | None
    ticks: Ticks
    reason: str
    into: str
    to: str
    mistakes: tuple[FormError, ...]


def read(typed: Mapping[str, str]) -> SubmittedForm:
    """Return what was sent, box by box; whatever cannot be read is told."""
    people, mistakes = _people(typed.get("people", "1"))
    return SubmittedForm(
        deed=typed.get("deed", ""),
        version=_whole(typed.get("version", "")) or 0,
        answer=_answer(typed, people) if typed.keys() & _BOXES else None,
        ticks=Ticks(
            typed.get("nobody_known") == "yes",
            typed.get("as_typed") == "yes",
            {box: typed[f"looked_{box}"] for box in PUBLISHED if f"looked_{box}" in typed},
        ),
        reason=typed.get("reason", ""),
        into=typed.get("into") or typed.get("like", ""),
        to=typed.get("to", ""),
        mistakes=mistakes,
    )


def _answer(typed: Mapping[str, str], people: int) -> Answer:
    texts = {name: typed.get(name, "").strip() for name in _TEXTS}
    ticked = (name.removeprefix(THEME) for name in typed if name.startswith(THEME))
    themes = tuple(name for name in ticked if SLUG.fullmatch(name) and len(name) <= _LONGEST)
    return Answer(**texts, themes=themes, people=people)


def _people(text: str) -> tuple[int, tuple[FormError, ...]]:
    number = _whole(text)
    if number is None or not 1 <= number <= _MOST_PEOPLE:
        sentence = "Write how many people said the like, in digits, such as 3."
        return 1, (FormError("people", sentence),)
    return number, ()


def _whole(text: str) -> int | None:
    digits = text.strip()
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 10 else None  # noqa: PLR2004 - more digits than any number here has
