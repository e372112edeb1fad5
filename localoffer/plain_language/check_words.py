"""Everything the plain-language checks say of one page."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from localoffer.plain_language.acronyms import acronyms
from localoffer.plain_language.avoided_words import avoided_words
from localoffer.plain_language.blocks import blocks
from localoffer.plain_language.difficulty import hard_to_read, long_sentences
from localoffer.plain_language.headings import headings
from localoffer.plain_language.link_words import link_words
from localoffer.plain_language.passage import Passage
from localoffer.plain_language.placeholders import placeholders
from localoffer.plain_language.sentences import sentences
from localoffer.problems import Problem

#: Fields that hold what people type or used to say, so that search finds it; nobody reads them.
_FOR_SEARCH: Final = ("keywords", "alternate_", "also_called", "used_to_be_called", "translations")


@dataclass(frozen=True, slots=True)
class LanguageLimits:
    """The council's own limits: a reading age in years, and the words of a sentence."""

    reading_age: int
    sentence_words: int = 25


def check_words(passages: Sequence[Passage], limits: LanguageLimits) -> list[Problem]:
    """Return the problems with the words of one page; its passages come in the page's order.

    Placeholder text is an error, all else a warning. Text that is not English is looked at
    for placeholders, headings and links only.
    """
    read = [passage for passage in passages if not passage.field.startswith(_FOR_SEARCH)]
    page = [block for passage in read for block in blocks(passage)]
    english = [block for block in page if block.english]
    said = sentences(english)
    return sorted(
        chain(
            placeholders(passages),
            headings(page),
            link_words(page),
            acronyms(english),
            avoided_words(said),
            long_sentences(said, limits.sentence_words),
            hard_to_read(said, limits.reading_age),
        )
    )
