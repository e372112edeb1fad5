"""What every nursery, school and college is expected to provide: the statements.

"Ordinarily available provision" is practice language, not a term of the Act or the Regulations;
it rests on SI 2014/1530, Schedule 2, paragraphs 1, 3(a) and 5, and on paragraph 4.32 of the SEND
Code of Practice (number not verified). The words may be national; who agreed them is a fact of
each council.
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from localoffer.model.assurance import Replaceable
from localoffer.model.base import Record, RecordPart, Refers, ask
from localoffer.model.fields import (
    Day,
    Line,
    Paragraph,
    Sentence,
    Slug,
    StaffParagraph,
    Verbatim,
    YesNo,
    YoungPeopleParagraph,
    invalid,
)
from localoffer.model.ids import Guide, Need
from localoffer.model.school import Phase

Tier = Literal["universal", "targeted"]

#: The ten facets of Schedule 2, paragraph 5(a) to (j), by the id of the duty without "lo.".
Facet = Literal[
    "teaching",
    "adapting",
    "extra-learning-support",
    "progress",
    "effectiveness",
    "facilities",
    "activities",
    "support-available",
    "expertise",
    "wellbeing",
]
NeedArea = Annotated[Slug, Refers("lists/need-areas")]


class NeedAreaRow(Record):
    """One of the broad areas of need (Code of Practice, chapter 6), or the row for everyone."""

    id: Slug = ask("a short id", example="communication-and-interaction")
    code: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,4}$")] = ask(
        "the letters its statements' ids begin with", example="ci"
    )
    name: Line = ask("its name as staff know it", example="Communication and interaction")
    plain_name: Line = ask("its name in plain words", example="Talking and getting on with others")
    description: Paragraph = ask("what it means, in a sentence or two")
    needs: tuple[Need, ...] = ask("the needs that belong to it", default=())
    easy_read: Guide | None = ask("its easy-read guide", default=None)


class Earlier(RecordPart):
    """An earlier version of a statement, kept on the page for ever."""

    version: Annotated[int, Field(ge=1)] = ask("its number", example="1")
    agreed: Day = ask("the day it was agreed")
    staff: Verbatim = ask("what it said to staff")
    parents: Verbatim = ask("what it said to parents")
    why: Paragraph = ask("why it was changed")


class Statement(Record, Replaceable):
    """One thing that every setting in a phase is expected to do, worded for staff and for parents.

    The file's name is its id (``ci-uni-03``): letters cite it, so it never changes. A statement
    that no longer applies is marked ``withdrawn`` and keeps its address.
    """

    area: NeedArea = ask("the area of need", example="communication-and-interaction")
    tier: Tier = ask("universal (for everyone) or targeted (for some)", example="universal")
    phases: tuple[Phase, ...] = ask("the phases it is for", min_length=1, example="primary")
    facets: tuple[Facet, ...] = ask(
        "what it is about (Schedule 2, paragraph 5)", min_length=1, example="teaching"
    )
    title: Line = ask("a short title in plain words", example="Pictures as well as words")
    staff: StaffParagraph = ask("what we expect staff to do")
    parents: Paragraph = ask("what parents should see, written to them as “you”")
    how_you_can_tell: Paragraph = ask("how a parent can tell that it is happening")
    who: Sentence = ask("who does it", example="The class teacher")
    questions: tuple[Sentence, ...] = ask("questions to ask", min_length=1)
    if_not: Paragraph = ask("what to do if it is not happening")
    young_person: YoungPeopleParagraph = ask("the same in a young person's words")
    keywords: tuple[Line, ...] = ask("words parents may type", default=())
    version: Annotated[int, Field(ge=1)] = ask("which version this is", default=1)
    agreed: Day | None = ask(
        "the day it was agreed here, unless agreements.yaml says so",
        example="2026-06-15",
        default=None,
    )
    agreed_by: Line | None = ask(
        "who agreed it", example="Schools forum and parent carer forum", default=None
    )
    changed: Day | None = ask(
        "the day its words last changed, for those who agreed it before", default=None
    )
    history: tuple[Earlier, ...] = ask("earlier versions, the newest first", default=())
    withdrawn: Paragraph | None = ask(
        "only if it no longer applies: since when, why, and what applies instead", default=None
    )
    draft: YesNo = ask("yes to keep it off the site until it is agreed", default=False)

    @model_validator(mode="after")
    def _says_who_agreed_it_when(self) -> "Statement":
        if (self.agreed is None) != (self.agreed_by is None):
            raise invalid(
                "It says who agreed it or when, but not both.",
                "Enter agreed and agreed_by.",
                "agreed" if self.agreed else "agreed_by",
            )
        _refuse_gaps(self.version, self.history)
        return self


class Agreement(Record):
    """Who agreed statements in the council's area, and when: a row of ``agreements.yaml``.

    The words of a statement may be national; that it is agreed is a fact of one council.
    """

    statements: tuple[Annotated[Slug, Refers("provision")], ...] = ask(
        "the ids of the statements; without them, all that no other row names",
        example="ci-uni-03",
        default=(),
    )
    agreed: Day = ask("the day they were agreed", example="2026-06-15")
    agreed_by: Line = ask("who agreed them", example="Schools forum and parent carer forum")
    version: Annotated[int, Field(ge=1)] = ask(
        "how many versions you have agreed of a statement", default=1
    )
    history: tuple[Earlier, ...] = ask(
        "what the statement said here before, the newest first", default=()
    )

    @model_validator(mode="after")
    def _keeps_the_history_of_one(self) -> "Agreement":
        if self.history and len(self.statements) != 1:
            raise invalid(
                "Earlier versions are those of a single statement, and this row is not about one.",
                "Give each statement that has a history a row of its own.",
                "history",
            )
        _refuse_gaps(self.version, self.history)
        return self


def _refuse_gaps(version: int, history: tuple[Earlier, ...]) -> None:
    """Refuse a version whose history does not hold each one before it.

    Raises:
        PydanticCustomError: An earlier version is not there, or not in its place.
    """
    if [earlier.version for earlier in history] != list(range(version - 1, 0, -1)):
        raise invalid(
            f"This is version {version}, but its history does not hold"
            " each earlier version, the newest first.",
            "Enter history with a row for each earlier version.",
            "version",
        )
