"""What a feed's words mean here: the terms of other people's lists, in terms of our own."""

from pydantic import model_validator

from localoffer.model.base import Record, ask
from localoffer.model.fields import Line, invalid
from localoffer.model.ids import Area, Kind, Need, Topic


class TermMapping(Record):
    """A term of a feed (a category, a kind of need, the name of an area) and what it means here."""

    term: Line = ask("the feed's word, as it is written there", example="Childminders")
    kind: Kind | None = ask("the kind of service", default=None)
    topics: tuple[Topic, ...] = ask("the topics it belongs to", default=())
    needs: tuple[Need, ...] = ask("the needs it is for", default=())
    areas: tuple[Area, ...] = ask("the areas it means", default=())

    @model_validator(mode="after")
    def _means_something(self) -> "TermMapping":
        if not (self.kind or self.topics or self.needs or self.areas):
            raise invalid(
                f'"{self.term}" means nothing yet.', "Enter kind, topics, needs or areas beside it."
            )
        return self
