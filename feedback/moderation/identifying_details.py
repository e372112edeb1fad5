"""Details by which neighbours may know a person: a place, a school, a need, an age, a family.

Each is found as parents write it. One tells nothing; ``rare_combinations`` says which together may.
The time is linear in the length of the text, whatever stands in it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from feedback.moderation.detail_words import WORD, DetailKind, fold, person_words, phrases_of
from feedback.moderation.personal_names import IT_IS_A_SCHOOL, IT_IS_A_SERVICE, names_of
from localoffer.offer import Offer

_NUMBERS_LIST: Final = """
    two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty
"""
_OLDEST: Final = 25
_UNITS: Final = frozenset({"year", "years", "yr", "yrs", "month", "months"})
_CLASSES: Final = frozenset({"year", "yr"})
_AGED: Final = frozenset({"aged", "age", "turned", "hes", "shes", "im"})
_NUMBERS: Final = frozenset(_NUMBERS_LIST.split())
_BEFORE_IS: Final = frozenset(
    {"he", "she", "who", "i", "son", "daughter", "boy", "girl", "lad", "child"}
)
_NO_AGE: Final = frozenset(
    {"to", "and", "or", "years", "under", "upwards", "plus", "weeks", "months", "days", "miles"}
)
_WHOSE: Final = frozenset({"my", "our", "his", "her", "their"})
_ONE_OF: Final = frozenset({"a", "an", "the", "one", "this", "that", "little", "another"})
_HE_OR_SHE: Final = frozenset(
    {"he", "she", "him", "his", "her", "hers", "hes", "shes", "im", "myself"}
)
_I_LIVE: Final = frozenset(
    {
        ("i", "am"), ("i", "live"), ("i", "run"), ("i", "use"), ("i", "go"), ("i", "have"),
        ("we", "live"), ("we", "came"), ("we", "moved"), ("we", "adopted"),
    }
)  # fmt: skip
_NEAR: Final = 4


class Detail(NamedTuple):
    """A detail, from the index ``start`` to before ``end`` of a text."""

    kind: DetailKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Words:
    """The folded words of a text, and where each stands."""

    folded: Sequence[str]
    spans: Sequence[tuple[int, int]]

    def detail(self, kind: DetailKind, first: int, last: int) -> Detail:
        return Detail(kind, self.spans[first][0], self.spans[last][1])


def identifying_details(text: str, offer: Offer) -> Iterator[Detail]:
    """Yield the details in a text; but for a place and a school, several may share words.

    A place in the name of a school is no second detail, and a school that people call by no more
    than its place is the place.
    """
    details = tuple(_details_in(text, offer))
    places = {(one.start, one.end) for one in details if one.kind == "place"}
    is_school = bytearray(len(text))
    for one in _names(text, offer):
        if (one.start, one.end) not in places:
            yield one
            if one.kind == "school":
                is_school[one.start : one.end] = b"\x01" * (one.end - one.start)
    yield from (one for one in details if one.kind != "place" or not is_school[one.start])


def _details_in(text: str, offer: Offer) -> Iterator[Detail]:
    found = tuple(WORD.finditer(text))
    words = _Words(tuple(fold(one[0]) for one in found), tuple(one.span() for one in found))
    phrases = phrases_of(offer)
    for index, word in enumerate(words.folded):
        for rest, kind in phrases.get(word, ()):
            if words.folded[index + 1 : index + 1 + len(rest)] == rest:
                yield words.detail(kind, index, index + len(rest))
        yield from _age_or_only(words, index)
        yield from _person(words, index)


def _names(text: str, offer: Offer) -> Iterator[Detail]:
    for name in names_of(offer).find(text):
        if name.why == IT_IS_A_SCHOOL:
            yield Detail("school", name.start, name.end)
        elif name.why != IT_IS_A_SERVICE:
            yield Detail("name", name.start, name.end)


def _age_or_only(words: _Words, index: int) -> Iterator[Detail]:
    """Yield "a 7 year old", "the only girl", "three boys" where they begin at a word."""
    folded, word = words.folded, words.folded[index]
    last = _end_of_age(folded, index)
    if last is not None:
        yield words.detail("age", index, last)
    if word in ("only", "first") and index and folded[index - 1] in ("the", "an"):
        last = _first_person(folded, index, _NEAR, "one")
        if last is not None:
            yield words.detail("only", index - 1, last)
    if word in _NUMBERS:
        last = _first_person(folded, index, 2)
        if last is not None:
            yield words.detail("family", index, last)


def _person(words: _Words, index: int) -> Iterator[Detail]:
    """Yield the words by which one person is spoken of: "my … son", "a girl", "she", "I live"."""
    folded, word = words.folded, words.folded[index]
    is_had = word == "have" and folded[max(0, index - 1)] in ("i", "we")
    reach = _NEAR if word in _WHOSE or is_had else _NEAR - 1 if word in _ONE_OF else 0
    last = _first_person(folded, index, reach, "old")
    if last is not None:
        yield words.detail("person", index, last)
    elif word in _HE_OR_SHE or folded[index : index + 2] in _I_LIVE:
        yield words.detail("person", index, index)


def _first_person(folded: Sequence[str], index: int, reach: int, *others: str) -> int | None:
    """Return the index of the first word for a person among those after a word, or None."""
    after = range(index + 1, min(index + 1 + reach, len(folded)))
    return next((at for at in after if folded[at] in person_words() or folded[at] in others), None)


def _end_of_age(folded: Sequence[str], index: int) -> int | None:
    """Return the index of the last word of one person's age that begins at a word, or None.

    "She is nine", "aged 14", "7 years old", "Year 3" and "in Reception" are ages of one person;
    "16 year olds" and "aged 5 to 11" are not.
    """
    word, (before, last) = folded[index], ("", "", *folded[max(0, index - 2) : index])[-2:]
    following, second = (*folded[index + 1 : index + 3], "", "")[:2]
    if word == "reception":
        return index if last == "in" else None
    if word in _CLASSES:
        return index + 1 if last != "after" and _is_age(following) else None
    if not _is_age(word):
        return None
    if following in _UNITS and second == "old":
        return index + 2
    is_said = last in _AGED or (last in ("is", "am", "was") and before in _BEFORE_IS)
    return index if is_said and following not in _NO_AGE else None


def _is_age(word: str) -> bool:
    return word in _NUMBERS or (word.isascii() and word.isdecimal() and int(word[:3]) <= _OLDEST)
