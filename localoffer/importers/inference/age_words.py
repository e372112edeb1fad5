"""Finds the ages of those whom a service is for in its sentences.

An age counts only where the words around it say whose it is. A sentence that says who may not
come, whose helpers they are, or who pays less, gives no age.
"""

import re
from collections.abc import Iterator
from typing import Final

from localoffer.importers.inference import age_patterns as patterns
from localoffer.importers.inference.age_owners import around, is_theirs
from localoffer.importers.inference.age_range import AgeRange
from localoffer.importers.inference.later_end import later_end
from localoffer.importers.inference.sentence_words import is_elsewhere, plain_words

#: Ages above this are another generation's: "adults over 65" says nothing of a child.
_YOUNG: Final = 25
#: The last year of school in England.
_LAST_YEAR: Final = 13
_SERVICE_ENDS: Final = (4, 5, 11, 16, 18, 19, 25)
_HARMLESS: Final = re.compile(
    r"\bnot[- ]for[- ]profit\b|\bnon[- ]profit\b|\bnot only\b|\bno (?:charge|cost|fee)s?\b"
    r"|\bno need to book\b|\bno booking\b|\bno upper age limit\b|\bnot sure\b"
    r"|\b(?:do|does) not need to\b"
)
_CUE: Final = re.compile(
    r"^(?:from|ages?|aged|up to|over|under)\b|\b(?:for|open to|suit\w*|welcom\w+|aimed|available"
    r"|offer\w*"
    r"|provid\w+|support\w*"
    r"|work(?:s|ing)?|help\w*|cater\w*|design\w+|target\w*|join|class(?:es)?|groups?|club"
    r"|sessions?|programmes?"
    r"|services?|accepts?|takes?|deliver\w*|invit\w*|can|if you are|run|teach\w*|see|assess\w*"
    r"|visit|care)\b"
)
_SHORT: Final = 10
_FEW: Final = 3
_CHILD: Final = 12


def ages_in(sentence: str, *, is_label: bool) -> list[AgeRange]:
    """Return the ages that a sentence names, each once.

    ``is_label`` is whether the text is about nothing but who comes: a name, a rule of eligibility.
    """
    words = _HARMLESS.sub(" ", plain_words(sentence))
    if is_elsewhere(words):
        return []
    if not is_label and not _CUE.search(words) and len(words.split()) > _SHORT:
        return []
    found: list[tuple[int, int, AgeRange]] = []
    candidates = list(_candidates(words, is_label=is_label)) or list(_stages(words))
    for start, end, ages in candidates:
        overlaps = any(start < other_end and other < end for other, other_end, _ in found)
        if not overlaps and ages.makes_sense and is_theirs(words, start, end, ages):
            found.append((start, end, ages))
    return list(dict.fromkeys(ages for _, _, ages in sorted(found, key=lambda item: item[:2])))


def _candidates(words: str, *, is_label: bool) -> Iterator[tuple[int, int, AgeRange]]:
    for match in patterns.RANGE.finditer(words):
        if _range_counts(words, match, is_label=is_label):
            yield _extended(words, match)
    for match in patterns.PLUS.finditer(words):
        if _plus_counts(words, match, is_label=is_label):
            low = _years(match["low"], match["unit"] or match["unit_2"])
            yield match.start(), match.end(), AgeRange(low, None, match[0])
    yield from _single_ages(words)
    for pattern, is_high in _ONE_ENDED:
        for match in pattern.finditer(words):
            if _end_counts(words, match, is_label=is_label):
                ages = _one_end(match, is_high=is_high)
                yield match.start(), *_with_later_end(words, match.end(), ages)


def _single_ages(words: str) -> Iterator[tuple[int, int, AgeRange]]:
    """Yield the ages of "for 4 year olds" and "up to their 18th birthday"."""
    for match in patterns.ONE_AGE.finditer(words):
        before = words[: match.start()]
        if patterns.FOR_BEFORE.search(before) and not before.endswith("from "):
            age = int(match["low"])
            yield match.start(), match.end(), AgeRange(age, age, match[0])
    for match in patterns.BIRTHDAY.finditer(words):
        yield match.start(), match.end(), AgeRange(None, int(match["high"]) - 1, match[0])


_ONE_ENDED: Final = (
    (patterns.TO_ADULT, False), (patterns.MINIMUM, False), (patterns.MAXIMUM, True),
    (patterns.AND_UNDER, True),
    (patterns.UNDER, True), (patterns.UP_TO, True), (patterns.OVER, False), (patterns.FROM, False),
)  # fmt: skip


def _stages(words: str) -> Iterator[tuple[int, int, AgeRange]]:
    """Yield the ages of stages and years of school that stand alone."""
    for match, low, high in _stage_ages(words):
        before, after = around(words, match)
        if not patterns.STAGE_BEFORE.search(before) and not patterns.STAGE_AFTER.match(after):
            yield match.start(), match.end(), AgeRange(low, high, match[0])


def _stage_ages(words: str) -> Iterator[tuple[re.Match[str], int | None, int | None]]:
    for match in patterns.KEY_STAGE.finditer(words):
        first = int(match["first"])
        exam = {"g": 4, "a": 5}.get((match["exam"] or "-")[0], first)
        high = patterns.KEY_STAGES[int(match["last"] or exam)][1]
        yield match, patterns.KEY_STAGES[first][0], high
    for match in patterns.SCHOOL_YEARS.finditer(words):
        first, last = int(match["first"]), int(match["last"])
        if 1 <= first < last <= _LAST_YEAR:
            yield match, first + 4, last + 5
    for match in patterns.YEAR_AND_UP.finditer(words):
        yield match, int(match["first"]) + 4, None
    for match in patterns.RECEPTION.finditer(words):
        yield match, 4, int(match["last"]) + 5
    for pattern, low_age, high_age in patterns.SCHOOL_AGES:
        for match in pattern.finditer(words):
            yield match, low_age, high_age


def _years(number: str, unit: str | None) -> int:
    if not number.isdecimal():
        return 0
    months = (unit or "").startswith("m")
    return int(number) // 12 if months else 0 if (unit or "").startswith("w") else int(number)


def _range_counts(words: str, match: re.Match[str], *, is_label: bool) -> bool:
    before, after = around(words, match)
    is_between = patterns.BETWEEN_BEFORE.search(before)
    if (match["to"] == "and" and not is_between) or patterns.NOT_AFTER.match(after):
        return False
    unit = match["unit"] or ""
    if (
        match["low"] == match["high"]
        or unit.startswith("w")
        or (not unit and (match["unit_1"] or "y")[0] != "y")
    ):
        return False
    lead = before[: is_between.start()] if is_between else before
    may_be_times = lead.endswith(", ") and not unit and int(match["high"]) <= _CHILD
    people = None if may_be_times else patterns.PEOPLE_BEFORE.search(lead)
    named = patterns.AGED_BEFORE.search(before) or people
    if named or match["old"] or not match["low"].isdecimal() or re.match(r"s\b", after):
        return True
    if unit:
        apart = patterns.LABEL_BEFORE.search(before) and patterns.LABEL_AFTER.match(after)
        return bool(apart) or bool(unit.startswith("y") and patterns.FOR_BEFORE.search(before))
    if is_label:
        return _bare_range_counts(match, before, after)
    return _CHILD < int(match["high"]) <= _YOUNG and _is_apart(words, match, before, after)


def _is_apart(words: str, match: re.Match[str], before: str, after: str) -> bool:
    """Return whether numbers that cannot be times stand alone, or behind words on people."""
    apart = patterns.LABEL_BEFORE.search(before) and patterns.LABEL_AFTER.match(after)
    people = re.search(rf"\b{patterns.PEOPLE}\b", words[: match.start()])
    return bool(apart) and (bool(people) or len(words.split()) <= _FEW)


def _bare_range_counts(match: re.Match[str], before: str, after: str) -> bool:
    """Return whether a range without a unit is one of ages, in a text on who comes."""
    low, high = int(match["low"]), int(match["high"])
    in_brackets = patterns.BRACKET_BEFORE.search(before) and patterns.BRACKET_AFTER.match(after)
    return (bool(in_brackets) and low + 1 < high <= _YOUNG) or (low == 0 and high in _SERVICE_ENDS)


def _plus_counts(words: str, match: re.Match[str], *, is_label: bool) -> bool:
    before, after = around(words, match)
    unit = match["unit"] or match["unit_2"] or ""
    if patterns.NOT_AFTER.match(after) or unit.startswith("w"):
        return False
    if patterns.AGED_BEFORE.search(before) or match["old"] or match["old_2"]:
        return True
    if patterns.PEOPLE_BEFORE.search(before):
        return True
    if patterns.FOR_BEFORE.search(before) and int(match["low"]) <= _YOUNG:
        return bool(unit) or bool(patterns.LABEL_AFTER.match(after))
    is_named = is_label and int(match["low"]) <= _YOUNG
    is_whole = (is_named or patterns.LABEL_BEFORE.search(before)) and patterns.LABEL_AFTER.match(
        after
    )
    is_alone = len(words.split()) <= _FEW or match["open"].strip() not in ("+", "plus")
    return bool(is_whole) and (is_label or before.endswith("(") or bool(unit) or is_alone)


def _end_counts(words: str, match: re.Match[str], *, is_label: bool) -> bool:
    before, after = around(words, match)
    named = match.groupdict()
    number = int(named.get("low") or named.get("high") or 0)
    unit = match["unit"] or ""
    is_plural = bool(named.get("plural"))
    not_after = patterns.PLACE_AFTER if is_plural else patterns.NOT_AFTER
    if not_after.match(after) or unit.startswith("w"):
        return False
    if match.re in (patterns.MINIMUM, patterns.MAXIMUM, patterns.TO_ADULT):
        return True
    if patterns.RULE_AFTER.match(after):
        return False
    if named.get("low") and number > _YOUNG:
        return (is_label and is_plural) or (
            _is_clear(match, before) and not before.endswith("adults ")
        )
    is_start = match.re is patterns.FROM and unit and patterns.LABEL_AFTER.match(after)
    is_marked = bool(named.get("age") or match["old"] or is_plural or is_start)
    return is_marked or _is_clear(match, before)


def _is_clear(match: re.Match[str], before: str) -> bool:
    """Return whether the words before an age, or its plural, say that it is people's."""
    is_plural = bool(match.groupdict().get("plural")) and patterns.LABEL_BEFORE.search(before)
    is_named = patterns.PEOPLE_BEFORE.search(before) or patterns.AGED_BEFORE.search(before)
    return bool(is_plural or is_named)


def _one_end(match: re.Match[str], *, is_high: bool) -> AgeRange:
    if not is_high:
        return AgeRange(_years(match["low"], match["unit"]), None, match[0])
    months = (match["unit"] or "").startswith("m")
    is_below = match.re is patterns.UNDER
    number = int(match["high"]) - is_below
    return AgeRange(None, number // 12 if months else number, match[0])


def _extended(words: str, match: re.Match[str]) -> tuple[int, int, AgeRange]:
    """Return the ages of a range, with the later end for those with SEND where it names one."""
    unit = match["unit"]
    low = _years(match["low"], match["unit_1"] or unit)
    high = None if match["open"] else _years(match["high"], unit)
    return match.start(), *_with_later_end(words, match.end(), AgeRange(low, high, match[0]))


def _with_later_end(words: str, end: int, ages: AgeRange) -> tuple[int, AgeRange]:
    """Return where ages end, and the ages with the later end that follows, if one does."""
    later = None if ages.high is None else later_end(words[end:], ages.high)
    if not later:
        return end, ages
    usual = f"up to {ages.high}" if ages.low is None else f"{ages.low} to {ages.high}"
    note = f"{usual}; {later.words}"
    return end + later.length, AgeRange(ages.low, later.high, ages.words, note)
