"""The value that was most likely meant by one that cannot be read, for the sentence about it.

Nothing is changed by guessing: an editor reads the suggestion and decides. Only the beginning of a
long text is looked at.
"""

import re
from datetime import date, datetime
from urllib.parse import urlsplit

from email_validator import EmailNotValidError, validate_email

_LONGEST = 200

_EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[\w-]{1,63}\.){1,5}[A-Za-z]{2,24}")
_ADDRESS = re.compile(r"https?://[^\s<>()\[\]\"'“”‘’]{1,200}", re.IGNORECASE)
_HOST = re.compile(r"(?:h?t{1,3}p{0,2}s?:?/{0,3})?((?:[\w-]{1,63}\.){1,5}[a-z]{2,24}(?:[/?#]\S*)?)")
_TIME = re.compile(
    r"(\d{1,2})(?:[:.h](\d{2}))?\s?(am|pm|a\.m\.?|p\.m\.?|noon|hrs|o'clock)?", re.IGNORECASE
)
_NOON, _MIDNIGHT = 12, 24
_MINUTES = 60
_YEARS = re.compile(
    r"(?:ages? |aged )?(\d{1,3})(?: ?\+| ?(?:years?|yrs?)(?: old)?)?"
    r"(?: (?:and|or) (?:over|under|up))?"
)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_NUMBER = re.compile(r"\d{1,6}(?:[.,]\d{2})?(?!\d)")

#: British dates, the day first (GOV.UK style guide, "dates").
_DAYS = (
    "%d/%m/%Y", "%d/%m/%y", "%d %B %Y", "%d %b %Y", "%d %B %y", "%Y %m %d", "%d %m %Y", "%Y/%m/%d",
)  # fmt: skip
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE)
_WEEKDAY = re.compile(r"^(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+", re.IGNORECASE)


def day_meant(text: str) -> date | None:
    """Return the day that a date in another form names, such as 3/4/26 or 3rd April 2026."""
    words = _ORDINAL.sub("", _WEEKDAY.sub("", text[:_LONGEST].strip()))
    words = re.sub(r"[\s.,\u2010-\u2015-]+", " ", words).replace(" of ", " ").strip()
    for form in _DAYS:
        try:
            return datetime.strptime(words, form).date()  # noqa: DTZ007  # a day has no time zone
        except ValueError:
            continue
    return None


def time_meant(text: str) -> str:
    """Return the 24-hour time that a time in another form names: "13:30" from 1.30pm."""
    words = text[:_LONGEST].strip().lower()
    if words in ("noon", "midday", "12 noon"):
        return "12:00"
    match = _TIME.fullmatch(words)
    if match is None:
        return ""
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "")[:1]
    if half == "p" and hour < _NOON:
        hour += _NOON
    if (half == "a" and hour == _NOON) or (hour == _MIDNIGHT and not minute):
        hour = 0
    return f"{hour}:{minute:02}" if hour < _MIDNIGHT and minute < _MINUTES else ""


def emails_in(text: str) -> tuple[str, ...]:
    """Return the e-mail addresses in a text, each once."""
    found = dict.fromkeys(_EMAIL.findall(text[:_LONGEST]))
    return tuple(address for address in found if _is_email(address))


def _is_email(address: str) -> bool:
    try:
        validate_email(address, check_deliverability=False)
    except EmailNotValidError:
        return False
    return True


def link_meant(text: str) -> str:
    """Return the web address in a text, without the signs of a message behind it, or ""."""
    start = text[:_LONGEST].strip()
    found = _ADDRESS.search(start)
    host = _HOST.fullmatch(start.strip("<>()[]\"'“”‘’.,;"))
    address = found[0] if found else f"https://{host[1]}" if host else ""
    return without_signs_behind(address)


def without_signs_behind(address: str) -> str:
    """Return an address without what a sentence writes behind it: a full stop, a bracket."""
    plain = address.rstrip(".,;:!\"'’”>]}")
    while plain.endswith(")") and plain.count(")") > plain.count("("):
        plain = plain[:-1].rstrip(".,;:!")
    try:
        return plain if plain and urlsplit(plain).hostname else ""
    except ValueError:
        return ""


def years_in(text: str) -> str:
    """Return the whole years that a text says ("5+", "11 years old"), or ""."""
    match = _YEARS.fullmatch(text[:_LONGEST].strip().lower())
    return match[1] if match else ""


def number_in(text: str) -> str:
    """Return the number in a text that holds one alone, such as 4.50 from "£4.50 each", or ""."""
    found = _NUMBER.findall(_THOUSANDS.sub("", text[:_LONGEST]))
    return found[0].replace(",", ".") if len(found) == 1 else ""
