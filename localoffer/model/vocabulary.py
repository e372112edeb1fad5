"""Words that parents use and what they stand for; pages that come first; searches to watch."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from localoffer.model.base import Record, Refers, ask
from localoffer.model.fields import Paragraph, StaffParagraph, invalid

#: Words as someone types them, such as ``after school club``.
Words = Annotated[str, StringConstraints(min_length=1, max_length=80, pattern=r"^[^\n]*\w[^\n]*$")]
Match = Literal["equivalent", "expand", "retired", "misspelling", "ambiguous"]
_SEVERAL = 2


class Synonym(Record):
    """Words that parents type, and the words that the pages use for the same thing.

    ``match`` says how the search uses them: ``equivalent`` both ways; ``expand`` one way and with
    less weight; ``retired`` as an old name, whose ``note`` is shown; ``misspelling`` corrected
    before the search; ``ambiguous`` only offered as a choice ("Did you mean").
    """

    words: tuple[Words, ...] = ask("the words parents type", min_length=1, example="respite care")
    means: tuple[Words, ...] = ask(
        "the words the pages use for it", min_length=1, example="short breaks"
    )
    match: Match = ask("how the two are related", example="equivalent")
    note: Paragraph | None = ask("the sentence shown above the results", default=None)
    caution: StaffParagraph | None = ask("what editors should know about these words", default=None)

    @model_validator(mode="after")
    def _is_whole(self) -> "Synonym":
        if self.match == "retired" and not self.note:
            raise invalid(
                f'"{self.words[0]}" is retired, but nothing tells readers what to say now.',
                "Enter note, such as: “Statements” ended. They are now EHC plans.",
                "note",
            )
        if self.match == "ambiguous" and len(self.means) < _SEVERAL:
            raise invalid(
                f'"{self.words[0]}" is ambiguous, but only one meaning is given.',
                "Enter two or more under means, or write match: equivalent.",
                "means",
            )
        if self.match == "misspelling" and len(self.means) > 1:
            raise invalid(
                f'"{self.words[0]}" can be put right in one way only.',
                "Leave one spelling under means.",
                "means",
            )
        return self


class BestBet(Record):
    """Pages that come first when someone types exactly these words. Nobody can pay for this."""

    words: tuple[Words, ...] = ask("the words parents type", min_length=1, example="urgent help")
    pages: tuple[Annotated[str, Refers("any"), Field(pattern=r"^/")], ...] = ask(
        "the addresses of the pages to put first",
        min_length=1,
        max_length=3,
        example="/guides/help-in-a-crisis/",
    )
    reason: StaffParagraph = ask(
        "why these pages come first", example="Families look for it at night."
    )


class WatchedSearch(Record):
    """Searches whose first result a person looks at when a change would give them another."""

    words: tuple[Words, ...] = ask(
        "the words parents type", min_length=1, example="my son wont go to school"
    )
