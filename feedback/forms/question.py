"""Questions and choices as values, which one template shows and one module validates."""

from dataclasses import dataclass
from typing import Literal, Self

#: How many letters a text area takes (a page and a half of print), and a line.
MAX_LENGTH, MAX_LINE_LENGTH = 4_000, 200

#: Text areas and inputs, then choices: radio buttons, checkboxes, a select.
Kind = Literal["words", "line", "email", "phone", "post", "one", "any", "list"]


@dataclass(frozen=True, slots=True)
class QuestionWording:
    """A question as one of the three versions says it. ``picture`` is for easy read alone."""

    asks: str
    hint: str = ""
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer to choose. ``then`` is a question for those who choose it."""

    value: str
    label: str
    hint: str = ""
    picture: str = ""
    then: "FormQuestion | None" = None


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """A question; ``name`` is the name and id of its field.

    ``missing`` is the sentence for those who leave it out, where it has to be answered.
    """

    name: str
    asks: str
    kind: Kind = "words"
    hint: str = ""
    picture: str = ""
    choices: tuple[Choice, ...] = ()
    missing: str = ""
    max_length: int = MAX_LENGTH

    @classmethod
    def of(
        cls,
        name: str,
        wording: QuestionWording,
        kind: Kind = "words",
        choices: tuple[Choice, ...] = (),
    ) -> Self:
        """Return a question that may be left out, in the words of one version."""
        max_length = MAX_LENGTH if kind == "words" else MAX_LINE_LENGTH
        return cls(
            name, wording.asks, kind, wording.hint, wording.picture, choices, max_length=max_length
        )

    def choice_id(self, number: int) -> str:
        """Return the id of a choice, counted from 0; the first has that of the question."""
        return f"{self.name}-{number + 1}" if number else self.name


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """Questions under one heading; the first ones of a form have none."""

    title: str
    sentence: str
    questions: tuple[FormQuestion, ...]
