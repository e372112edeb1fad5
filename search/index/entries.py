"""All that begins with one stem, as entries of the index, and the pieces where they lie."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from search.engine.pieces import EntryParts, Postings, Rest, Word, holder_of
from search.engine.words import stem
from search.index.occurrences import DocumentOccurrences
from search.synonyms import Meaning, Stems, Vocabulary

#: Documents for each piece of a kind: a search fetches a piece for each word, and most of the
#: bytes are words' documents. What is known of soft words fills few pieces in any offer.
_DOCUMENTS_IN_PIECE = {"words": 4, "known": 1_000, "meanings": 32}
_FEWEST = 8


def pieces_for(documents: int) -> dict[str, int]:
    """Return how many pieces of each kind an index of so many documents has: powers of two."""
    wanted = {kind: documents // each for kind, each in _DOCUMENTS_IN_PIECE.items()}
    return {kind: 1 << (max(_FEWEST, many) - 1).bit_length() for kind, many in wanted.items()}


def word_entries(postings: Mapping[str, Postings]) -> dict[str, Word]:
    """Return the documents of every stem and pair; ``postings`` are those of every key."""
    rows: dict[str, Word] = defaultdict(Word)
    for key, rows_of_key in postings.items():
        first, _, other = key.partition(" ")
        if other:
            rows[holder_of(first, other)].setdefault("pairs", {})[key] = rows_of_key
        elif not key.startswith("="):
            rows[first]["docs"] = rows_of_key
    return dict(rows)


def known_entries(
    counted: Sequence[DocumentOccurrences],
    forms: Iterable[str],
    vocabulary: Vocabulary,
    numbers: Mapping[str, int],
) -> dict[str, EntryParts]:
    """Return the phrases, names and spellings by the first stem.

    Args:
        counted: what each document brings, in the order of their numbers.
        forms: every right word.
        vocabulary: the council's words.
        numbers: the documents' numbers by their addresses.
    """
    rows: dict[str, EntryParts] = defaultdict(EntryParts)
    for form in sorted(form for form in forms if "_" not in form):
        entry = rows[stem(form)]
        entry["forms"] = f"{entry['forms']} {form}" if "forms" in entry else form
    _add_phrases(rows, vocabulary)
    for number, occurrences in enumerate(counted):
        for name in occurrences.names:
            rows[name[0]].setdefault("names", {}).setdefault(_rest(name), []).append(number)
    for phrase, addresses in vocabulary.pins:
        pinned = [numbers[address] for address in addresses if address in numbers]
        rows[phrase[0]].setdefault("pins", {})[_rest(phrase)] = pinned
    return dict(rows)


def _add_phrases(rows: dict[str, EntryParts], vocabulary: Vocabulary) -> None:
    for meaning in vocabulary.meanings:
        for phrase in sorted(meaning.phrases):
            phrases = rows[phrase[0]].setdefault("phrases", {})
            phrases.setdefault(_rest(phrase), []).append(meaning.key)
    for choice in vocabulary.choices:
        rows[choice.phrase[0]].setdefault("choices", {})[_rest(choice.phrase)] = [*choice.meanings]
    for typed, right in vocabulary.misspellings:
        rows[stem(typed[0])].setdefault("wrong", {})[" ".join(typed)] = right


def meaning_entries(
    meanings: Iterable[Meaning], postings: Mapping[str, Postings]
) -> dict[str, list[Any]]:
    """Return each meaning: its postings, how it matches, whether it is a need, and its note."""
    return {
        meaning.key: [
            postings.get(meaning.key, [0]),
            meaning.match,
            int(meaning.is_need),
            meaning.note,
        ]
        for meaning in meanings
    }


def _rest(phrase: Stems) -> Rest:
    return " ".join(phrase[1:])
