"""UK phone numbers as people write them: every dash and space, Relay UK, a second number.

Forms, records, feeds and the check for personal data read numbers with this one parser. Every
repeat in a pattern has an upper limit, so that its time grows in proportion to the text.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

#: What may stand between two digits of one number, once its signs are plain.
_GAP = r"[\s().-]"

#: What a person who cannot hear or speak dials first (Relay UK: 18001 from a text phone or the
#: app, 18002 to call one).
_RELAY = r"1800[12]"

_NUMBER = re.compile(
    rf"(?<![\d+])(?:{_RELAY}{_GAP}{{0,3}})?"
    rf"\(?(?:\+44|0044|0(?=[\d(\s])){_GAP}{{0,3}}(?:\(?0\)?\s?)?(?:\d{_GAP}{{0,3}}){{8,9}}\d(?!\d)"
)
_SHORT_CODE = re.compile(r"[1-9]\d{2,5}")

#: A whole number without its gaps. Childline (0800 1111) alone has eight digits.
_WHOLE = re.compile(r"(?:\+44|0)[1-37-9]\d{8,9}|08001111")
_ABROAD = re.compile(r"^(?:\+44|0044)(?:[\s().-]{0,3}0(?=[\s().-]{0,2}[1-9])\)?)?\s?")

#: A second number that leaves out how it begins: 01632 960123/960124.
_FURTHER = re.compile(r"\s?/\s?(\d{4,8}|\d{3,4} \d{3,4})(?![\d/-])")
_FEWEST_FURTHER = 4


class PhoneNumberMatch(NamedTuple):
    """A number found in a text, from ``start`` up to, but not including, ``end``."""

    start: int
    end: int
    number: str


def plain_signs(text: str) -> str:
    """Return a text of the same length whose dashes, spaces and digits are those of a keyboard.

    Signs that nobody sees, which come with numbers copied on a telephone, become spaces too.
    """
    return text if text.isascii() else "".join(map(_plain_sign, text))


@lru_cache(maxsize=4096)
def _plain_sign(sign: str) -> str:
    category = unicodedata.category(sign)
    if category == "Nd":
        return str(unicodedata.decimal(sign))
    if category in ("Zs", "Cf"):
        return " "
    if category == "Pd" or sign == "\N{MINUS SIGN}":
        return "-"
    return {"\N{FULLWIDTH PLUS SIGN}": "+", "\N{FRACTION SLASH}": "/"}.get(sign, sign)


def phone_number_in(text: str) -> str:
    """Return a text that is one UK phone number and nothing else, tidied; otherwise "".

    Short codes of three to six digits (999, 111, text lines) are numbers too
    (Ofcom, National Telephone Numbering Plan, part A2).
    """
    tidy = " ".join(plain_signs(text).replace("-", " ").split())
    digits = re.sub(_GAP, "", tidy)
    if _SHORT_CODE.fullmatch(digits):
        return tidy
    relay = re.match(_RELAY, tidy)
    start = f"{relay[0]} " if relay else ""
    number = tidy[len(relay[0]) :].strip() if relay else tidy
    number = _ABROAD.sub("0" if relay else "+44 ", number, count=1)
    return f"{start}{number}" if _WHOLE.fullmatch(re.sub(_GAP, "", number)) else ""


def find_phone_numbers(text: str) -> tuple[PhoneNumberMatch, ...]:
    """Return the UK phone numbers in a text, in its order.

    ``01632 960123/960124`` are two numbers, the second with the beginning of the first. Short
    codes are not looked for: in a text they could be any count.
    """
    return tuple(_numbers(plain_signs(text)))


def _numbers(plain: str) -> Iterator[PhoneNumberMatch]:
    for match in _NUMBER.finditer(plain):
        number = phone_number_in(match[0])
        if not number:
            continue
        yield PhoneNumberMatch(match.start(), match.end(), number)
        further = _FURTHER.match(plain, match.end())
        second = _with_beginning_of(number, further[1]) if further else ""
        if further and second:
            yield PhoneNumberMatch(further.start(1), further.end(1), second)


def _with_beginning_of(first: str, rest: str) -> str:
    """Return ``rest`` with the beginning of ``first``, where it is as long as its last groups."""
    groups, wanted = first.split(), len(re.sub(r"\s", "", rest))
    if len(groups) == 1 and wanted > _FEWEST_FURTHER:
        return phone_number_in(first[:-wanted] + rest)
    for number in range(1, len(groups)):
        if len("".join(groups[-number:])) == wanted:
            return phone_number_in(" ".join([*groups[:-number], rest]))
    return ""
