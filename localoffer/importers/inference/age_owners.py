"""Whose an age is: that of those who may come, or of others, of a price, of a part."""

import re
from typing import Final

from localoffer.importers.inference import age_patterns as patterns
from localoffer.importers.inference.age_range import AgeRange
from localoffer.importers.inference.sentence_words import clause_at

#: Letters beside an age that say whose it is.
NEAR: Final = 60
_NOT: Final = re.compile(
    r"\b(?:not|no|never|except|excluding|exclude[sd]?|apart from|other than|unless|cannot"
    r"|unsuitable|unable|\w+nt)\b"
)
_NT: Final = frozenset({
    "dont", "doesnt", "cant", "wont", "isnt", "arent", "wasnt", "didnt", "shouldnt", "mustnt",
    "wouldnt", "couldnt",
})  # fmt: skip
_OTHER_PEOPLE: Final = re.compile(
    r"\b(?:accompan\w+|supervis\w+|volunteer\w*|responsible adult"
    r"|(?<!children )(?<!participants )(?<!people )must be (?:over|aged|at least)"
    r"|discount\w*|concession\w*|fund(?:ed|ing)|entitle\w*|vouchers?|tax|pensions?|licen[cs]e"
    r"|average|usually|mostly|killer|killed|died|deaths?|born|history of|centur(?:y|ies)|experience"
    r"|statistics?|founded|established|with an adult|adult present|years? ago|since|within \d"
    r"|waiting|also|ratio|certificates?|patron|some|certain|1 of"
    r"|1 (?:group|session|class|club)|(?:reading|mental|developmental) ages?|bar|height|sizes?"
    r"|youngest|oldest|use of|cr[eè]che|play area|corner)\b"
)
#: Words of a sentence whose ages are those of a part, of readers, or of some who come first.
_IN_PART: Final = re.compile(
    r"\b(?:guides?|surveys?|stor(?:y|ies) by|books?|photos?|rated|inspected|priority|are full"
    r"|mainly|typically|may be able|(?:made|written) by|(?:led|run) by young|was for|were for"
    r"|(?:once|when) you(?:re| are)"
    r"|to (?:buy|hire|drive|drink|sign|choose)|sister site)\b"
)
_FREE_FOR: Final = re.compile(
    r"(?:\bfree(?: of charge)?|\bhalf price|£[\d.]+)(?: (?:entry|admission|places?|childcare"
    r"|tickets?|swimming"
    r"|per child|per person))? ?(?:for|to)?(?: (?:all|any|the|children|child|kids|people))* ?\(?$"
)
_FREE_AFTER: Final = re.compile(r"[^,.]{0,25}\b(?:free|half price)\b|\)?\s*+(?:[:=-]\s*+)?£")
_LIST_BEFORE: Final = re.compile(r":[^:]*,[^:]*,")


def around(words: str, match: re.Match[str]) -> tuple[str, str]:
    """Return the words right before and right behind a match."""
    start, end = match.span()
    return words[max(0, start - NEAR) : start], words[end : end + NEAR]


def is_theirs(words: str, start: int, end: int, ages: AgeRange) -> bool:
    """Return whether an age is that of those who may come, not of others or of a price."""
    first, last = clause_at(words, start, end)
    clause, before = words[first:last], words[max(0, start - NEAR) : start]
    negations = [word for word in _NOT.findall(clause) if not word.endswith("nt") or word in _NT]
    if patterns.NUMBER_BEFORE.search(before):
        return False
    if patterns.PLACE_BEFORE.search(before) or patterns.LISTED_AFTER.match(words[end:]):
        return False
    if (
        negations
        or _IN_PART.search(clause)
        or _OTHER_PEOPLE.search(clause)
        or patterns.OTHERS_BEFORE.search(before)
    ):
        return False
    if ages.low is None and re.search(r"\bwelcome\b", clause):
        return False
    if _LIST_BEFORE.search(words[:start]):
        return False
    return not _FREE_FOR.search(before) and not _FREE_AFTER.match(words[end : end + NEAR])
