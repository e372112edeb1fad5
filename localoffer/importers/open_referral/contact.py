"""Contact details: phone numbers taken out of text, e-mail addresses, links."""

import re
from collections.abc import Iterable, Iterator

import phonenumbers
from pydantic_core import PydanticCustomError

from localoffer.importers.open_referral.feed_service import FeedPhone
from localoffer.importers.shared.notes import Notes
from localoffer.importers.shared.text import cut, line
from localoffer.importers.shared.web_address import as_link, is_empty_site
from localoffer.model.fields import read_email
from localoffer.phone_number import find_phone_numbers, phone_number_in, plain_signs

_LINE = 200
_BARE = re.compile(r"[1-378](?:[\s-]?\d){9}")
_SHORT = re.compile(r"[1-9]\d{2,5}")
_EXTENSION = re.compile(
    r"\s*+(?:,\s*+)?(?:ext(?:ension)?\.?|x|option|opt\.?)\s*+(?::\s*+)?(\d{1,6})", re.IGNORECASE
)
_BRACKETS = re.compile(r"^\s*[(\[]([^()\[\]]*)[)\]]")
_DIGITS = re.compile(r"\d(?:[\s().-]{0,2}\d){6,19}")
_JOINT = re.compile(r"^(?:or|and)\b|\b(?:or|and)$", re.IGNORECASE)
_EDGES = " \t\n,;:/|–—-.&()[]"
_EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}+@[\w.-]+\.[\w-]+")
_NOBODY = re.compile(
    r"@(?:noemail|no-email|none|test|email|example)\.(?:invalid|com|test)$|^(?:none|noemail|test)@"
)


def phones_of(phones: Iterable[FeedPhone], notes: Notes) -> list[dict[str, str]]:
    """Return every number in the fields with its description; each number once."""
    descriptions: dict[str, str] = {}
    for phone in phones:
        text = line(phone.text)
        numbers = list(_numbers(text, notes))
        if not numbers:
            notes.lost("phones", "phone field without a UK number", text)
        elif len(numbers) > 1 or numbers[0][1]:
            notes.cleaned("phones", "phone number taken out of words", text)
        for number, text_label in numbers:
            label = ", ".join(dict.fromkeys(filter(None, (line(phone.label), text_label))))
            descriptions[number] = descriptions.get(number) or cut(label, _LINE)
    return [{"number": n, **({"description": d} if d else {})} for n, d in descriptions.items()]


def _numbers(text: str, notes: Notes) -> Iterator[tuple[str, str]]:
    """Yield each number with the text that describes it."""
    matches = find_phone_numbers(text)
    if not matches:
        yield from _single(text, notes)
    before = 0
    for index, match in enumerate(matches):
        is_last = index + 1 == len(matches)
        rest = text[match.end : len(text) if is_last else matches[index + 1].start]
        label, rest = _described(text[before : match.start].strip(_EDGES), rest)
        if is_last:
            label = ", ".join(filter(None, (label, rest.strip(_EDGES))))
        before = match.end if is_last else matches[index + 1].start - len(rest)
        yield _as_written_here(match.number), _without_numbers(label, notes)


def _described(label: str, rest: str) -> tuple[str, str]:
    """Return a number's label with an extension and brackets behind it, and the rest of these."""
    extension = _EXTENSION.match(rest)
    if extension:
        label = f"{label}, extension {extension[1]}".strip(_EDGES)
        rest = rest[extension.end() :]
    brackets = _BRACKETS.match(rest)
    if brackets:
        label = ", ".join(filter(None, (label, brackets[1].strip())))
        rest = rest[brackets.end() :]
    return label, rest


def _without_numbers(label: str, notes: Notes) -> str:
    """Return a label without what looks like a number and cannot be one."""
    for digits in _DIGITS.findall(label):
        notes.lost("phones", "number that cannot be a UK phone number", digits)
        label = label.replace(digits, "")
    return _JOINT.sub("", label.strip(_EDGES)).strip(_EDGES)


def _single(text: str, notes: Notes) -> Iterator[tuple[str, str]]:
    plain = plain_signs(text).strip()
    number = phone_number_in(f"0{plain}") if _BARE.fullmatch(plain) else ""
    if number:
        notes.cleaned("phones", "phone number without its first 0", text)
        yield _as_written_here(number), ""
    elif _SHORT.fullmatch(plain):
        yield plain, ""


def _as_written_here(number: str) -> str:
    """Return a UK number as it is written in Britain; Relay UK's 18001 in front stays."""
    relay = re.match(r"1800[12] ", number)
    start = relay[0] if relay else ""
    try:
        parsed = phonenumbers.parse(number[len(start) :], "GB")
    except phonenumbers.NumberParseException:
        return number
    shape = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)
    return phone_number_in(f"{start}{shape}") or number


def email_of(texts: Iterable[str], notes: Notes) -> str:
    """Return the first address that somebody can write to."""
    addresses: list[str] = []
    for text in texts:
        plain = re.sub(r"^mailto:", "", line(text).strip("<>"), flags=re.IGNORECASE)
        matches = [email for match in _EMAIL.findall(plain) if (email := _as_email(match, notes))]
        if matches and matches[0] != plain:
            notes.cleaned("email", "e-mail address taken out of words", text)
        elif not matches and not _EMAIL.search(plain):
            notes.lost("email", "text that is no e-mail address", text)
        addresses += matches
    for address in dict.fromkeys(addresses):
        if address != addresses[0]:
            notes.lost("email", "second e-mail address", address)
    return addresses[0] if addresses else ""


def _as_email(text: str, notes: Notes) -> str:
    address = text.strip(".,;'")
    try:
        if not _NOBODY.search(address.lower()):
            return read_email(address)
    except PydanticCustomError:
        pass
    notes.lost("email", "e-mail address that nobody reads", text)
    return ""


def url_of(texts: Iterable[str], field: str, notes: Notes) -> str:
    """Return the first text that is, or can be made, a web address."""
    first = ""
    for text in texts:
        address = as_link(text)
        if address:
            if first and address != first:
                notes.lost(field, "second web address", text)
            elif not first and address != text:
                notes.cleaned(field, "web address mended", text)
            first = first or address
            continue
        notes.lost(field, _no_address(text), text)
    return first


def _no_address(text: str) -> str:
    if is_empty_site(text):
        return "web address that leads nowhere"
    return (
        "web address with a space, whose end cannot be told"
        if re.search(r"https?:|www\.", text, re.IGNORECASE) and " " in text.strip()
        else "text that is no web address"
    )
