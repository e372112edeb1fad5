"""Types of single values: what a field may hold, and the error if it holds anything else."""

import re
from dataclasses import dataclass
from datetime import date, time
from typing import Annotated, Literal
from urllib.parse import urlsplit

from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from localoffer.model.suggestions import (
    day_meant,
    emails_in,
    link_meant,
    time_meant,
    without_signs_behind,
)
from localoffer.phone_number import find_phone_numbers, phone_number_in, plain_signs
from localoffer.problems import quoted

#: A file name or id that can be part of an address.
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SLUG_PATTERN = rf"^{SLUG.pattern}$"
#: Stands for an id in a row that `todo` writes to be pasted, until a person has chosen one.
TO_CHOOSE = "WHICH"

#: The code of a language (BCP 47, the part that people use).
LANGUAGE_PATTERN = r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$"
COLOUR_PATTERN = r"^#[0-9a-fA-F]{6}$"

#: The shape of a UK postcode (GOV.UK, "Bulk Data Transfer: additional validation", section 2).
_POSTCODE = re.compile(
    r"GIR 0AA|(?:[A-Z][0-9]{1,2}|[A-Z][A-HJ-Y][0-9]{1,2}|[A-Z][0-9][A-Z]|[A-Z][A-HJ-Y][0-9][A-Z])"
    r" [0-9][ABD-HJLNP-UW-Z]{2}"
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(r"(\d{1,2})[:.](\d{2})")

#: Years that a date may have; any other is taken for a typing mistake.
_YEARS = range(1800, 2200)

#: Signs of placeholders, Markdown and HTML.
_SIGNS = re.compile(r"[{}<>*\[\]]")

#: An age in whole years; 0 is the age of a baby.
Age = Annotated[int, Field(ge=0, le=120)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\n]*$")]


def _read_name(name: str) -> str:
    """Return a name as it is, if it can stand in any text.

    Raises:
        PydanticCustomError: It holds signs that a text gives a meaning to.
    """
    if _SIGNS.search(name):
        raise invalid(f"{quoted(name)} holds a sign that no name has.", "Leave out { } < > * [ ].")
    return name


#: A name that pages put into their texts ("{council}").
Name = Annotated[Line, AfterValidator(_read_name)]
Slug = Annotated[str, StringConstraints(pattern=SLUG_PATTERN, max_length=80)]
Language = Annotated[str, StringConstraints(pattern=LANGUAGE_PATTERN)]

#: The readers an author writes for.
Reader = Literal["parents", "young people", "staff"]


@dataclass(frozen=True, slots=True)
class ReadBy:
    """Marks a field as prose that an author writes for ``reader``: the checks judge its words."""

    reader: Reader


_Text = Annotated[str, StringConstraints(min_length=1)]

#: Prose, by its readers. ``check/wording.py`` judges every field of these types.
Paragraph = Annotated[_Text, ReadBy("parents")]
YoungPeopleParagraph = Annotated[_Text, ReadBy("young people")]
StaffParagraph = Annotated[_Text, ReadBy("staff")]
Summary = Annotated[str, Field(min_length=20, max_length=300), ReadBy("parents")]
Sentence = Annotated[Line, ReadBy("parents")]
YoungPeopleSentence = Annotated[Line, ReadBy("young people")]

#: Text whose words the author does not choose, so that no check judges them: what the public said,
#: a postal address, a translation, an earlier version that stays as it was.
Verbatim = _Text


def invalid(message: str, fix: str, field: str = "") -> PydanticCustomError:
    """Return the error that a validator raises: what is wrong with a value and what to write.

    ``field`` is the field to change where several fields of a record contradict each other.
    """
    context = {"message": message, "fix": fix, "field": field}
    return PydanticCustomError("invalid", "{message}", context)


def in_order(low: float | time | None, high: float | time | None) -> bool:
    """Return whether ``low`` is not above ``high``; True too if either is absent."""
    if isinstance(low, time) or isinstance(high, time):
        return not (isinstance(low, time) and isinstance(high, time)) or low <= high
    return low is None or high is None or low <= high


def read_postcode(text: str) -> str:
    """Return a postcode in capitals, with one space in it.

    Raises:
        PydanticCustomError: It cannot be a UK postcode.
    """
    letters = re.sub(r"\s", "", text).upper()
    postcode = f"{letters[:-3]} {letters[-3:]}"
    if not _POSTCODE.fullmatch(postcode):
        found = _POSTCODE.search(text[:_LONGEST].upper())
        alone = f"Write the postcode and nothing else: {found[0]}" if found else ""
        fix = alone or "Write the whole postcode, such as SC1 4AB."
        raise invalid(f"{quoted(text)} cannot be a UK postcode.", fix)
    return postcode


_UK_LENGTHS = (10, 11)
_SHORT = 20

#: Letters of a field in which what was meant is looked for.
_LONGEST = 200


def read_phone(text: str) -> str:
    """Return a UK phone number with tidy spaces (see ``localoffer.phone_number``).

    Raises:
        PydanticCustomError: It cannot be a UK phone number, or there are several.
    """
    number = phone_number_in(text)
    if number:
        return number
    found = [match.number for match in find_phone_numbers(text[:_LONGEST])]
    if len(found) > 1:
        raise invalid(
            f"{quoted(text)} holds {len(found)} phone numbers.",
            f"Write one here: {found[0]}. If there is a second row, {found[1]} goes there.",
        )
    raise invalid(f"{quoted(text)} cannot be a UK phone number{_why(text)}", _alone(text, found))


def _why(text: str) -> str:
    digits = re.sub(r"[\s().-]", "", plain_signs(text[:_LONGEST]))
    if letters := re.search(r"[^\W\d_]+(?:\W+[^\W\d_]+)*", text[:_LONGEST]):
        return f": it has letters in it ({letters[0][:_SHORT]})."
    if phone_number_in(f"0{digits}"):
        return ": its first 0 is missing."
    if digits.isdecimal() and digits.startswith("0") and len(digits) not in _UK_LENGTHS:
        return f": it has {len(digits)} digits."
    return "."


def _alone(text: str, found: list[str]) -> str:
    """Return what to write in place of a text that is no number, but may hold one."""
    first = phone_number_in(f"0{text}")
    if found or first:
        return f"Write the number and nothing else: {found[0] if found else first}."
    return "Write one number of 11 digits (a few have 10) and nothing else, such as 0300 123 1234."


def read_email(text: str) -> str:
    """Return an e-mail address in its usual form. Whether it exists is not looked up.

    Raises:
        PydanticCustomError: It is not an e-mail address.
    """
    try:
        return validate_email(text.strip(), check_deliverability=False).normalized
    except EmailNotValidError:
        found = emails_in(text)
        message = f"{quoted(text)} is not an e-mail address."
        if len(found) > 1:
            message = f"{quoted(text)} holds {len(found)} e-mail addresses."
        alone = f"Write one address and nothing else: {found[0]}" if found else ""
        fix = alone or "Write one address, such as hello@example.org."
        raise invalid(message, fix) from None


def read_link(text: str) -> str:
    """Return a full web address, without the space around it.

    Raises:
        PydanticCustomError: It is not a full http or https address.
    """
    address = text.strip()
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        parts, host = None, ""
    meant = without_signs_behind(address)
    is_whole = parts and parts.scheme in ("http", "https") and _is_host(host)
    if not is_whole or re.search(r"\s", address) or meant != address:
        meant = link_meant(text)
        is_address = _is_host(urlsplit(meant).hostname or "") and meant != address
        fix = f"Write the address and nothing else: {meant}" if is_address else ""
        raise invalid(
            f"{quoted(text)} is not a web address.",
            fix or "Write the whole address, such as https://www.example.org/page.",
        )
    return address


def is_readable_address(address: str) -> bool:
    """Return whether an address can be parsed; ``https://[x/`` cannot."""
    try:
        urlsplit(address)
    except ValueError:
        return False
    return True


def _is_host(host: str) -> bool:
    return bool(re.fullmatch(r"(?:[\w-]{1,63}\.)+[\w-]{2,63}", host))


def read_day(value: object) -> object:
    """Return a date from ``2026-03-31``; values of other types are returned as they are.

    Raises:
        PydanticCustomError: It is not a day in the calendar, or its year is outside 1800 to 2199.
    """
    if not isinstance(value, str):
        return value
    if _DAY.fullmatch(value):
        try:
            day = date.fromisoformat(value)
        except ValueError:
            raise invalid(
                f"{quoted(value)} is not a day in the calendar.", "Look it up in a calendar."
            ) from None
        if day.year not in _YEARS:
            raise invalid(f"{quoted(value)} is in another age.", "Check the year.")
        return day
    meant = day_meant(value)
    such = f": {meant} if that is the day" if meant else ", such as 2026-03-31"
    raise invalid(f"{quoted(value)} is not a date.", f"Write year-month-day{such}.")


def read_time(value: object) -> object:
    """Return a time of day from ``9:30`` or ``15.00``; values of other types are left as they are.

    Raises:
        PydanticCustomError: It is not a time of day.
    """
    if not isinstance(value, str):
        return value
    match = _TIME.fullmatch(value)
    if match and match[1].zfill(2) < "24" and match[2] < "60":
        return time(int(match[1]), int(match[2]))
    meant = time_meant(value)
    such = f": {meant}" if meant else ", such as 9:30 or 15:00"
    raise invalid(f"{quoted(value)} is not a time of day.", f"Write 24-hour time{such}.")


def read_yes_no(value: object) -> object:
    """Return a bool from ``yes`` or ``no``; values of other types are returned as they are.

    ``true`` and ``false`` count as well.

    Raises:
        PydanticCustomError: It is none of these.
    """
    if not isinstance(value, str):
        return value
    answers = {"yes": True, "true": True, "no": False, "false": False}
    if value.strip().lower() not in answers:
        raise invalid(f"{quoted(value)} is neither yes nor no.", "Write yes or no.")
    return answers[value.strip().lower()]


def _lower(value: object) -> object:
    return value.strip().lower() if isinstance(value, str) else value


Postcode = Annotated[str, AfterValidator(read_postcode)]
Phone = Annotated[str, AfterValidator(read_phone)]
Email = Annotated[str, AfterValidator(read_email)]
Link = Annotated[str, AfterValidator(read_link)]
Day = Annotated[date, BeforeValidator(read_day)]
TimeOfDay = Annotated[
    time,
    BeforeValidator(read_time),
    WithJsonSchema({"type": "string", "pattern": r"^\d{1,2}[:.]\d{2}$"}),
]
YesNo = Annotated[bool, BeforeValidator(read_yes_no)]

#: "Not known" is a separate answer: it is never shown as "no".
YesNoNotKnown = Annotated[Literal["yes", "no", "not known"], BeforeValidator(_lower)]
