"""What the sentences of a page claim about a service: words, and what unsays them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from localoffer.plain_language.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Claim:
    """Words that claim something.

    Every text that ``words`` match holds one of ``signs``, so that most texts are passed
    over at once. ``unless`` unsays the claim in its sentence, ``near`` in its paragraph.
    """

    signs: tuple[str, ...]
    words: re.Pattern[str]
    unless: re.Pattern[str] | None = None
    near: re.Pattern[str] | None = None

    def found_in(self, said: "ClaimSentence") -> str:
        """Return the words of a sentence that make the claim, or nothing."""
        match = self.words.search(said.small)
        if not match or (self.unless and self.unless.search(said.small)):
            return ""
        if self.near and self.near.search(said.around):
            return ""
        return said.small[match.start() : match.end()].strip(" .,;:")


class ClaimSentence:
    """A sentence with its text in small letters, and its paragraph's."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.small = plain(sentence.text)

    @cached_property
    def around(self) -> str:
        """The paragraph in small letters."""
        return plain(" ".join(self.sentence.block.text.split()))


class ClaimContext:
    """The sentences of a page, ready to be asked what they claim."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self.said = [ClaimSentence(sentence) for sentence in sentences]
        self.whole = "\n".join(said.small for said in self.said)

    def that_claim(self, claim: Claim) -> Iterator[tuple[Sentence, str]]:
        """Yield the sentences that make a claim, each with the words that make it."""
        if any(sign in self.whole for sign in claim.signs):
            for said in self.said:
                words = claim.found_in(said)
                if words:
                    yield said.sentence, words


def claim(signs: str, *phrases: str, unless: str = "", near: str = "") -> Claim:
    """Return a claim: its signs (parted by |) and any of some phrases, from a word's beginning."""
    return Claim(
        tuple(signs.split("|")),
        any_of(*phrases),
        any_of(unless) if unless else None,
        any_of(near) if near else None,
    )


def any_of(*phrases: str) -> re.Pattern[str]:
    """Return an expression that matches any of some phrases where a word begins."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})")


def plain(text: str) -> str:
    """Return a text in small letters with straight apostrophes, as claims are written."""
    return text.lower().replace("’", "'")
