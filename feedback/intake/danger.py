"""Words of danger in what somebody sent: they bring it to the top of the queue, whoever sent it.

Nothing is decided by them. They match too much rather than too little, and a person reads
(docs/decisions/0039-danger-words.md has the figures). Phrases are in ``danger.yaml``, with what is
harmless after all; who does what to whom is in ``danger_rules.yaml``.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Final

from feedback.intake.danger_phrases import Found, Phrases, fold, phrases_of
from feedback.intake.danger_rules import rule_matches
from feedback.intake.danger_slots import slots_of, union
from feedback.intake.danger_together import together_matches
from feedback.intake.other_languages import is_other_language
from localoffer.read.register import read_register

#: The weight of each group of phrases and rules; 0 is no danger. The queue is sorted by these.
WEIGHTS: Mapping[str, int] = {"now": 3, "harm": 2, "worry": 1}

#: From this weight of words on somebody may be in danger; words of worry, below it, only come first
#: in the queue.
GRAVE: Final = 2

#: Signs that belong to the letter before them, such as the vowels of Bengali and Hindi.
_SIGNS = "".join(
    chr(code) for code in range(0x300, 0x11000) if unicodedata.category(chr(code)) in ("Mn", "Mc")
)
_WORD = re.compile(rf"(?:[^\W_]|[{_SIGNS}])+(?:['’`](?:[^\W_]|[{_SIGNS}])+)*")

#: The same for a text of ASCII letters alone, three times as fast.
_ASCII_WORD = re.compile(r"[a-zA-Z0-9]+(?:['`][a-zA-Z0-9]+)*")


@dataclass(frozen=True, slots=True)
class DangerMatch:
    """Words of danger in a text, from the index ``start`` to before ``end``."""

    start: int
    end: int
    weight: int


def danger_of(text: str) -> int:
    """Return the weight of the gravest words of danger in a text: 0 for none, else 1 to 3.

    A text in another language, of which no word is known, is a worry: nobody can tell before it
    is translated.
    """
    words = list(map(fold, _word_of(text).findall(text)))
    gravest = max((found.weight for found in _found(words)), default=0)
    return gravest or int(is_other_language(text, words))


def danger_words(text: str) -> Iterator[DangerMatch]:
    """Yield the words of danger in a text, in its order; the gravest of those that begin at one."""
    matches = list(_word_of(text).finditer(text))
    gravest: dict[int, Found] = {}
    for found in _found([fold(match[0]) for match in matches]):
        gravest[found.first] = max(found, gravest.get(found.first, found))
    for _, found in sorted(gravest.items()):
        start, end = matches[found.first].start(), matches[found.last].end()
        yield DangerMatch(start, end, found.weight)


def _word_of(text: str) -> re.Pattern[str]:
    return _ASCII_WORD if text.isascii() else _WORD


def _found(words: Sequence[str]) -> Iterator[Found]:
    """Yield what tells of danger; not what lies within words that are harmless together."""
    filled = list(map(slots_of, words))
    in_text = union(filled)
    together = together_matches(filled, in_text, WEIGHTS["harm"])
    rules = rule_matches(filled, in_text, WEIGHTS)
    every = [*chain(_phrases().find(words), rules, together)]
    harmless: set[int] = set()
    for found in _harmless().find(words) if every else ():
        harmless.update(range(found.first, found.last + 1))
    for found in every:
        if not (found.first in harmless and found.last in harmless):
            yield found


@cache
def _phrases() -> Phrases:
    groups = read_register(__file__)
    return phrases_of({name: groups[name]["words"] for name in WEIGHTS}, WEIGHTS)


@cache
def _harmless() -> Phrases:
    words = read_register(__file__)["harmless"]["words"]
    return phrases_of({"harmless": words}, {"harmless": 0})
