"""New sentences from old ones: a chain of words, so that no two services say the same.

Each word is drawn from those that followed the word before it in the example council's own
services. The words keep their frequencies and the sentences their lengths; only the sense goes.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import yaml

#: The words at which the check looks for a contradiction with a field, or for an explanation.
_CLAIM = re.compile(
    r"\d|(?-i:[A-Z]{2})|[\[\]()*|_\"“”:;]|\b(?:plans?|diagnos\w+|free|pay\w*|costs?|charges?|fees?|ages?|aged"
    r"|years?|born|under|over|birthday|babies|adults?|stairs?|steps?|lifts?|flights?|floors?|ramps?"
    r"|hoists?|toilets?|loops?|park\w*|cars?|buse?s?|trains?|closed|closes|shut|open|opens|paused"
    r"|refer\w*|ask your|yourself|school asks|sibling\w*|brothers?|sisters?|pounds?|price\w*"
    r"|quiet|stopped|disabled|wheelchairs?|doors?|signs?|bench\w*|online|home|fund\w*)\b",
    re.IGNORECASE,
)
_TOWNS = re.compile(r"\b(?:Sandmere|Thornbeck|Millhaven|Aldercombe|Brackenshire)\b")
_SENTENCE = re.compile(r"[A-Z][^.!?]{15,160}[.!?](?=\s|$)")
_LEAST, _MOST = 4, 24
_HALF = 6  # of a usual sentence: stop where the next would go further past than it closes

_NAMES = yaml.safe_load(Path(__file__).with_name("names.yaml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Chain:
    """For each word, the words that may follow it; the empty word stands before a sentence."""

    follows: Mapping[str, Sequence[str]]

    def sentence(self, chance: Random) -> str:
        """Return a new sentence of 4 to 24 words."""
        while True:
            words: list[str] = []
            word = chance.choice(self.follows[""])
            while word and len(words) <= _MOST:
                words.append(place(chance) if word == "{place}" else word)
                word = chance.choice(self.follows[word])
            if _LEAST <= len(words) <= _MOST:
                return " ".join(words)

    def text(self, chance: Random, words: int) -> str:
        """Return whole sentences, of about that many words together."""
        sentences = [self.sentence(chance)]
        count = sentences[0].count(" ") + 1
        while count + _HALF < words:
            sentences.append(self.sentence(chance))
            count += sentences[-1].count(" ") + 1
        return " ".join(sentences)


def make_chain(texts: Iterable[str]) -> Chain:
    """Return the chain of the sentences in ``texts`` that claim nothing a field could deny."""
    follows: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        for sentence in _SENTENCE.findall(" ".join(text.split())):
            if not _CLAIM.search(sentence):
                before = ""
                for word in _TOWNS.sub("{place}", sentence).split():
                    follows[before].append(word)
                    before = word
                follows[before].append("")
    return Chain(dict(follows))


def place(chance: Random) -> str:
    """Return the name of a village that is nowhere, one of some 3,000."""
    return f"{chance.choice(_NAMES['first'])}{chance.choice(_NAMES['last'])}"


def service_name(chance: Random) -> str:
    """Return the name of a service in such a village, one of some 100,000."""
    return f"{place(chance)} {chance.choice(_NAMES['things'])}"
