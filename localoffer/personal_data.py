"""Finds what in a text could identify somebody or lead to them, for a person to review.

A match is only a suggestion: what looks like a phone number may be a room number, and names follow
no pattern at all. Nothing is removed automatically. Every repeat in a pattern has an upper limit,
so that the time a search takes grows in proportion to the text.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from localoffer.phone_number import plain_signs

Kind = Literal[
    "e-mail address",
    "web address",
    "phone number",
    "NHS number",
    "plan number",
    "date of birth",
    "postcode",
    "social media name",
]


@dataclass(frozen=True, slots=True, order=True)
class PersonalDataMatch:
    """A match from ``start`` up to, but not including, ``end``; ``why`` it may name somebody."""

    start: int
    end: int
    kind: Kind
    why: str


_WHY: Final[dict[Kind, str]] = {
    "e-mail address": "An e-mail address leads to a person.",
    "web address": "A web address can lead to a person's own page.",
    "phone number": "A phone number leads to a person.",
    "NHS number": "Only one person has this NHS number.",
    "plan number": "A number of a plan, a case or a pupil belongs to one child.",
    "date of birth": "A day of birth can name a child.",
    "postcode": "A postcode is a few houses.",
    "social media name": "A name on social media leads to a person.",
}

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}"
_DATE = (
    r"(?:\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{2,4}|\d{4}-\d{2}-\d{2}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}(?:,?\s\d{{4}})?|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}"
    rf"|{_MONTH}\s\d{{4}})"
)

#: The pattern of each kind, the most certain first: where two overlap, the first is reported.
#: Postcodes are those of "Bulk Data Transfer: Additional Validation" (GOV.UK, appendix C), with or
#: without a space.
_PATTERNS: Final[tuple[tuple[Kind, str], ...]] = (
    (
        "e-mail address",
        r"[\w.+'-]{1,64}\s?(?:@|[(\[]\s?at\s?[)\]])\s?[\w-]{1,63}(?:(?:\.|\s?[(\[]\s?dot\s?[)\]]\s?)[\w-]{1,63}){1,5}",
    ),
    (
        "web address",
        (
            r"(?:https?://|www\.)[^\s<>\"]{2,300}"
            r"|(?<![\w.@-])[\w-]{2,63}(?:\.[\w-]{2,63}){0,3}\.(?:com|net|org|uk|info|me|co|io)(?![\w-])(?:/[^\s<>\"]{0,300})?"
        ),
    ),
    (
        "date of birth",
        rf"\b(?:born|birthday|birth\sdate|date\sof\sbirth|d\.?\s?o\.?\s?b)\b[^\n\d]{{0,20}}?{_DATE}",
    ),
    (
        "plan number",
        (
            r"\b(?:EHCP?|plan|case|pupil|student|UPN|ULN|ref|reference|file)\b[ .:#-]{0,3}"
            r"(?:(?:no|number|num|ref|reference|id)\b[ .:#-]{0,3})?(?:is\s)?"
            r"(?!(?:19|20)\d\d(?:[-/]\d\d?){0,2}(?![\w/-]))"
            r"(?-i:[A-Z]{1,4}[-/ ]?)?\d[\d/-]{3,18}[A-Z]?(?!\w)"
            r"|(?<!\w)[A-HJ-NP-RT-Z]\d{11}[\dA-Z](?!\w)"
        ),
    ),
    (
        "phone number",
        (
            r"(?<![\w+])(?:\+\s?44|00\s?44|\(?0)(?:[\s().-]{0,3}\d){8,11}(?!\d)"
            r"|(?<![\w+])7\d{3}[ -]?\d{3}[ -]?\d{3}(?!\d)"
        ),
    ),
    ("NHS number", r"(?<!\w)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\w)"),
    (
        "postcode",
        (
            r"(?<!\w)(?:[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d(?:\d|[ABEHMNPRV-Y])?|\d[A-HJKPS-UW]))"
            r"\s?\d[ABD-HJLNP-UW-Z]{2}(?!\w)"
        ),
    ),
    ("social media name", r"(?<![\w@.])@[A-Za-z_][\w.]{2,30}"),
)
_FINDERS: Final = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _PATTERNS)

_NHS_DIGITS = 10


def find_personal_data(text: str) -> tuple[PersonalDataMatch, ...]:
    """Return the matches in a text, in its order. They do not overlap."""
    matches: list[PersonalDataMatch] = []
    text = plain_signs(text)
    taken = bytearray(len(text))
    for kind, finder in _FINDERS:
        for match in finder.finditer(text):
            start, end = match.span()
            if _CONFIRM.get(kind, _always)(match[0]) and not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                matches.append(PersonalDataMatch(start, end, kind, _WHY[kind]))
    return tuple(sorted(matches))


def _always(_: str) -> bool:
    return True


def is_nhs_number(text: str) -> bool:
    """Return whether ten digits are an NHS number (NHS Data Dictionary, "NHS Number").

    The last digit checks the others: multiply them by 10 down to 2, add up, divide by 11, and take
    the remainder from 11. A result of 11 is written 0.
    """
    digits = [int(letter) for letter in text if letter.isdecimal()]
    if len(digits) != _NHS_DIGITS:
        return False
    *others, last = digits
    total = sum(digit * weight for digit, weight in zip(others, range(10, 1, -1), strict=True))
    return (11 - total % 11) % 11 == last


#: Tests that a match of a kind has to pass, where the pattern alone does not suffice.
_CONFIRM: Final[dict[Kind, Callable[[str], bool]]] = {"NHS number": is_nhs_number}
