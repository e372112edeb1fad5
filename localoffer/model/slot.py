"""The council's own words for one place of a national guide."""

from localoffer.model.assurance import Assured
from localoffer.model.base import Record, ask
from localoffer.model.fields import Slug
from localoffer.model.ids import Guide


class Slot(Record, Assured):
    """A slot filled: the Markdown below the header stands where the guide says ``{slot: …}``."""

    guide: Guide = ask("the guide it belongs to", example="ask-for-an-ehc-assessment")
    slot: Slug = ask("the name of the slot in that guide", example="who-decides")
