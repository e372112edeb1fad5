"""Ages in the text against minimum_age and maximum_age."""

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

#: An open-ended age is one of the service only where the sentence says whom it is for.
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
_SAYS_WHOM: Final = any_of(_FOR)

#: Who else has an age in a text, and words that turn a sentence away from whom it is for.
_OTHERS: Final = any_of(
    r"(?:sibling|brother|sister|parent|carer|adult|staff|volunteer|grandparent|worker|helper"
    r"|price|free|group|class|session|room|team|instead|not|cannot|until|if|unless|except|when"
    r"|most|usually|often|sometimes|pay|cost|law|other|older|younger)(?:s|es)?\b|\w+n't\b|£"
)
_OLDEST: Final = 120


@dataclass(frozen=True, slots=True)
class AgeClaim:
    """Ages that a sentence gives: the youngest or the oldest may be left open."""

    sentence: ClaimSentence
    words: str
    youngest: int | None
    oldest: int | None

    def outside(self, minimum: int, maximum: int) -> bool:
        """Whether an age given is below ``minimum`` or above ``maximum``."""
        given = [age for age in (self.youngest, self.oldest) if age is not None]
        return any(not minimum <= age <= maximum for age in given)


def contradicted_ages(page: ClaimContext, minimum: int, maximum: int) -> Iterator[AgeClaim]:
    """Yield the ages that reach outside ``minimum`` to ``maximum``, one at most a sentence.

    So does the only range of a page that says whom it is for and is another one. A range
    within the ages may be that of one group among several, and is let be.
    """
    if not any(map(str.isdigit, page.whole)):
        return
    claims = [list(_ages(sentence)) for sentence in page.sentences]
    ranges = {(ages.youngest, ages.oldest) for some in claims for ages in some}
    alone = len(ranges) == 1 and ranges != {(minimum, maximum)}
    for some in claims:
        wrong = next((ages for ages in some if ages.outside(minimum, maximum)), None)
        if wrong:
            yield wrong
        elif some and alone and _is_whom(some[0]):
            yield some[0]


def _is_whom(ages: AgeClaim) -> bool:
    both = ages.youngest is not None and ages.oldest is not None
    return both and _SAYS_WHOM.search(ages.sentence.small) is not None


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
