"""What the import of feeds is told: what to publish, what to leave out, what their words mean."""

from typing import Literal

from pydantic import model_validator

from localoffer.model.base import Record, ask
from localoffer.model.fields import Age, Line, invalid
from localoffer.model.ids import Area, Feature, Kind, Need, Topic

#: Fields that only a row with a ``term`` has.
_MEANINGS = ("kind", "topics", "needs", "areas", "access", "minimum_age", "maximum_age", "means")


class ImportRule(Record):
    """One row of the rules by which feeds are imported.

    It is about a term of a feed (a category, a kind of need, the name of an area) and what that
    means here; or about which records are wanted (``only``, ``leave_out``); or about a whole feed.
    """

    term: Line | None = ask(
        "the feed's word, as it is written there", example="Childminders", default=None
    )
    kind: Kind | None = ask("the kind of service that it means", default=None)
    topics: tuple[Topic, ...] = ask("the topics that it means", default=())
    needs: tuple[Need, ...] = ask("the needs that it means", default=())
    areas: tuple[Area, ...] = ask("the areas that it means", default=())
    access: tuple[Feature, ...] = ask("the access features that it means", default=())
    minimum_age: Age | None = ask("the youngest age that it means, in years", default=None)
    maximum_age: Age | None = ask("the oldest age that it means, in years", default=None)
    means: Literal["nothing"] | None = ask(
        "nothing, if the term tells families nothing: it is listed no more", default=None
    )
    only: Line | None = ask(
        "words that a record must have to come in", example="family hub", default=None
    )
    leave_out: Line | None = ask(
        "words of records that do not come in", example="Christmas party", default=None
    )
    field: Line | None = ask(
        "the feed's field in which the words stand, if not in any", example="name", default=None
    )
    feed: Line | None = ask(
        "the feed's web address, or its file's name without the ending", default=None
    )
    name: Line | None = ask(
        "what families know the feed's publisher as", example="Kent Family Hub", default=None
    )
    publish: Literal["with-gaps", "when-complete"] | None = ask(
        "with-gaps to publish records that lack facts, with those named on their pages",
        default=None,
    )

    @model_validator(mode="after")
    def _is_one_rule(self) -> "ImportRule":
        subjects = [name for name in ("term", "only", "leave_out") if getattr(self, name)]
        if len(subjects) > 1 or not (subjects or self.feed):
            raise invalid(
                "A row is about one thing: a term, records wanted or not, or a feed.",
                "Enter one of term, only, leave_out or feed, and write a row for each.",
            )
        self._belongs_together(subjects)
        if self.term and all(getattr(self, name) in (None, ()) for name in _MEANINGS):
            raise invalid(
                f'"{self.term}" means nothing yet.',
                "Enter kind, topics, needs, areas, access or ages beside it; or means: nothing.",
            )
        if (self.minimum_age or 0) > (120 if self.maximum_age is None else self.maximum_age):
            raise invalid(
                f'"{self.term}" means a youngest age above the oldest.', "Swap the two ages."
            )
        if not subjects and not (self.publish or self.name):
            raise invalid(
                f"Nothing is said of the feed {self.feed}.", "Enter publish or name beside it."
            )
        return self

    def _belongs_together(self, subjects: list[str]) -> None:
        """Refuse what would have no effect: fields of another kind of row, and words of no letter.

        Raises:
            PydanticCustomError: there is such a field.
        """
        words = self.only or self.leave_out
        if words and not any(letter.isalnum() for letter in words):
            raise invalid(f"{words} holds no word.", "Write the words that a record has.")
        if self.field and not words:
            raise invalid(
                f"The field {self.field} is about no words.", "Enter only or leave_out beside it."
            )
        meanings = [name for name in _MEANINGS if getattr(self, name) not in (None, ())]
        if self.means and len(meanings) > 1:
            raise invalid(
                f'"{self.term}" means nothing, and {meanings[0]} is beside it.',
                "Take one of the two out.",
                "means",
            )
        if meanings and not self.term:
            raise invalid(f"{meanings[0]} is about no term.", "Enter term beside it.", meanings[0])
        of_feeds = [name for name in ("publish", "name") if getattr(self, name)]
        if of_feeds and (subjects or not self.feed):
            raise invalid(
                f"{of_feeds[0]} is about a feed alone.",
                "Write a row of its own, with feed beside it.",
                of_feeds[0],
            )
