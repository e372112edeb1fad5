"""The council's colours; each is checked, so that all can be read (WCAG 2.2, 1.4.3, 1.4.11)."""

from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import Field, model_validator

from localoffer.contrast import DARK, LEAST, LEAST_OF_EDGES, LIGHT, contrast
from localoffer.model.base import RecordPart, ask
from localoffer.model.fields import COLOUR_PATTERN, invalid

Colour = Annotated[str, Field(pattern=COLOUR_PATTERN)]

_GROUNDS = ("ground", "card", "sunk")

#: The least contrast of what stands on a ground, by its name.
_LEAST = {"ink": LEAST, "quiet": LEAST, "link": LEAST, "edge": LEAST_OF_EDGES}


class SchemeColours(RecordPart):
    """The colours of pages by what they are for. One that is left out stays ours."""

    ground: Colour | None = ask("the colour of the page", default=None)
    card: Colour | None = ask("the colour of cards and of the header", default=None)
    sunk: Colour | None = ask("the colour of boxes that stand back", default=None)
    ink: Colour | None = ask("the colour of words", default=None)
    quiet: Colour | None = ask("the colour of quieter words", default=None)
    link: Colour | None = ask("the colour of links", default=None)
    line: Colour | None = ask("the colour of thin lines", default=None)
    edge: Colour | None = ask("the colour of the edges of fields and buttons", default=None)

    @property
    def given(self) -> Mapping[str, str]:
        """The colours that the council chose, by name."""
        values = {name: getattr(self, name) for name in SchemeColours.model_fields}
        return {name: colour for name, colour in values.items() if colour}

    @property
    def usual(self) -> Mapping[str, str]:
        """The colours of what the council chose none for, by name."""
        return LIGHT

    @model_validator(mode="after")
    def _can_be_read(self) -> Self:
        colours = {**self.usual, **self.given}
        for ground in _GROUNDS:
            for name, least in _LEAST.items():
                ratio = contrast(colours[name], colours[ground])
                if {name, ground} & self.given.keys() and ratio < least:
                    raise invalid(
                        f"What has the colour {name}, {colours[name]}, cannot be seen on the "
                        f"{ground}, {colours[ground]} ({ratio:.1f} to 1).",
                        f"Choose another {name} or {ground}: the contrast has to be {least:g} to 1 "
                        "or more.",
                    )
        return self


class DarkColours(SchemeColours):
    """Colours for readers whose device is set to dark."""

    @property
    def usual(self) -> Mapping[str, str]:
        """Our own colours of the dark scheme, by name."""
        return DARK


class BrandColours(RecordPart):
    """The two colours that a council is known by."""

    brand: Colour = ask("the main colour", example="#1d5c63", default="#14505c")
    accent: Colour = ask("the second colour", example="#f4b942", default="#f2a65a")


class Colours(SchemeColours, BrandColours):
    """The council's colours; the build checks that text on them can be read (WCAG 2.2, 1.4.3).

    Links have the main colour, unless they have one of their own.
    """

    dark: DarkColours = ask("colours for devices that are set to dark", default=DarkColours())

    @property
    def usual(self) -> Mapping[str, str]:
        """Our own colours of the light scheme, by name, and links in the main colour."""
        return {**LIGHT, "link": self.brand}

    @model_validator(mode="after")
    def _brand_can_be_read(self) -> Self:
        ratio = contrast(self.brand, self.ground or LIGHT["ground"])
        if ratio < LEAST:
            raise invalid(
                f"Links in {self.brand} cannot be read on the page's ground ({ratio:.1f} to 1).",
                f"Choose a darker brand: the contrast has to be {LEAST} to 1 or more.",
            )
        return self
