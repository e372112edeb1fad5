"""A text in pieces, so that a page can mark what may name or lead to somebody."""

from collections.abc import Iterator
from dataclasses import dataclass

from feedback.intake.danger import danger_words
from feedback.moderation.personal_names import names_of
from localoffer.offer import Offer
from localoffer.personal_data import find_personal_data


@dataclass(frozen=True, slots=True)
class HighlightedPiece:
    """A piece of a text; ``why`` says what it may be, and is empty for a piece without a mark."""

    text: str
    why: str = ""


def pieces(text: str, offer: Offer) -> tuple[HighlightedPiece, ...]:
    """Return a text in pieces: each that may name or lead to somebody says why."""
    marks = [
        (mark.start, mark.end, f"{mark.kind}. {mark.why}") for mark in find_personal_data(text)
    ]
    personal = [(start, end) for start, end, _ in marks]
    marks += [
        (name.start, name.end, name.why)
        for name in names_of(offer).find(text)
        if all(name.end <= start or end <= name.start for start, end in personal)
    ]
    return tuple(_cut(text, sorted(marks)))


def dangers(text: str) -> tuple[str, ...]:
    """Return the words of danger in a text, each once."""
    return tuple(dict.fromkeys(text[match.start : match.end] for match in danger_words(text)))


def _cut(text: str, marks: list[tuple[int, int, str]]) -> Iterator[HighlightedPiece]:
    end_of_last = 0
    for start, end, why in marks:
        if start > end_of_last:
            yield HighlightedPiece(text[end_of_last:start])
        yield HighlightedPiece(text[start:end], why)
        end_of_last = end
    if end_of_last < len(text):
        yield HighlightedPiece(text[end_of_last:])
