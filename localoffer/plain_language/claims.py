"""What the sentences of a page claim about a service, and the words that take a claim back."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from localoffer.plain_language.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Claim:
    """Words that claim something.

    Every text that ``words`` match holds one of ``signs``, so that most texts are skipped at
    once. ``unless`` takes the claim back in its sentence, ``near`` in its paragraph.
    """

    signs: tuple[str, ...]
    words: re.Pattern[str]
    unless: re.Pattern[str] | None = None
    near: re.Pattern[str] | None = None

    def words_in(self, sentence: "ClaimSentence") -> str:
        """Return the words of a sentence that make the claim; empty where none do."""
        match = self.words.search(sentence.small)
        if not match or (self.unless and self.unless.search(sentence.small)):
            return ""
        if self.near and self.near.search(sentence.paragraph):
            return ""
        return sentence.small[match.start() : match.end()].strip(" .,;:")


class ClaimSentence:
    """A sentence with its text in small letters, and its paragraph's."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.small = plain(sentence.text)

    @cached_property
    def paragraph(self) -> str:
        """Its paragraph in small letters."""
        return plain(" ".join(self.sentence.block.text.split()))


class ClaimContext:
    """The sentences of a page, prepared for the search for claims."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self.sentences = [ClaimSentence(sentence) for sentence in sentences]
        self.whole = "\n".join(sentence.small for sentence in self.sentences)

    def that_claim(self, claim: Claim) -> Iterator[tuple[Sentence, str]]:
        """Yield the sentences that make a claim, each with the words that make it."""
        if any(sign in self.whole for sign in claim.signs):
            for candidate in self.sentences:
                words = claim.words_in(candidate)
                if words:
                    yield candidate.sentence, words


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
