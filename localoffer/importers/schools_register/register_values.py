"""Single values of the register, cleaned for a file, with notes on what was wrong."""

import re
import unicodedata
from datetime import date, datetime

from ftfy import fix_encoding
from pydantic_core import PydanticCustomError

from localoffer.importers.open_referral.contact import phones_of
from localoffer.importers.open_referral.feed_service import FeedPhone
from localoffer.importers.shared.notes import Notes
from localoffer.importers.shared.text import cut, line
from localoffer.importers.shared.web_address import as_link
from localoffer.model.fields import read_postcode

_LINE = 200
_OLDEST = 120
#: The sign in place of a lost letter, and the same sign decoded twice.
_LOST = ("\ufffd", "ï¿½")
_DAYS = ("%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d")
#: The register writes 1 January 1900 where it does not know the day.
_FIRST_YEAR = 1901
_BARE_NUMBER = re.compile(r"[1-9][\d ]{8,11}")
_SHORTEST_PHONE = 9
_EMPTY_VALUES = (
    "",
    "not applicable",
    "n/a",
    "na",
    "none",
    "null",
    "-",
    "--",
    "unknown",
    "not known",
)
_WORD = re.compile(r"[^\W\d_]+")


class Damaged(Exception):  # noqa: N818 - it is no error of the program's
    """A value in which a letter was lost: nobody can say which."""


def text_of(value: str, column: str, notes: Notes) -> str:
    """Return a value on one line.

    Raises:
        Damaged: a letter of it is lost, which is noted.
    """
    if value.isascii() and value.isprintable() and "&" not in value and "<" not in value:
        return cut(" ".join(value.split()), _LINE)
    if any(sign in value for sign in _LOST):
        notes.lost(column, "value with a damaged letter (U+FFFD)", value)
        raise Damaged
    text = line(value)
    mended = _WORD.sub(_in_latin, text)
    if mended != text or fix_encoding(value) != value:
        notes.cleaned(column, f"garbled letters mended to {mended!r}: look at it", value)
    elif any(_is_mixed(word) for word in _WORD.findall(mended)):
        notes.cleaned(column, "letters that look garbled, kept as they stand", value)
    return cut(mended, _LINE)


def name_of(value: str, column: str, notes: Notes) -> str:
    """Return a school's name; where a letter of it is lost, the rest stays."""
    try:
        return text_of(value, column, notes)
    except Damaged:
        for sign in _LOST:
            value = value.replace(sign, "")
        return cut(line(value), _LINE)


def website_of(value: str, column: str, notes: Notes) -> str:
    """Return a web address, with ``https://`` where the register writes none; empty for junk."""
    if value.strip().lower() in _EMPTY_VALUES:
        return ""
    text = text_of(value, column, notes)
    address = as_link(text)
    if not address:
        notes.lost(column, "website that is no web address", value)
    elif address.rstrip("/") != _with_scheme(text).rstrip("/"):
        notes.cleaned(column, f"website mended to {address}: look at it", value)
    return address


def _with_scheme(text: str) -> str:
    """Return a website as it stands, with ``https://`` where the register writes none."""
    return text if text.lower().startswith("http") else f"https://{text}"


def phone_of(value: str, column: str, notes: Notes) -> str:
    """Return a phone number; the register's older layout leaves out the first 0."""
    if value.strip().lower() in _EMPTY_VALUES:
        return ""
    text = text_of(value, column, notes)
    full = f"0{text}" if _BARE_NUMBER.fullmatch(text) and not text.startswith("44") else text
    numbers = [phone["number"] for phone in phones_of([FeedPhone(full, "")], Notes())]
    number = next((n for n in numbers if sum(map(str.isdecimal, n)) > _SHORTEST_PHONE), "")
    if not number:
        notes.lost(column, "phone number that cannot be one", value)
    return number


def postcode_of(value: str, column: str, notes: Notes) -> str:
    """Return a postcode in its usual form; empty for what cannot be one."""
    text = text_of(value, column, notes)
    try:
        return read_postcode(text) if text else ""
    except PydanticCustomError:
        notes.lost(column, "postcode that cannot be one", value)
        return ""


def day_of(value: str, column: str, notes: Notes) -> str:
    """Return ``2026-03-31`` from ``31-03-2026``; empty where no day is known."""
    text = value.strip()
    for form in _DAYS if text else ():
        try:
            day: date = datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        return day.isoformat() if day.year >= _FIRST_YEAR else ""
    if text.lower() not in _EMPTY_VALUES:
        notes.lost(column, "day that cannot be one", value)
    return ""


def number_of(value: str, column: str, notes: Notes) -> int | None:
    """Return a whole number of years or places from 0 on."""
    text = value.strip().removesuffix(".0")
    if text.isascii() and text.isdecimal() and int(text) < 10 * _OLDEST:
        return int(text)
    if text.lower() not in _EMPTY_VALUES:
        notes.lost(column, "number that cannot be one", value)
    return None


def _in_latin(match: re.Match[str]) -> str:
    """Return a word with Cyrillic letters among Latin ones as it was before it was misread."""
    word = match[0]
    if not _is_mixed(word):
        return word
    try:
        return "".join(
            letter.encode("cp1251").decode("cp1252") if ord(letter) > ord("ÿ") else letter
            for letter in word
        )
    except UnicodeError:
        return word


def _is_mixed(word: str) -> bool:
    scripts = {unicodedata.name(letter, "?").partition(" ")[0] for letter in word}
    return len(scripts & {"LATIN", "CYRILLIC", "GREEK"}) > 1
