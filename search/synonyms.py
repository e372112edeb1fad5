"""Parents' words and what they stand for, from the council's own lists, ready to be matched."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from itertools import chain
from typing import Literal

from localoffer.model.reference import Term
from localoffer.model.vocabulary import Synonym
from localoffer.offer import Offer
from search.engine.words import stems, words

Stems = tuple[str, ...]
Match = Literal["equivalent", "expand", "retired"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What some phrases stand for: a page has the meaning if it contains one of ``members``.

    ``key`` names it in the index; ``is_need`` tells a need or a condition from other subjects.
    """

    key: str
    phrases: frozenset[Stems]
    members: frozenset[Stems]
    match: Match
    note: str = ""
    is_need: bool = False


@dataclass(frozen=True, slots=True)
class Sense:
    """A short form with several meanings: the phrase and what it can mean, as text."""

    phrase: Stems
    meanings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All of a council's words: meanings, choices, misspellings (words to words) and pins.

    ``pins`` are the editors' best bets: the phrase and the addresses that come first.
    ``phrases`` are all of them as text, in their right spelling.
    """

    meanings: tuple[Meaning, ...]
    choices: tuple[Sense, ...]
    misspellings: tuple[tuple[Stems, str], ...]
    pins: tuple[tuple[Stems, tuple[str, ...]], ...]
    phrases: tuple[str, ...]


def read_vocabulary(offer: Offer) -> Vocabulary:
    """Return the words of an offer: its synonyms, its needs, its glossary and its best bets."""
    ambiguous = [row for row in offer.synonyms if row.match == "ambiguous"]
    choices = tuple(Sense(key, row.means) for row in ambiguous for key in sorted(_stems(row.words)))
    never = frozenset(choice.phrase for choice in choices)
    retired = frozenset(
        phrase for row in offer.synonyms if row.match == "retired" for phrase in _stems(row.words)
    )
    listed = chain(_of_synonyms(offer), _of_needs(offer), _of_glossary(offer, retired))
    meanings = tuple(meaning for row in listed if (meaning := _without(row, never)))
    wrong = (row for row in offer.synonyms if row.match == "misspelling")
    return Vocabulary(
        meanings=meanings,
        choices=choices,
        misspellings=tuple(
            (tuple(words(typed)), row.means[0]) for row in wrong for typed in row.words
        ),
        pins=tuple(
            (key, bet.pages)
            for bet in offer.best_bets
            for key in sorted(_stems(text for text in bet.words if _says_enough(text)))
        ),
        phrases=tuple(dict.fromkeys(_right_phrases(offer))),
    )


def _of_synonyms(offer: Offer) -> Iterator[Meaning]:
    for row in offer.synonyms:
        if row.match in ("equivalent", "expand", "retired"):
            yield _of_row(row)


def _of_row(row: Synonym) -> Meaning:
    typed, meant = _stems(row.words), _stems(row.means)
    both = row.match == "equivalent"
    match: Match = "expand" if row.match == "expand" else "equivalent" if both else "retired"
    phrases, members = (typed | meant, typed | meant) if both else (typed, meant)
    return _meaning(row.words[0], phrases, members, match, row.note or "")


def _of_needs(offer: Offer) -> Iterator[Meaning]:
    for need in offer.lists.needs.values():
        members = _stems((need.name, *need.also_called))
        yield _meaning(need.name, members - _plain(), members, "expand", is_need=True)


def _of_glossary(offer: Offer, retired: frozenset[Stems]) -> Iterator[Meaning]:
    """Yield the words explained; an old name that is in the synonyms (``retired``) has no note."""
    by_id = {term.id: term for term in offer.glossary}
    for term in offer.glossary:
        now = by_id.get(term.say_instead or "")
        typed = _stems((term.term, *term.also_called, *term.used_to_be_called))
        meant = _stems(_meant(term)) | (_stems((now.term, *_meant(now))) if now else frozenset())
        if term.status == "retired" and meant:
            note = f"“{term.term}” is an old name. {term.status_note}"
            yield _meaning(term.term, typed, meant, "retired", "" if typed & retired else note)
        elif len(typed | meant) > 1:
            distinct = (typed | meant) - _plain()
            yield _meaning(term.term, distinct, distinct, "equivalent")


def _meant(term: Term) -> tuple[str, ...]:
    return (term.stands_for,) if term.stands_for else ()


def _meaning(
    name: str,
    phrases: frozenset[Stems],
    members: frozenset[Stems],
    match: Match,
    note: str = "",
    *,
    is_need: bool = False,
) -> Meaning:
    """Return a meaning, its key made of its first word and a digest of all the rest."""
    fingerprint = f"{match}{sorted(phrases)}{sorted(members)}{is_need}"
    first = next(iter(stems(name) or words(name)), "")
    key = f"={first}.{blake2b(fingerprint.encode(), digest_size=4).hexdigest()}"
    return Meaning(key, phrases, members, match, note, is_need)


def _without(meaning: Meaning, never: frozenset[Stems]) -> Meaning | None:
    """Return a meaning without ambiguous phrases, or None where nothing is left of it."""
    phrases, members = meaning.phrases - never, meaning.members - never
    if not phrases or not members:
        return None
    return Meaning(
        meaning.key, phrases, members, meaning.match, meaning.note, is_need=meaning.is_need
    )


@cache
def _plain() -> frozenset[Stems]:
    """Return phrases of one word that says too little by itself, such as "plan" or "move".

    These are the words that four in five ten-year-olds know (Dale and Chall 1948, as textstat
    brings them). An editor may still give one a meaning, in the synonyms.
    """
    text = files("textstat").joinpath("resources/en/easy_words.txt").read_text(encoding="utf-8")
    return frozenset((stem,) for stem in stems(text))


def _says_enough(text: str) -> bool:
    """Return whether more is left of several words than one: "what should school do" is no pin."""
    return len(words(text)) == 1 or len(stems(text)) > 1


def _stems(texts: Iterable[str]) -> frozenset[Stems]:
    return frozenset(phrase for text in texts if (phrase := tuple(stems(text))))


def _right_phrases(offer: Offer) -> Iterator[str]:
    for row in offer.synonyms:
        yield from row.means
        if row.match != "misspelling":
            yield from row.words
    for need in offer.lists.needs.values():
        yield from (need.name, *need.also_called)
