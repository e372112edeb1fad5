"""Finds what the sentences of a page claim about a service."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from localoffer.plain_language.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Claim:
    """Words that claim something.

    Every text that matches ``words`` contains one of ``signs``, so that most texts are skipped at
    once. The claim does not count if ``unless`` matches its sentence or ``near`` its paragraph.
    """

    signs: tuple[str, ...]
    words: re.Pattern[str]
    unless: re.Pattern[str] | None = None
    near: re.Pattern[str] | None = None

    def words_in(self, sentence: "ClaimSentence") -> str:
        """Return the words of a sentence that make the claim, or an empty string if none do."""
        match = self.words.search(sentence.small)
        if not match or (self.unless and self.unless.search(sentence.small)):
            return ""
        if self.near and self.near.search(sentence.paragraph):
            return ""
        return sentence.small[match.start() : match.end()].strip(" .,;:")


class ClaimSentence:
    """A sentence with its text, and that of its paragraph, in lower case."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.small = plain(sentence.text)

    @cached_property
    def paragraph(self) -> str:
        """The text of its paragraph, in lower case."""
        return plain(" ".join(self.sentence.block.text.split()))


class ClaimContext:
    """The sentences of a page, prepared for the search for claims."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self.sentences = [ClaimSentence(sentence) for sentence in sentences]
        self.whole = "\n".join(sentence.small for sentence in self.sentences)

    def sentences_with(self, claim: Claim) -> Iterator[tuple[Sentence, str]]:
        """Yield the sentences that make a claim, each with the words that make it."""
        if any(sign in self.whole for sign in claim.signs):
            for candidate in self.sentences:
                words = claim.words_in(candidate)
                if words:
                    yield candidate.sentence, words


def claim(signs: str, *phrases: str, unless: str = "", near: str = "") -> Claim:
    """Return the claim that any of ``phrases`` makes, which are patterns that begin a word.

    ``signs`` are separated by |; ``unless`` and ``near`` are patterns too, or empty.
    """
    return Claim(
        tuple(signs.split("|")),
        any_of(*phrases),
        any_of(unless) if unless else None,
        any_of(near) if near else None,
    )


def any_of(*phrases: str) -> re.Pattern[str]:
    """Return a pattern that matches any of some phrases at the beginning of a word."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})")


def plain(text: str) -> str:
    """Return a text in lower case with straight apostrophes, as claims are written."""
    return text.lower().replace("’", "'")
