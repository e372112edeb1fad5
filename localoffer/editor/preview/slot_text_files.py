"""The texts with slots as a published editor's preview needs them: filled, but for the slots.

A national text has no form of its own. Its header and its Markdown are given as they stand once
the council's own facts are in them; the browser puts the words of slots into their places.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from localoffer.check.check_file import filled_source
from localoffer.check.checked_file import CheckSettings
from localoffer.check.council_words import fill_placeholders
from localoffer.check.limit_words import fill_limits
from localoffer.check.site_facts import placeholder_values, used_layers
from localoffer.editor.preview.preview_files import FOLDER
from localoffer.kinds import BY_MODEL
from localoffer.model.guide import Guide, Landing
from localoffer.model.slot import ADDED_TO_HEADER, Slot
from localoffer.offer import Entry, Offer
from localoffer.problems import Problem
from localoffer.publish import PlannedFile
from localoffer.read.content_files import ContentFile, text_of
from localoffer.read.front_matter import split
from localoffer.read.layers import ContentLayers
from localoffer.read.source import Source

#: Kinds of text that have slots.
_KINDS: Final = (BY_MODEL[Guide], BY_MODEL[Landing])


def slot_text_files(content: Path, resources: Path, offer: Offer) -> Iterator[PlannedFile]:
    """Yield a file for each national text with slots.

    ``content`` is the council's folder, ``resources`` the program's own files.
    """
    layers, facts = used_layers(content, resources)
    texts = SlotTexts(layers, CheckSettings(placeholders=placeholder_values(facts)))
    for kind in _KINDS:
        for entry in offer.entries(kind.model):
            if entry.is_national and entry.slots:
                slots = [one for one in offer.slots if one.record.text == (kind.name, entry.slug)]
                parts = (entry.digest, [(one.path, one.digest) for one in slots])
                key = blake2b(repr(parts).encode(), digest_size=16).hexdigest()
                path = f"{FOLDER}/text-{kind.name}-{entry.slug}.json"
                yield PlannedFile(path, key, partial(texts.as_json, entry, slots))


@dataclass(frozen=True, slots=True)
class SlotTexts:
    """The layers of a council, and the facts that fill its texts."""

    layers: ContentLayers
    settings: CheckSettings

    def as_json(self, entry: Entry[Any], slots: Iterable[Entry[Slot]]) -> bytes:
        """Return a national text, and the words that fill its slots now."""
        file = self._file(entry.path)
        kept = tuple((name, f"{{slot: {name}}}") for name in entry.slots)
        own = ContentFile(file.path, file.file, file.raw, kept)
        source = filled_source(own, BY_MODEL[type(entry.record)], self.settings)
        text = {
            "header": source.values if source else {},
            "body": source.body if source else "",
            "names": entry.slots,
            "slots": {one.record.slot: self._filling(one) for one in slots},
        }
        return json.dumps(text, ensure_ascii=False, separators=(",", ":"), default=str).encode()

    def _filling(self, slot: Entry[Slot]) -> Mapping[str, Any]:
        """Return the words of a slot, and what it adds to the text's header."""
        text = text_of(self._file(slot.path))
        parts = text if isinstance(text, Problem) else split(text, slot.path)
        body = "" if isinstance(parts, Problem) else parts[1]
        filled = fill_limits(
            fill_placeholders(Source(slot.path, {}, {}, body), self.settings.placeholders)
        )
        added = slot.record.model_dump(mode="json", include=set(ADDED_TO_HEADER))
        return {"text": filled.body, **{name: rows for name, rows in added.items() if rows}}

    def _file(self, path: str) -> ContentFile:
        file = self.layers.file(path)
        return ContentFile(path, file, file.read_bytes())
