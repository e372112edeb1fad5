"""All that begins with one stem, as one entry of the index, and the piece where it lies."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypedDict

from search.index.numbers import Postings, postings
from search.index.occurrences import Counted
from search.vocabulary import Meaning, Stems, Vocabulary
from search.words import stem

#: Documents for each piece: small enough to fetch for one word on a slow line.
_DOCUMENTS_IN_PIECE = 6
_FEWEST = 16

#: The rest of a phrase after its first word, joined by spaces; empty if there is none.
Rest = str


class Entry(TypedDict, total=False):
    """What begins with a stem.

    ``docs`` and ``pairs`` are postings; ``forms`` the words as they are written; ``phrases`` the
    keys of the meanings; ``names`` and ``pins`` document numbers; ``choices`` texts; ``wrong``
    the right spelling of words that begin with a word of this stem.
    """

    docs: Postings
    forms: str
    pairs: dict[str, Postings]
    phrases: dict[Rest, list[str]]
    names: dict[Rest, list[int]]
    pins: dict[Rest, list[int]]
    choices: dict[Rest, list[str]]
    wrong: dict[Rest, str]


def pieces_for(documents: int) -> int:
    """Return how many pieces an index of so many documents has: a power of two."""
    wanted = max(_FEWEST, documents // _DOCUMENTS_IN_PIECE)
    return 1 << (wanted - 1).bit_length()


def piece_of(key: str, pieces: int) -> int:
    """Return the piece where a stem, pair or meaning lies (FNV-1a, 32 bits, of its first stem)."""
    first = key.lstrip("=").split(" ")[0].split(".")[0]
    value = 0x811C9DC5
    for byte in first.encode():
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value % pieces


def entries(
    counted: Sequence[Counted],
    forms: Iterable[str],
    vocabulary: Vocabulary,
    numbers: Mapping[str, int],
) -> dict[str, Any]:
    """Return every entry by its stem and every meaning by its key.

    Args:
        counted: what each document brings, in the order of their numbers.
        forms: every right word.
        vocabulary: the council's words.
        numbers: the documents' numbers by their addresses.
    """
    found = postings(counted)
    rows: dict[str, Entry] = defaultdict(Entry)
    _add_words(rows, found, forms)
    _add_phrases(rows, vocabulary)
    for number, one in enumerate(counted):
        for name in one.names:
            rows[name[0]].setdefault("names", {}).setdefault(_rest(name), []).append(number)
    for phrase, addresses in vocabulary.pins:
        pinned = [numbers[address] for address in addresses if address in numbers]
        rows[phrase[0]].setdefault("pins", {})[_rest(phrase)] = pinned
    return {**rows, **dict(_meanings(vocabulary.meanings, found))}


def _add_words(rows: dict[str, Entry], found: Mapping[str, Postings], forms: Iterable[str]) -> None:
    for key, rows_ in found.items():
        first, _, second = key.partition(" ")
        if second:
            rows[first].setdefault("pairs", {})[second] = rows_
        elif not key.startswith("="):
            rows[first]["docs"] = rows_
    for form in sorted(form for form in forms if "_" not in form):
        entry = rows[stem(form)]
        entry["forms"] = f"{entry['forms']} {form}" if "forms" in entry else form


def _add_phrases(rows: dict[str, Entry], vocabulary: Vocabulary) -> None:
    for meaning in vocabulary.meanings:
        for phrase in sorted(meaning.phrases):
            phrases = rows[phrase[0]].setdefault("phrases", {})
            phrases.setdefault(_rest(phrase), []).append(meaning.key)
    for choice in vocabulary.choices:
        rows[choice.phrase[0]].setdefault("choices", {})[_rest(choice.phrase)] = [*choice.meanings]
    for typed, right in vocabulary.misspellings:
        rows[stem(typed[0])].setdefault("wrong", {})[" ".join(typed)] = right


def _meanings(
    meanings: Iterable[Meaning], found: Mapping[str, Postings]
) -> Iterator[tuple[str, list[Any]]]:
    """Yield each meaning: its postings, how it matches, whether it is a need, and its note."""
    for meaning in meanings:
        yield (
            meaning.key,
            [found.get(meaning.key, [0]), meaning.match, int(meaning.is_need), meaning.note],
        )


def _rest(phrase: Stems) -> Rest:
    return " ".join(phrase[1:])
