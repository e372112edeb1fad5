"""Whether text can be read on a colour (WCAG 2.2, success criterion 1.4.3)."""

from collections.abc import Mapping
from typing import Final

_DARK, _LIGHT = "#12181a", "#ffffff"

#: Our own colours by what they are for, as ``templates/styles/_tokens.scss`` has them.
LIGHT: Final[Mapping[str, str]] = {
    "ground": "#fbf6ec",
    "card": "#fffdf9",
    "sunk": "#f4ecdd",
    "ink": "#1f2d2c",
    "quiet": "#43504d",
    "link": "#14505c",
    "edge": "#7b705f",
}
DARK: Final[Mapping[str, str]] = {
    "ground": "#14191a",
    "card": "#1d2425",
    "sunk": "#242c2d",
    "ink": "#f2ede3",
    "quiet": "#c9c3b6",
    "link": "#9fd8e2",
    "edge": "#939c97",
}

#: The lowest contrast ratio of text with its background, and of an edge with what is beside it.
LEAST, LEAST_OF_EDGES = 4.5, 3.0


def contrast(colour: str, other: str) -> float:
    """Return the contrast ratio of two colours such as ``#14505c``, from 1 to 21."""
    high, low = sorted((_luminance(colour), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def ink_on(ground: str) -> str:
    """Return the dark or the light text colour, whichever is easier to read on ``ground``."""
    return max((_DARK, _LIGHT), key=lambda ink: contrast(ink, ground))


def _luminance(colour: str) -> float:
    """Return the relative luminance of a colour, 0 to 1, by the formula of WCAG 2.2."""
    red, green, blue = (_linear(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
