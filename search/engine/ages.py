"""Ages in a query: "3 year old", "year 6", "toddler", "after 18", and what they say of a page.

Each pattern is matched against the words joined by spaces, with a space at either end, so that the
browser can use the same. A school year n in England is for children who turn n + 5 in it
(Education Act 1996, section 8, sets the compulsory school age that this starts from). Key stages 1
to 4 are those of the Education Act 2002, section 82; teachers call the sixth form the fifth.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from search.engine.postcodes import positions_of

_NOT_BEFORE = "section|weeks?|schedule|stage|ks|level|part|regulation|step|top|number|to"
_NOT_AFTER = (
    "weeks?|wks?|days?|hours?|hrs?|mins?|minutes?|months?|mths?|mos?|miles?|pounds?|per|percent|"
    "times|plus|to|am|pm"
)
_NO_UNIT = f"(?!(?:{_NOT_AFTER}) )"
_NUMBER, _MONTHS, _YEARS = "([0-9]{1,2})", "(?:months?|mths?|mos?)", "(?:years?|yrs?|y)"
_OLD = f"(?: ?{_YEARS})?(?: ?olds?)?"

#: Patterns, the youngest and the oldest age: a number, or "$1" for what the pattern caught, with
#: something added or, after "/", divided by; and whether the words say no more than the age.
PATTERNS: tuple[tuple[str, str, str, bool], ...] = (
    (f" under {_NUMBER}s? {_NO_UNIT}", "0", "$1", True),
    (f" up to (?:age )?{_NUMBER} {_NO_UNIT}", "0", "$1", True),
    (f" (?:over|after|past|from) (?:age )?{_NUMBER}s? {_NO_UNIT}(?!to )", "$1", "25", False),
    (f" (?:turning|turns|turned|nearly|almost) {_NUMBER} ", "$1", "$1", False),
    (" post ([0-9]{2}) ", "$1", "25", False),
    (f" {_NUMBER} plus ", "$1", "25", False),
    (f" between {_NUMBER} and {_NUMBER} {_NO_UNIT}", "$1", "$2", True),
    (f" {_NUMBER} ?{_YEARS} (?:and )?[0-9]{{1,2}} ?{_MONTHS} (?:olds? )?", "$1", "$1", True),
    (f" {_NUMBER} to {_NUMBER} ?{_MONTHS} (?:olds?|baby|babies) ", "$1/12", "$2/12", True),
    # "1 to 1" is a way of teaching.
    (
        f" (?!([0-9]+) to \\1 ){_NUMBER} (?:to|till|until) {_NUMBER}s?{_OLD} {_NO_UNIT}",
        "$2", "$3", True,
    ),
    (f" {_NUMBER} ?(?:{_MONTHS}|m) (?:olds?|baby) ", "$1/12", "$1/12", True),
    (f"^ (?:aged? )?{_NUMBER} ?{_MONTHS} $", "$1/12", "$1/12", True),
    (f" aged? {_NUMBER} ?{_MONTHS} ", "$1/12", "$1/12", True),
    (" ([0-9]) (?:weeks?|wks?) old ", "0", "0", True),
    (f" {_NUMBER} ?{_YEARS} ?(?:olds?|o)? ", "$1", "$1", True),
    (f" (?:aged?|age of) {_NUMBER} {_NO_UNIT}", "$1", "$1", True),
    (f" {_YEARS} ?{_NUMBER} ", "$1+4", "$1+5", False),
    (" (?:key stage 1) ", "5", "7", True),
    (" (?:key stage 2) ", "7", "11", True),
    (" (?:key stage 3) ", "11", "14", True),
    (" (?:key stage 4) ", "14", "16", True),
    (" (?:key stage 5) ", "16", "19", True),
    (" (?:newborns?|baby|babies|babys) ", "0", "1", False),
    (" (?:toddlers?) ", "1", "3", False),
    (" (?:preschoolers?|preschool|pre school) ", "2", "4", False),
    (" (?:reception class|reception) ", "4", "5", False),
    (" (?:primary school|primary) ", "4", "11", False),
    (" (?:secondary school|secondary) ", "11", "16", False),
    (" (?:teenagers?|teens?|teenage) ", "13", "19", False),
    (" (?:young adults?) ", "18", "25", False),
    (
        f"(?:^| (?!(?:{_NOT_BEFORE}) )[a-z]+) {_NUMBER} {_NO_UNIT}",
        "$1", "$1", False,
    ),
)  # fmt: skip

#: The oldest age that a Local Offer is for (Children and Families Act 2014, section 83(2)).
OLDEST = 25

#: Stands for "no ages given" among the youngest ages of documents.
NO_AGES = -1

_COMPILED = [(re.compile(pattern), low, high, is_bare) for pattern, low, high, is_bare in PATTERNS]


@dataclass(frozen=True, slots=True)
class AgeRange:
    """The youngest and the oldest age asked for, in years, both included."""

    low: int
    high: int


def find_ages(words: Sequence[str]) -> tuple[AgeRange | None, frozenset[int]]:
    """Return the ages that folded words ask for, and the positions of words that say no more."""
    text = f" {' '.join(words)} "
    for pattern, low, high, is_bare in _COMPILED:
        match = pattern.search(text)
        if match:
            ages = AgeRange(_age(low, match), _age(high, match))
            if ages.low <= ages.high <= OLDEST:
                return ages, positions_of(text, match) if is_bare else frozenset()
    return None, frozenset()


def _age(sum_: str, match: re.Match[str]) -> int:
    """Return the value of a pattern's sum: "3", "$1", "$1+4" or "$1/12"."""
    left, operator, right = re.fullmatch(r"(\$?[0-9]+)(?:([+/])([0-9]+))?", sum_).groups()  # type: ignore[union-attr]
    value = int(match[int(left[1:])]) if left.startswith("$") else int(left)
    if operator == "+":
        return value + int(right)
    return value // int(right) if operator else value
