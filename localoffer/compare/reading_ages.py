"""The reading age of changed texts, before and now: the same number that ``check`` tells."""

from dataclasses import dataclass

from localoffer.check.check_file import filled_source
from localoffer.check.checked_file import CheckSettings
from localoffer.check.site_facts import placeholder_values
from localoffer.check.slot_files import slots_by_text
from localoffer.check.wording import source_reading_age
from localoffer.compare.changed_content import entry_at
from localoffer.compare.content_version import ContentVersion
from localoffer.kinds import kind_of
from localoffer.problems import Problem
from localoffer.read.content_files import ContentFile, walk
from localoffer.read.layers import path_in_layer


@dataclass(frozen=True, slots=True)
class ReadingAges:
    """Reading ages in whole years; None where there are too few words to say."""

    before: int | None
    now: int | None


def reading_age_at(version: ContentVersion, address: str) -> int | None:
    """Return the reading age of the text of a page in whole years.

    None stands for a page that is made of no text of its own, or of too few words.
    """
    offer = version.checked.offer
    entry = entry_at(offer, address) if offer else None
    kind = kind_of(path_in_layer(entry.path)) if entry else None
    if entry is None or kind is None:
        return None
    file = version.layers.file(entry.path)
    own = (found for found in walk(version.layers.council) if not isinstance(found, Problem))
    slots = slots_by_text(own).get(path_in_layer(entry.path), ()) if entry.slots else ()
    settings = CheckSettings(placeholders=placeholder_values(version.facts))
    source = filled_source(ContentFile(entry.path, file, file.read_bytes(), slots), kind, settings)
    age = source_reading_age(source, kind) if source else None
    return None if age is None else round(age)
