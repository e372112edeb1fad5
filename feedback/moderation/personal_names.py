"""Find names by which somebody could be known: suggestions, each for a person to look at.

Names have no pattern. What is found: the schools, services and people that the offer itself names,
words after "my son" and the like, and words after a title ("Mrs Okafor").
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from localoffer.offer import Offer

#: Why a name is marked that is no person's.
IT_IS_A_SCHOOL: Final = "a school: with the rest, somebody may be known"
IT_IS_A_SERVICE: Final = "a service: with the rest, somebody may be known"

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")

#: Who is named next, very often: "my son Tom", "our daughter, called Ama".
_KIN: Final = (
    r"(?:son|daughter|child|boy|girl|lad|grandson|granddaughter|grandchild|brother|sister|nephew"
    r"|niece|husband|wife|partner|mum|dad|mother|father|friend|twins?|baby|teacher|head|headteacher"
    r"|head teacher|ta|senco|doctor|gp|consultant|social worker|case ?worker|therapist|driver)"
)
_NAMED = r"[,:]?\s+(?:(?i:is|was|called|named|name is|whose name is|is called)\s+){0,2}"
_NAME = r"(?P<name>[A-Z][\w'’-]{1,30}(?:\s+[A-Z][\w'’-]{1,30})?)"
_AFTER_KIN = re.compile(rf"\b(?i:{_KIN}){_NAMED}{_NAME}")
#: "Sam's mum", "Daniel's EHC plan"; "Lily, who is six".
_BEFORE_KIN = re.compile(
    rf"\b(?P<name>[A-Z][\w-]{{1,30}})['’]s\s+(?i:(?:big|little|older|younger|own)\s+)?"
    rf"(?i:{_KIN}|plan|ehc|ehcp|school|class|needs|review|place|taxi)\b"
)
_IS_AGED = re.compile(
    r"\b(?P<name>[A-Z][\w-]{1,30}),?\s+(?:who\s+)?(?:is|was|aged)\s+"
    r"(?:\d{1,2}|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w{3,5}teen)\b(?!\s+\w*s\b)"
)
_I_AM = re.compile(rf"\b(?i:name(?:\s+is|['’]?s)|called|named|this is)\s+{_NAME}")
_TITLED = re.compile(
    r"\b(?P<name>(?i:mr|mrs|miss|ms|mx|dr|doctor|prof|professor|sir|madam|rev|cllr|councillor)\.?"
    r"\s+[A-Z][\w'’-]{1,30})"
)
#: Words with a capital that name nobody.
_CAPITALS: Final = """
    I I'm I've I'd I’m I’ve I’d The A An And But It He She They We You My Our His Her Their This
    That There EHC EHCP SEN SEND SENCO ADHD ASD Autism Autistic GP NHS CAMHS SALT OT TA LA Council
    School Nursery College Monday Tuesday Wednesday Thursday Friday Saturday Sunday January
    February March April May June July August September October November December Year Reception
    English Welsh Urdu Polish
"""
_NOBODY: Final = frozenset(_CAPITALS.split())

#: What people leave out of a school's name.
_LEFT_OUT: Final = (
    "school schools primary secondary infant infants junior juniors nursery academy college "
    "special community high c.e ce rc catholic church of england voluntary aided controlled the "
    "and pre-school preschool"
)
_GENERIC: Final = frozenset(_LEFT_OUT.split())


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A name in a text, from the index ``start`` to before ``end``, and what it may be."""

    start: int
    end: int
    why: str


class Names:
    """Knows the names of an offer and finds them, and others, in a text."""

    def __init__(self, offer: Offer) -> None:
        known: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for words, why in _offer_names(offer):
            if words:
                known.setdefault(words[0], []).append((words, why))
        self._known: Mapping[str, list[tuple[tuple[str, ...], str]]] = known

    def find(self, text: str) -> tuple[Name, ...]:
        """Return the names in a text, in its order; they do not overlap."""
        names: list[Name] = []
        is_named = bytearray(len(text))
        for name in sorted((*self._in_offer(text), *_by_context(text)), key=_longest_first):
            if not any(is_named[name.start : name.end]):
                is_named[name.start : name.end] = b"\x01" * (name.end - name.start)
                names.append(name)
        return tuple(sorted(names))

    def _in_offer(self, text: str) -> Iterator[Name]:
        words = list(_WORD.finditer(text))
        folded = [_fold(match[0]) for match in words]
        for index, word in enumerate(folded):
            for name, why in self._known.get(word, ()):
                if tuple(folded[index : index + len(name)]) == name:
                    yield Name(words[index].start(), words[index + len(name) - 1].end(), why)


@lru_cache(maxsize=2)
def names_of(offer: Offer) -> Names:
    """Return the names in an offer; they are collected once for each offer."""
    return Names(offer)


def _by_context(text: str) -> Iterator[Name]:
    for pattern, why in (
        (_TITLED, "a title and a name"),
        (_AFTER_KIN, "it may be somebody's name"),
        (_BEFORE_KIN, "it may be somebody's name"),
        (_IS_AGED, "it may be somebody's name"),
        (_I_AM, "it may be somebody's name"),
    ):
        for match in pattern.finditer(text):
            if match["name"].split()[0] not in _NOBODY:
                yield Name(match.start("name"), match.end("name"), why)


def _offer_names(offer: Offer) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield names as folded words, whole and as people shorten them, and what each is."""
    for person in _people(offer):
        words = _fold_words(person)
        yield words, "a person whom this site names"
        yield words[-1:], "it may be a person whom this site names"
    for school in offer.schools:
        words = _fold_words(school.record.name)
        yield words, IT_IS_A_SCHOOL
        yield tuple(word for word in words if word not in _GENERIC), IT_IS_A_SCHOOL
    for service in offer.services:
        yield _fold_words(service.record.name), IT_IS_A_SERVICE


def _people(offer: Offer) -> Iterator[str]:
    for contact in offer.lists.contacts.values():
        yield contact.name or ""
    for school in offer.schools:
        yield (school.record.senco and school.record.senco.name) or ""
    for report in offer.reports:
        yield report.record.senco_name or ""


def _longest_first(name: Name) -> tuple[int, int]:
    return name.start - name.end, name.start


def _fold_words(name: str) -> tuple[str, ...]:
    return tuple(_fold(word) for word in _WORD.findall(name))


def _fold(word: str) -> str:
    return word.casefold().replace("’", "'")
