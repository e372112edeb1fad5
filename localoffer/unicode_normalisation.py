"""Unicode normalisation in linear time, whatever the text.

``unicodedata.normalize`` puts the marks behind a letter in order by moving each of them past those
before it: a hundred thousand marks on one letter take a minute. Unicode's Stream-Safe Text Format
(UAX #15, section 13) ends a run of marks after thirty of them, more than any language writes. Here
a run is cut there and each piece is normalised by itself; no letter is added or lost.
"""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

#: How many non-starters may stand in a row (UAX #15, section 13).
MAX_MARKS = 30

Form = Literal["NFC", "NFKC", "NFD", "NFKD"]


def normalise(form: Form, text: str) -> str:
    """Return a text in a normalisation form; runs of more than 30 marks are cut first.

    The result is that of ``unicodedata.normalize`` wherever no letter has more than 30 marks.
    """
    if text.isascii():
        return text
    return "".join(unicodedata.normalize(form, piece) for piece in _pieces(text))


def _pieces(text: str) -> Iterator[str]:
    """Yield a text in pieces: one, unless more marks stand in a row than any language writes."""
    begin = marks = 0
    for place, letter in enumerate(text):
        marks = marks + 1 if _is_mark(letter) else 0
        if marks > MAX_MARKS:
            yield text[begin:place]
            begin, marks = place, 1
    yield text[begin:]


@lru_cache(maxsize=4096)
def _is_mark(letter: str) -> bool:
    """Return whether a letter begins with a non-starter once it is taken apart.

    A few (U+0F73, U+FF9E) are starters themselves and become marks.
    """
    return unicodedata.combining(unicodedata.normalize("NFKD", letter)[0]) > 0
