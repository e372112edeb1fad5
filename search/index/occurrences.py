"""What stands in one document: its words, pairs and meanings, each with a number up to ``FULL``.

It depends on the document, the phrases and the weights, and on nothing else, so that a change of
one record changes the numbers of no other.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from search.document import Document
from search.vocabulary import Meaning, Stems
from search.weights import FIELDS, FLATTEN, FULL, PAIRED, FieldWeight
from search.words import stems, words

#: Phrases by their first stem: each with the keys of the meanings it belongs to.
Phrases = Mapping[str, tuple[tuple[Stems, tuple[str, ...]], ...]]


def phrases_of(meanings: Iterable[Meaning]) -> Phrases:
    """Return the members of all meanings, to be looked for in documents."""
    keys: dict[Stems, list[str]] = defaultdict(list)
    for meaning in meanings:
        for member in sorted(meaning.members):
            keys[member].append(meaning.key)
    by_first: dict[str, list[tuple[Stems, tuple[str, ...]]]] = defaultdict(list)
    for member, found in sorted(keys.items()):
        by_first[member[0]].append((member, tuple(found)))
    return {first: tuple(rows) for first, rows in by_first.items()}


def occurrences(document: Document, phrases: Phrases) -> dict[str, int]:
    """Return the number of every word, pair ("speech therapi") and meaning of a document."""
    weighed: dict[str, float] = defaultdict(float)
    for name, texts in _texts(document).items():
        field = FIELDS[name]
        runs = [run for text in texts if (run := stems(text))]
        worth = _worth(field, sum(map(len, runs)))
        for key in _keys(runs, phrases, paired=name in PAIRED):
            weighed[key] += worth
    return {key: round(FULL * sum_ / (FLATTEN + sum_)) or 1 for key, sum_ in weighed.items()}


def surfaces(document: Document) -> set[str]:
    """Return the words of a document as they are written, folded."""
    return {word for texts in _texts(document).values() for text in texts for word in words(text)}


def _texts(document: Document) -> dict[str, tuple[str, ...]]:
    return {
        "title": (document.title,),
        "names": document.names,
        "keywords": document.keywords,
        "headings": document.headings,
        "summary": (document.summary,),
        "labels": document.labels,
        "body": (document.body,),
    }


def _worth(field: FieldWeight, length: int) -> float:
    return field.worth / (1 - field.slope + field.slope * length / field.ordinary)


def _keys(runs: list[list[str]], phrases: Phrases, *, paired: bool) -> Iterator[str]:
    for run in runs:
        yield from run
        if paired:
            yield from (f"{one} {other}" for one, other in pairwise(run))
        for start, first in enumerate(run):
            for member, keys in phrases.get(first, ()):
                if len(member) == 1 or tuple(run[start : start + len(member)]) == member:
                    yield from keys
