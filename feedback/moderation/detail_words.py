"""The words for details of a person: the council's places and needs, and everyday words.

The everyday words are in ``detail_words.yaml``, which says how they are compared.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Final, Literal, get_args

from localoffer.offer import Offer
from localoffer.pages.index import ANY_NEED
from localoffer.read.register import read_register

#: What a detail is of; ``person`` says no more than that one person or family is spoken of.
DetailKind = Literal[
    "place", "school", "condition", "need", "age", "only", "name", "family", "role", "person"
]
Phrase = tuple[str, ...]

WORD: Final = re.compile(r"[^\W_]+(?:['’`][^\W_]+)*")
_APOSTROPHES: Final = str.maketrans("", "", "'’`")
#: Words that make a label of places longer than a place's own name.
_NO_PLACE_LIST: Final = """
    all any anywhere online phone by or and the of in city town borough district villages
    around near area county parish rural coast moor surrounding everywhere
"""
_NO_PLACE: Final = frozenset(_NO_PLACE_LIST.split())
#: Names of needs that are everyday words, or that name a team as often as a need.
_EVERYDAY: Final = frozenset(
    {
        "hearing", "seeing", "senses", "behaviour", "mobility", "moving around", "medical needs",
        "health condition", "speaking and understanding", "feelings and mental health",
        "finding learning hard", "vi", "hi", "pd", "panic", "violent", "worry",
    }
)  # fmt: skip


def fold(word: str) -> str:
    """Return a word as it is compared: without capitals and apostrophes."""
    return word.translate(_APOSTROPHES).casefold()


def fold_phrase(text: str) -> Phrase:
    """Return the words of a text, folded."""
    return tuple(fold(word) for word in WORD.findall(text))


@lru_cache(maxsize=1)
def person_words() -> frozenset[str]:
    """Return words for one person or family: "daughter", "pupil", "twins"."""
    return frozenset(phrase[0] for phrase in _register()["person"])


@lru_cache(maxsize=2)
def phrases_of(offer: Offer) -> Mapping[str, Sequence[tuple[Phrase, DetailKind]]]:
    """Return what to look for, by its first word: the words that follow it, and their kind."""
    kinds: dict[Phrase, DetailKind] = dict.fromkeys(_need_words(offer), "need")
    kinds |= dict.fromkeys(_places(offer), "place")
    for kind in get_args(DetailKind):
        if kind != "person":
            kinds |= dict.fromkeys(_register().get(kind, ()), kind)
    by_first: dict[str, list[tuple[Phrase, DetailKind]]] = {}
    for phrase, kind in kinds.items():
        if phrase:
            by_first.setdefault(phrase[0], []).append((phrase[1:], kind))
    return by_first


@lru_cache(maxsize=1)
def _register() -> Mapping[str, tuple[Phrase, ...]]:
    register: Mapping[str, str] = read_register(__file__)
    return {
        kind: tuple(fold_phrase(phrase) for phrase in phrases.split(","))
        for kind, phrases in register.items()
    }


def _need_words(offer: Offer) -> Iterator[Phrase]:
    """Yield the names of needs and what else they are called, in the lists and in the search."""
    names = {
        name.casefold()
        for need in offer.lists.needs.values()
        if need.id != ANY_NEED
        for name in (need.name, *need.also_called)
    }
    same = (row for row in offer.synonyms if row.match in ("equivalent", "misspelling"))
    others = (row.words for row in same if any(word.casefold() in names for word in row.means))
    for name in chain(names, *others):
        if name.casefold() not in _EVERYDAY:
            yield fold_phrase(name)


def _places(offer: Offer) -> Iterator[Phrase]:
    """Yield the council's places, and the town or village within a longer label."""
    names = (area.name for area in offer.lists.areas.values() if area.lived_in)
    for label in chain(names, _towns(offer)):
        yield from _names_in(label)


def _towns(offer: Offer) -> Iterator[str]:
    for school in offer.schools:
        yield school.record.city or ""
    for service in offer.services:
        yield from (location.city or "" for location in service.record.locations)


def _names_in(label: str) -> Iterator[Phrase]:
    """Yield a label whole, and each run of words with a capital in it that is not general."""
    yield fold_phrase(label)
    run: list[str] = []
    for word in (*WORD.findall(label), ""):
        if word[:1].isupper() and fold(word) not in _NO_PLACE:
            run.append(fold(word))
        else:
            yield tuple(run)
            run = []
