"""Finds sentences that are too long, and pages that are too hard to read."""

from collections.abc import Iterable, Iterator

from localoffer.plain_language.reading_age import hardest, prose, reading_age
from localoffer.plain_language.sentences import Sentence
from localoffer.plain_language.warning_text import first_words, warning
from localoffer.problems import Problem


def long_sentences(sentences: Iterable[Sentence], limit: int) -> Iterator[Problem]:
    """Yield a warning for every sentence of more than ``limit`` words."""
    for sentence in sentences:
        if len(sentence.words) > limit and (count := _count(sentence)) > limit:
            yield warning(
                sentence.block,
                sentence.line,
                f"This sentence has {count} words: {first_words(sentence.text)}.",
                f"Split it so that each sentence has {limit} words or fewer.",
            )


def hard_to_read(
    sentences: Iterable[Sentence], limit: int, whole: str = "page"
) -> Iterator[Problem]:
    """Yield a warning, on the hardest sentence, for a page whose reading age is over ``limit``.

    ``limit`` is in years. ``whole`` is what the message calls the sentences together.
    """
    judged = prose(sentences)
    age = reading_age(judged)
    if age is not None and round(age) > limit:
        worst = hardest(judged)
        yield warning(
            worst.block,
            worst.line,
            f"The {whole} has a reading age of {round(age)}; the limit is {limit}."
            f" Its hardest sentence is {first_words(worst.text)}.",
            "Write shorter sentences and shorter words, here first.",
        )


def _count(sentence: Sentence) -> int:
    return sum(any(map(str.isalnum, word)) for word in sentence.words)
