"""What is known of places: outward codes, the council's own postcodes, its towns."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from search.engine.words import words
from search.places.point import GridPoint

_OUTCODE = r"[A-Z]{1,2}\d[\dA-Z]?"
_WHOLE = re.compile(rf"({_OUTCODE})(\d[A-Z]{{2}})")
_PART = re.compile(r"([A-Z]{1,2}\d[\dA-Z]??)(?:\d[A-Z]?)?")
_LONGEST = 12


@dataclass(frozen=True, slots=True)
class Places:
    """Points by outward code, by outward and inward code, and by the name of a town.

    ``outcodes`` are those of Great Britain; one in which the council has postcodes of its own
    lies in the middle of these. ``codes`` holds the council's own: ``codes["SC1"]["4AB"]``.
    ``names`` are folded: see ``name_key``.
    """

    outcodes: Mapping[str, GridPoint]
    codes: Mapping[str, Mapping[str, GridPoint]]
    names: Mapping[str, GridPoint]

    def point_of_postcode(self, text: str) -> GridPoint | None:
        """Return where a postcode lies, or its outward code where no more is known.

        Capitals and spaces do not count, and the end may be missing: "sc14ab", "SC1 4", "SC1".
        None where the text is no postcode or not one of Great Britain.
        """
        letters = re.sub(r"[^A-Z0-9]", "", text[: 4 * _LONGEST].upper())
        whole = _WHOLE.fullmatch(letters)
        if whole:
            inward_codes = self.codes.get(whole[1], {})
            return inward_codes.get(whole[2]) or self.outcodes.get(whole[1])
        part = _PART.fullmatch(letters)
        if not part:
            return None
        tries = (text.upper().split()[0], letters, part[1])  # "DN1 4" is in DN1, not DN14
        return next((self.outcodes[code] for code in tries if code in self.outcodes), None)


def name_key(name: str) -> str:
    """Return a place's name as ``names`` has it: its words, folded, with a space between."""
    return " ".join(words(name))
