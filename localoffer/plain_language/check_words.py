"""All plain-language checks of one page."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from localoffer.plain_language.acronyms import acronyms
from localoffer.plain_language.avoided_words import avoided_words
from localoffer.plain_language.blocks import Block, blocks
from localoffer.plain_language.headings import headings
from localoffer.plain_language.link_words import link_words
from localoffer.plain_language.passage import Passage
from localoffer.plain_language.placeholders import placeholders
from localoffer.plain_language.readability import hard_to_read, long_sentences
from localoffer.plain_language.reading_age import prose, reading_age
from localoffer.plain_language.sentences import sentences
from localoffer.problems import Problem


@dataclass(frozen=True, slots=True)
class LanguageLimits:
    """The council's own limits: a reading age in years, and the number of words in a sentence.

    ``whole`` is what the passages are together. Acronyms are checked on pages only: a row of a
    list, or a file without a page of its own, is shown on pages that may explain them elsewhere.
    A part of a page may be too short for a reading age, so it has none of its own.
    """

    reading_age: int
    sentence_words: int = 25
    whole: Literal["page", "file", "row", "part"] = "page"


def check_words(passages: Sequence[Passage], limits: LanguageLimits) -> list[Problem]:
    """Return the problems with the words of one page, whose passages are in the page's order.

    Placeholder text is an error, all else a warning. Text that is not English is checked for
    placeholders, headings and links only; text for staff only for placeholders and for words that
    hurt or name what no longer exists.
    """
    page = _for_families(passages)
    english = [block for block in page if block.english]
    for_staff = [passage for passage in passages if passage.reader == "staff"]
    staff = [block for passage in for_staff for block in blocks(passage) if block.english]
    page_sentences = sentences(english)
    return sorted(
        chain(
            placeholders(passages),
            headings(page),
            link_words(page),
            acronyms(english if limits.whole == "page" else ()),
            avoided_words(page_sentences),
            avoided_words(sentences(staff), for_staff=True),
            long_sentences(page_sentences, limits.sentence_words),
            hard_to_read(page_sentences, limits.reading_age, limits.whole)
            if limits.whole != "part"
            else (),
        )
    )


def reading_age_of(passages: Sequence[Passage]) -> float | None:
    """Return the reading age of one page in years, or None if it has too few words."""
    english = [block for block in _for_families(passages) if block.english]
    return reading_age(prose(sentences(english)))


def _for_families(passages: Sequence[Passage]) -> list[Block]:
    return [block for one in passages if one.reader != "staff" for block in blocks(one)]
