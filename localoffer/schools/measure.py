"""How long a text is and how old its reader: for a report that a school writes here."""

import re
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from localoffer.plain_language.blocks import blocks
from localoffer.plain_language.passage import Passage
from localoffer.plain_language.reading_age import prose, reading_age
from localoffer.plain_language.sentences import sentences

_BLOCK_END = re.compile(r"</(?:p|li|h\d|td|th|tr|blockquote|dd|dt)>")
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Measure:
    """Words, and the age at which they can be read (None where there are too few to say)."""

    words: int
    reading_age: int | None


@lru_cache(maxsize=1024)
def measured(html: str) -> Measure:
    """Return the measure of a text; the age is that of ``plain_language.reading_age``."""
    text = words_of(html)
    age = reading_age(prose(sentences(blocks(Passage("", 1, "", text)))))
    return Measure(len(text.split()), None if age is None else round(age))


def words_of(html: str) -> str:
    """Return the words of cleaned HTML, with an empty line after each block."""
    return unescape(_TAG.sub(" ", _BLOCK_END.sub("\n\n", html))).strip()
