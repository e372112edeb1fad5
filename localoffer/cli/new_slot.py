"""What is filled in in the form of a new slot: the national text it belongs to, and its place."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from localoffer.check.council_words import slots_in
from localoffer.read.layers import ContentLayers

#: What stands below the header of the form.
SLOT_TEXT = (
    "Write here what only your council knows: a sentence, rows of a list, or a whole part with its "
    "heading.\n"
)


def known_of_slot(name: str, layers: ContentLayers) -> Mapping[str, str]:
    """Return the text and its slot that a file's name says, as text after each field's colon.

    ``name`` is that of the text, a hyphen and that of its slot, as ``todo`` lists them. Nothing is
    filled in where no national text has such a slot.
    """
    for field, text in _national_texts(layers):
        start = f"{text.stem}-"
        slot = name.removeprefix(start)
        if name.startswith(start) and slot in slots_in(text.read_text(encoding="utf-8")):
            return {field: f" {text.stem}", "slot": f" {slot}"}
    return {}


def _national_texts(layers: ContentLayers) -> Iterator[tuple[str, Path]]:
    """Yield each text that can have slots, with the field of a slot that names its kind."""
    for field, folder in (("guide", "guides"), ("topic", "topics")):
        if layers.national:
            yield from ((field, text) for text in sorted((layers.national / folder).glob("*.md")))
