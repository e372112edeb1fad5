"""Finds ages in the text that contradict minimum_age and maximum_age."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from localoffer.plain_language.claims import ClaimContext, ClaimSentence, any_of

_TO: Final = r" ?(?:to|-|–|—|and) ?"
_BETWEEN: Final = any_of(
    rf"age[sd]?(?: of)?(?: from| between)? (\d{{1,2}}){_TO}(\d{{1,2}})\b(?! ?(?:weeks|months))",
    rf"(\d{{1,2}}){_TO}(\d{{1,2}})[- ]?(?:year|yr)s?[- ](?:olds?|of age)\b",
)

#: An open-ended age counts only if the sentence says who the service is for.
_FOR: Final = r"(?:for|open to|welcomes?|takes?|supports?|helps?) "
_WHO: Final = rf"{_FOR}(?:\w+ ){{0,4}}?(?:aged? )?"
_UNDER: Final = any_of(
    rf"{_WHO}under[- ](?:the age of )?(\d{{1,2}})s?\b(?! ?(?:weeks|months|hours))"
)
_OVER: Final = any_of(
    rf"{_WHO}(\d{{1,2}}) ?(?:\+|plus\b|(?:and|or) (?:over|above|older)\b)",
    rf"{_WHO}over[- ](\d{{1,2}})s\b",
)
_UP_TO: Final = any_of(rf"{_WHO}up to (?:the )?(?:age )(?:of )?(\d{{1,2}})\b")
_SAYS_WHO: Final = any_of(_FOR)

#: Words that show that an age belongs to someone or something else than the service's users.
_OTHERS: Final = any_of(
    r"(?:sibling|brother|sister|parent|carer|adult|staff|volunteer|grandparent|worker|helper"
    r"|price|free|group|class|session|room|team|instead|not|cannot|until|if|unless|except|when"
    r"|most|usually|often|sometimes|pay|cost|law|other|older|younger)(?:s|es)?\b|\w+n't\b|£"
)
_OLDEST: Final = 120


@dataclass(frozen=True, slots=True)
class AgeClaim:
    """Ages in years that a sentence gives: the youngest or the oldest may be left open."""

    sentence: ClaimSentence
    words: str
    youngest: int | None
    oldest: int | None

    def outside(self, minimum: int, maximum: int) -> bool:
        """Return whether an age given is below ``minimum`` or above ``maximum``, in years."""
        given = [age for age in (self.youngest, self.oldest) if age is not None]
        return any(not minimum <= age <= maximum for age in given)


def contradicted_ages(page: ClaimContext, minimum: int, maximum: int) -> Iterator[AgeClaim]:
    """Yield the ages that lie outside ``minimum`` to ``maximum``, at most one for each sentence.

    A different range within them may be that of one group among several. It is yielded only if it
    is the only range on the page and its sentence says who the service is for.
    """
    if not any(map(str.isdigit, page.whole)):
        return
    claims = [list(_ages(sentence)) for sentence in page.sentences]
    ranges = {(ages.youngest, ages.oldest) for in_sentence in claims for ages in in_sentence}
    is_only_range = len(ranges) == 1 and ranges != {(minimum, maximum)}
    for in_sentence in claims:
        wrong = next((ages for ages in in_sentence if ages.outside(minimum, maximum)), None)
        if wrong:
            yield wrong
        elif in_sentence and is_only_range and _is_for_users(in_sentence[0]):
            yield in_sentence[0]


def _is_for_users(ages: AgeClaim) -> bool:
    both = ages.youngest is not None and ages.oldest is not None
    return both and _SAYS_WHO.search(ages.sentence.small) is not None


def _ages(sentence: ClaimSentence) -> Iterator[AgeClaim]:
    small = sentence.small
    if not any(map(str.isdigit, small)) or _OTHERS.search(small):
        return
    for match in _BETWEEN.finditer(small):
        low, high = _numbers(match)
        if low <= high <= _OLDEST:
            yield AgeClaim(sentence, match[0], low, high)
    for match in _UNDER.finditer(small):
        yield AgeClaim(sentence, match[0], None, _numbers(match)[0] - 1)
    for match in _OVER.finditer(small):
        yield AgeClaim(sentence, match[0], _numbers(match)[0], None)
    for match in _UP_TO.finditer(small):
        yield AgeClaim(sentence, match[0], None, _numbers(match)[0])


def _numbers(match: re.Match[str]) -> list[int]:
    return [int(number) for number in match.groups() if number is not None]
