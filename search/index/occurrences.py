"""What one document contains: its words, pairs and meanings, each with a weight up to ``FULL``.

It depends on the document, the phrases and the weights, and on nothing else, so that a change of
one record changes the weights of no other.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from search.documents.document import SearchDocument
from search.engine.words import SMALL, stems, stems_of, words
from search.synonyms import Meaning, Stems
from search.weights import FIELDS, FLATTEN, FULL, PAIRED, FieldWeight

#: Of words that may be run together, each has at least so many letters.
_LEAST_LETTERS = 4

#: Phrases by their first stem: each with the keys of the meanings it belongs to.
Phrases = Mapping[str, tuple[tuple[Stems, tuple[str, ...]], ...]]


@dataclass(frozen=True)  # no slots: Python takes ten times as long to load these
class DocumentOccurrences:
    """What one document adds to the index.

    ``weights`` of every word, pair ("speech therapi") and meaning; ``forms``, its words as they
    are written; ``names``, the stems of its title and its other names.
    """

    weights: Mapping[str, int]
    forms: frozenset[str]
    names: frozenset[Stems]


def phrases_of(meanings: Iterable[Meaning]) -> Phrases:
    """Return the members of all meanings, to be looked for in documents."""
    keys: dict[Stems, list[str]] = defaultdict(list)
    for meaning in meanings:
        for member in sorted(meaning.members):
            keys[member].append(meaning.key)
    by_first: dict[str, list[tuple[Stems, tuple[str, ...]]]] = defaultdict(list)
    for member, meaning_keys in sorted(keys.items()):
        by_first[member[0]].append((member, tuple(meaning_keys)))
    return {first: tuple(rows) for first, rows in by_first.items()}


def count_occurrences(document: SearchDocument, phrases: Phrases) -> DocumentOccurrences:
    """Return what a document adds to the index."""
    weighed: dict[str, float] = defaultdict(float)
    forms: set[str] = set()
    for name, texts in _texts(document).items():
        written = [words(text) for text in texts]
        for run in written:
            forms.update(run)
            if name == "title":
                forms.update(run_together(run))
        runs = [stems_of(run) for run in written]
        worth = _worth(FIELDS[name], sum(map(len, runs)))
        for run in runs:
            _weigh(run, worth, weighed, phrases, paired=name in PAIRED)
    weights = {key: round(FULL * sum_ / (FLATTEN + sum_)) or 1 for key, sum_ in weighed.items()}
    names = {tuple(stems(text)) for text in (document.title, *document.names)} - {()}
    return DocumentOccurrences(weights, frozenset(forms), frozenset(names))


def run_together(run: list[str]) -> Iterator[str]:
    """Yield neighbouring words that may be typed as one, such as ``rock_pool``."""
    for word, after in pairwise(run):
        if min(len(word), len(after)) >= _LEAST_LETTERS and not {word, after} & SMALL:
            yield f"{word}_{after}"


def _texts(document: SearchDocument) -> dict[str, tuple[str, ...]]:
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


def _weigh(
    run: list[str], worth: float, weighed: dict[str, float], phrases: Phrases, *, paired: bool
) -> None:
    """Add what a run of stems is worth to each of its keys."""
    for start, first in enumerate(run):
        weighed[first] += worth
        for member, keys in phrases.get(first, ()):
            if len(member) == 1 or tuple(run[start : start + len(member)]) == member:
                for key in keys:
                    weighed[key] += worth
    if paired:
        for stem, after in pairwise(run):
            weighed[f"{stem} {after}"] += worth
