"""Icons: one file that holds them all, fetched once, and a line of markup wherever one stands.

An icon is decoration beside words, so it is hidden from screen readers. A drawing that is
not of the class ``icon`` (the site's mark) stands in the page whole, where styles reach it.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache

from markupsafe import Markup

_DRAWING = re.compile(r'<svg (?=[^<>]*class="icon")[^<>]*+>((?>(?:[^<]|<(?!/?svg))*))</svg>')
_PEN = (
    'viewBox="0 0 48 48" fill="none" stroke="currentColor" stroke-width="4" '
    'stroke-linecap="round" stroke-linejoin="round"'
)


def sprite(icons: Mapping[str, str]) -> bytes:
    """Return an SVG file with every icon, by its name, as a symbol of that name."""
    symbols = "\n".join(
        f'<symbol id="{name}" {_PEN}>{drawing[1]}</symbol>'
        for name, text in sorted(icons.items())
        if (drawing := _DRAWING.search(text))
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>\n'.encode()


def icon_maker(icons: Mapping[str, str], sprite_href: str) -> Callable[[str], Markup]:
    """Return the templates' ``icon(name)``; a name without a drawing gives nothing."""

    @cache
    def icon(name: str) -> Markup:
        text = icons.get(name, "").strip()
        if not text:
            return Markup()
        if not _DRAWING.search(text):
            return Markup(text)  # noqa: S704 - our own, or checked to be nothing but a drawing
        return Markup(
            '<svg class="icon" width="24" height="24" aria-hidden="true"><use href="{}#{}"/></svg>'
        ).format(sprite_href, name)

    return icon
