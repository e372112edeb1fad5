"""Whether a drawing is nothing but a drawing: an SVG file can hold script and call other sites."""

import re
from xml.etree.ElementTree import Element, ParseError, fromstring

#: Names of elements and attributes are compared in small letters, as browsers read icons in a page.
_ACTIVE = frozenset(
    ("script", "foreignobject", "iframe", "object", "embed", "audio", "video", "handler", "use")
)
_LINKS = ("href", "src")
_OUTSIDE = re.compile(
    r"url\(\s*['\"]?(?!#|data:image/)|@import|\b(?:image-set|src)\(|javascript:", re.IGNORECASE
)


def why_unsafe(raw: bytes) -> str | None:
    """Return what a drawing holds that it may not, in a few words; None where it is safe."""
    try:
        text = raw.decode("utf-8-sig")
        if "\0" in text:
            return "something that is no XML in UTF-8"
        if "<!DOCTYPE" in text or "<!ENTITY" in text:
            return "a document type"
        if "<?xml-stylesheet" in text:
            return "a link to something outside it"
        root = fromstring(text)  # noqa: S314 - without a document type nothing can unfold
    except (ParseError, ValueError, LookupError):
        return "something that is no XML in UTF-8"
    if root.tag.rpartition("}")[2] != "svg":
        return "something other than a drawing"
    return next((found for element in root.iter() if (found := _in(element))), None)


def _in(element: Element) -> str | None:
    name = element.tag.rpartition("}")[2].lower()
    if name in _ACTIVE and not _is_own_shape(name, element):
        return f"<{name}>"
    for attribute, value in element.attrib.items():
        plain = attribute.rpartition("}")[2].lower()
        if plain.startswith("on"):
            return f"an instruction ({plain})"
        if plain in _LINKS and not value.startswith(("#", "data:image/")):
            return "a link to something outside it"
        if _OUTSIDE.search(value) or (plain == "attributename" and value.endswith("href")):
            return "a link to something outside it"
    text = "".join([element.text or "", *(child.tail or "" for child in element)])
    return "a link to something outside it" if _OUTSIDE.search(text) else None


def _is_own_shape(name: str, element: Element) -> bool:
    """Return whether an element shows another shape of the same drawing."""
    links = [value for key, value in element.attrib.items() if key.rpartition("}")[2] == "href"]
    return name == "use" and all(link.startswith("#") for link in links)
