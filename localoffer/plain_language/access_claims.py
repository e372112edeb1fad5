"""Finds text that contradicts an access feature: "step-free: yes" and "two flights of stairs".

Families plan journeys by these words. Such a contradiction was found in a live council directory
(a wheelchair-accessible entrance, up two flights of stairs).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from localoffer.model.parts import Location
from localoffer.plain_language.access_words import ACCESS_WORDS, Answer
from localoffer.plain_language.claims import ClaimContext
from localoffer.plain_language.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A sentence and an access feature that cannot both be true; ``place`` counts from 0."""

    sentence: Sentence
    words: str
    feature: str
    answer: Answer
    place: int


def contradicted_access(
    page: ClaimContext, locations: Sequence[Location]
) -> Iterator[Contradiction]:
    """Yield the sentences of a page that contradict an access feature of one of the places.

    A sentence that is not about one place counts only if it contradicts every place that answers
    yes or no: where places differ, it may be about another one.
    """
    for feature, claims in ACCESS_WORDS.items():
        answers = [location.access.get(feature) for location in locations]
        for answer, claim in claims.items():
            places = [number for number, other in enumerate(answers) if other == answer]
            all_agree = bool(places) and len(places) == sum(other in claims for other in answers)
            for sentence, words in page.sentences_with(claim) if places else ():
                place = _place_of(sentence)
                if place in places or (place is None and all_agree):
                    number = places[0] if place is None else place
                    yield Contradiction(sentence, words, feature, answer, number)


def _place_of(sentence: Sentence) -> int | None:
    """Return the number, from 0, of the place whose own field holds the sentence, if any."""
    parts = sentence.block.field.split(".")
    is_place = parts[0] == "locations" and len(parts) > 1 and parts[1].isdecimal()
    return int(parts[1]) - 1 if is_place else None
