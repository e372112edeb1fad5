"""The words that a misspelt one may be put right to, on shelves by how they begin and end."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from spellchecker import SpellChecker

from search.engine.spelling import shelves_of_right
from search.engine.words import SMALL, SOFT, stem, words
from search.index.occurrences import run_together
from search.synonyms import Vocabulary

_LEAST_LETTERS = 4
_COMMONEST = 9
#: Words that occur so often in pyspellchecker's texts are everyday ones: 40,000 of 160,000.
_EVERYDAY = 200
#: Words of the vocabulary are what parents type; they count as this many pages.
_VOCABULARY = 8
_DIGIT = re.compile("[0-9]")
_PLAIN = re.compile("[a-z]{4,}")


@dataclass(frozen=True)
class English:
    """What is known of English words, worked out once.

    ``everyday`` words with their British spelling and their stem; ``written``, for every word met
    so far, its stem and its shelves.
    """

    everyday: tuple[tuple[str, str, str], ...]
    written: dict[str, tuple[str, tuple[str, ...]]]

    def of(self, word: str) -> tuple[str, tuple[str, ...]]:
        """Return a word's stem and its shelves."""
        if word not in self.written:
            self.written[word] = stem(word), shelves_of_right(word)
        return self.written[word]


def lexicon(forms: Iterable[Iterable[str]], vocabulary: Vocabulary) -> Counter[str]:
    """Return every right word, and how many documents have it; the vocabulary counts as eight.

    Two words that may be typed as one are listed as ``speech_therapy``.
    """
    counts = Counter(word for of_document in forms for word in of_document)
    for phrase in vocabulary.phrases:
        parts = words(phrase)
        counts.update(dict.fromkeys(parts, _VOCABULARY))
        counts.update(run_together(parts))
    counts.update(dict.fromkeys(SMALL | SOFT, _VOCABULARY))
    return counts


def shelved(counts: Mapping[str, int], english: English) -> dict[str, str]:
    """Return the text of each shelf: words with one digit that says how common each is.

    Everyday words of the same stem as one of the offer's are there too: a misspelt "stuttering"
    means that, even if the offer has "stutter" only.
    """
    rows: dict[str, list[str]] = defaultdict(list)
    known = {english.of(word)[0] for word in counts}
    kin = {word: 1 for word, _, short in english.everyday if word not in counts and short in known}
    for word, count in sorted({**kin, **counts}.items()):
        if len(word) >= _LEAST_LETTERS and not _DIGIT.search(word):
            for shelf in english.of(word)[1]:
                rows[shelf].append(f"{word}{min(_COMMONEST, count.bit_length())}")
    return {shelf: " ".join(rows[shelf]) for shelf in sorted(rows)}


def everyday(counts: Mapping[str, int], english: English) -> dict[str, str]:
    """Return the everyday English words that the offer does not have, by their first two letters.

    They are right and so are left alone, but nothing is put right to them. An American spelling
    of a word of the offer is not among them: "center" is put right to "centre".
    """
    rows: dict[str, list[str]] = defaultdict(list)
    for word, british, _ in english.everyday:
        if word not in counts and british not in counts:
            rows[word[:2]].append(word)
    return {start: " ".join(words) for start, words in rows.items()}


def read_english() -> English:
    """Return the commoner words of pyspellchecker's list, made from the subtitles of films.

    Names that no film says are words as well: towns of England, charities, medicines, conditions.
    """
    counts = SpellChecker().word_frequency.dictionary.items()
    common = {word for word, count in counts if count >= _EVERYDAY and _PLAIN.fullmatch(word)}
    rows = {word: (word, _british(word), stem(word)) for word in common}
    rows |= {word: (word, word, stem(word)) for word in known_names()}
    return English(tuple(rows[word] for word in sorted(rows)), {})


def known_names() -> frozenset[str]:
    """Return the names of ``known_names.csv``: facts that the project wrote down itself."""
    table = Path(__file__).with_name("known_names.csv").read_text(encoding="utf-8")
    return frozenset(line.split(",")[0] for line in table.splitlines()[1:])


def _british(word: str) -> str:
    return re.sub("ter(?=s?$)", "tre", re.sub("or(?=s?$|al$|ed$|ing$|ful$)", "our", word))
