"""The council's own words for one place of a national guide or topic."""

from pydantic import model_validator

from localoffer.model.assurance import Assured
from localoffer.model.base import Record, ask
from localoffer.model.fields import Line, Slug, invalid
from localoffer.model.guide import Address
from localoffer.model.ids import Guide, Topic


class Slot(Record, Assured):
    """A slot filled: the Markdown below the header stands where the text says ``{slot: …}``."""

    guide: Guide | None = ask(
        "the guide it belongs to", example="ask-for-an-ehc-assessment", default=None
    )
    topic: Topic | None = ask("or the topic it belongs to", example="young-people", default=None)
    slot: Slug = ask("the name of the slot in that text", example="who-decides")
    keywords: tuple[Line, ...] = ask("words that parents here may type for that text", default=())
    next_steps: tuple[Address, ...] = ask(
        "addresses of your pages to read next after that guide", default=()
    )

    @property
    def text(self) -> tuple[str, str]:
        """The kind of the text that it belongs to, ``guide`` or ``topic``, and its name."""
        return ("guide", self.guide) if self.guide else ("topic", self.topic or "")

    @model_validator(mode="after")
    def _belongs_to_one_text(self) -> "Slot":
        if (self.guide is None) == (self.topic is None):
            raise invalid(
                "Words for a slot belong to one guide or to one topic.",
                "Enter guide or topic, and not both.",
                "guide",
            )
        if self.topic and self.next_steps:
            raise invalid(
                "A topic has no next steps, only the links of its own.",
                "Take next_steps out.",
                "next_steps",
            )
        return self
