"""A national text as the beginning of a council's own, which takes its place."""

import re

from localoffer.check.council_words import compose
from localoffer.check.slot_files import slots_by_text
from localoffer.kinds import BY_NAME
from localoffer.national_versions.history import last_changed, read_history
from localoffer.problems import Problem
from localoffer.read.content_files import walk
from localoffer.read.layers import ContentLayers

#: Fields that say who checked the national text: those of the council's own are its own.
_CHECKED = re.compile(r"^(assured_by|assured_date|next_check):.*$", re.MULTILINE)


def own_copy(kind: str, slug: str, layers: ContentLayers) -> str:
    """Return the text of a council's own file in place of a national one; empty if there is none.

    It has the national words with the council's in their slots, says which version it is based on,
    and leaves open who checked it and when. ``kind`` and ``slug`` are those of the record.
    """
    path = f"{BY_NAME[kind].place}/{slug}{BY_NAME[kind].ending}"
    file = layers.national / path if layers.national else None
    if layers.national is None or file is None or not file.is_file():
        return ""
    own = (found for found in walk(layers.council) if not isinstance(found, Problem))
    slots = dict(slots_by_text(own).get(path, ()))
    text, _ = compose(file.read_text(encoding="utf-8"), slots)
    version = last_changed(path, read_history(layers.national))
    based_on = f"based_on: {version}\n" if version else ""
    header, fence, body = text.removeprefix("---\n").partition("\n---\n")
    open_fields = _CHECKED.sub(r"\1:", header)
    return f"---\n{based_on}{open_fields}{fence}{body}"
