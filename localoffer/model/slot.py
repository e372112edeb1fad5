"""The council's own words for one place of a national guide or topic."""

from typing import Annotated, Final

from pydantic import model_validator

from localoffer.model.assurance import Assured
from localoffer.model.base import Record, Refers, ask
from localoffer.model.fields import Line, Slug, invalid
from localoffer.model.guide import Address
from localoffer.model.ids import Guide, Topic
from localoffer.model.parts import Translation

#: Fields of a guide's header to which a slot can add. A topic has only the first of them.
ADDED_TO_HEADER: Final = ("keywords", "next_steps", "figures", "translations")


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
    figures: tuple[Annotated[Slug, Refers("figures")], ...] = ask(
        "your figures to show with that guide, from figures.yaml", default=()
    )
    translations: tuple[Translation, ...] = ask(
        "sentences in other languages for that guide", default=()
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
        for name in ADDED_TO_HEADER[1:] if self.topic else ():
            if getattr(self, name):
                message = f"A topic has no {name}: only a guide has."
                raise invalid(message, f"Take {name} out.", name)
        return self
