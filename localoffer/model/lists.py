"""Lists of choices that a council may change: needs, ages, areas, access features, kinds."""

from typing import Annotated

from pydantic import model_validator

from localoffer.model.base import Record, Refers, ask
from localoffer.model.fields import Age, Line, Paragraph, Slug, YesNo, invalid


class ListRow(Record):
    """One row of a list: files and addresses use its id, pages show its name."""

    id: Slug = ask("a short id for the row", example="autism")
    name: Line = ask("the name people will read", example="Autism")
    description: Paragraph | None = ask("a sentence that explains it", default=None)


class Need(ListRow):
    """A kind of need, in the words that parents use."""

    also_called: tuple[Line, ...] = ask("other words parents use", default=())
    guide: Annotated[Slug, Refers("guides")] | None = ask(
        "the guide that explains this need", default=None
    )


class AgeGroup(ListRow):
    """A band of ages in whole years, both ends included."""

    minimum_age: Age = ask("the youngest age in the group", example="0")
    maximum_age: Age = ask("the oldest age in the group", example="4")

    @model_validator(mode="after")
    def _in_order(self) -> "AgeGroup":
        if self.minimum_age > self.maximum_age:
            raise invalid(
                "The youngest age is above the oldest age.", "Swap the two ages.", "minimum_age"
            )
        return self


class Area(ListRow):
    """A place that services cover; ``in_area`` is no if it lies outside the council's area.

    ``lived_in`` is no if nobody can live there, as with "Online".
    """

    in_area: YesNo = ask("no if the place lies outside the council's area", default=True)
    lived_in: YesNo = ask(
        "no if it does not answer “Where do you live?”, such as “Online”", default=True
    )


class AccessFeature(ListRow):
    """Something in a building that helps: a step-free way in, a Changing Places toilet."""

    phrase_yes: Line | None = ask("how to say that it is there", default=None)
    phrase_no: Line | None = ask("how to say that it is not there", default=None)


class ThemeRow(ListRow):
    """What comments are about, in the words that parents would use: waiting times, transport."""


class ServiceKind(ListRow):
    """What a service is: a group, a therapy, help from a school and so on."""
