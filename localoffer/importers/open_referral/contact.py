"""How to get in touch: numbers found in words, addresses that somebody reads, links."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote, urlsplit

import phonenumbers
from pydantic_core import PydanticCustomError

from localoffer.importers.open_referral.feed_service import FeedPhone
from localoffer.importers.shared.notes import Notes
from localoffer.importers.shared.text import cut, line
from localoffer.model.fields import read_email, read_link, read_phone

_LINE = 200
_NUMBER = re.compile(
    r"(?<![\d+])(?:\+44|0044|0(?=\d|\())[\s().-]*(?:\(0\)\s*)?(?:\d[\s().-]{0,3}){8,10}\d?"
)
_BARE = re.compile(r"[1-378](?:[\s-]?\d){9}")
_SHORT = re.compile(r"[1-9]\d{2,5}")
_EXTENSION = re.compile(
    r"^\s*(?:,?\s*(?:ext(?:ension)?\.?|x|option|opt\.?)\s*:?\s*(\d{1,6}))", re.IGNORECASE
)
_BRACKETS = re.compile(r"^\s*[(\[]([^()\[\]]*)[)\]]")
_JOINT = re.compile(r"^(?:or|and)\b|\b(?:or|and)$", re.IGNORECASE)
_EDGES = " \t\n,;:/|–—-.&()[]"
_EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w.-]+\.[\w-]+")
_NOBODY = re.compile(
    r"@(?:noemail|no-email|none|test|email|example)\.(?:invalid|com|test)$|^(?:none|noemail|test)@"
)
_EMPTY_SITES = re.compile(
    r"https?://(?:www\.)?example\.com/?$|https?://(?:www\.)?(?:none|test)\.com/?$"
)

#: What social networks and newsletters add to follow a person about.
_TRACKS = re.compile(r"(?<=[?&])(?:fbclid|gclid|msclkid|mc_[ce]id|igsh|utm_\w+)=[^&#]*&?")


def phones_of(phones: Iterable[FeedPhone], notes: Notes) -> list[dict[str, str]]:
    """Return every number in the fields, with what is said about it; each number once."""
    found: dict[str, str] = {}
    for phone in phones:
        text = line(phone.text)
        numbers = list(_numbers(text, notes))
        if not numbers:
            notes.lost("phones", "phone field without a UK number", text)
        elif len(numbers) > 1 or numbers[0][1]:
            notes.cleaned("phones", "phone number taken out of words", text)
        for number, said in numbers:
            label = ", ".join(dict.fromkeys(filter(None, (line(phone.label), said))))
            found[number] = found.get(number) or cut(label, _LINE)
    return [{"number": n, **({"description": d} if d else {})} for n, d in found.items()]


def _numbers(text: str, notes: Notes) -> Iterator[tuple[str, str]]:
    """Yield each number with the words that belong to it."""
    found = [(m.start(), re.sub(r"\D+$", "", m[0])) for m in _NUMBER.finditer(text)]
    if not found:
        yield from _single(text, notes)
    before = 0
    for number, (start, digits) in enumerate(found):
        end = found[number + 1][0] if number + 1 < len(found) else len(text)
        rest = text[start + len(digits) : end]
        label = text[before:start].strip(_EDGES)
        extension = _EXTENSION.match(rest)
        if extension:
            label = f"{label}, extension {extension[1]}".strip(_EDGES)
            rest = rest[extension.end() :]
        brackets = _BRACKETS.match(rest)
        if brackets:
            label = ", ".join(filter(None, (label, brackets[1].strip())))
            rest = rest[brackets.end() :]
        if number + 1 == len(found):
            label = ", ".join(filter(None, (label, rest.strip(_EDGES))))
        label = _JOINT.sub("", label).strip(_EDGES)
        before = end - len(rest)
        tidy = _as_number(digits)
        if tidy:
            yield tidy, label
        else:
            notes.lost("phones", "number that cannot be a UK phone number", digits)


def _single(text: str, notes: Notes) -> Iterator[tuple[str, str]]:
    bare = _BARE.fullmatch(text)
    number = _as_number(f"0{text}") if bare else None
    if number:
        notes.cleaned("phones", "phone number without its first 0", text)
        yield number, ""
    elif _SHORT.fullmatch(text):
        yield text, ""


def _as_number(text: str) -> str | None:
    """Return a number as it is written in Britain, or None if it cannot be one."""
    digits = re.sub(r"\D", "", text.replace("(0)", ""))
    digits = re.sub(r"^(?:00)?44", "0", digits)
    try:
        parsed = phonenumbers.parse(digits, "GB")
        shape = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)
        return read_phone(shape.replace("(", "").replace(")", ""))
    except (phonenumbers.NumberParseException, PydanticCustomError):
        return None


def email_of(texts: Iterable[str], notes: Notes) -> str:
    """Return the first address that somebody can write to."""
    found: list[str] = []
    for text in texts:
        plain = re.sub(r"^mailto:", "", line(text).strip("<>"), flags=re.IGNORECASE)
        addresses = [one for each in _EMAIL.findall(plain) if (one := _as_email(each, notes))]
        if addresses and addresses[0] != plain:
            notes.cleaned("email", "e-mail address taken out of words", text)
        elif not addresses and not _EMAIL.search(plain):
            notes.lost("email", "text that is no e-mail address", text)
        found += addresses
    for more in dict.fromkeys(found):
        if more != found[0]:
            notes.lost("email", "second e-mail address", more)
    return found[0] if found else ""


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
    for text in texts:
        address = as_link(text)
        if address:
            if address != text:
                notes.cleaned(field, "web address mended", text)
            return address
        kind = (
            "web address that leads nowhere"
            if _EMPTY_SITES.match(text)
            else "text that is no web address"
        )
        notes.lost(field, kind, text)
    return ""


def as_link(text: str) -> str:
    """Return a web address, mended where it can be, or an empty text."""
    said = line(text).strip(" <>\"'.,;")
    found = re.search(r"https?:/*\S+", said, re.IGNORECASE)
    if found:
        said = re.sub(r"^(?:https?:/*)+(?=https?:)", "", found[0], flags=re.IGNORECASE)
    elif re.match(r"(?:[\w-]+\.)+[a-z]{2,}(?:[/?#:]\S*)?$", said, re.IGNORECASE):
        said = f"https://{said}"
    said = said.rstrip(".,;'")
    address = _written_right(said.rstrip(")") if said.count(")") > said.count("(") else said)
    try:
        fits = "@" not in urlsplit(address).netloc and not _EMPTY_SITES.match(address)
        return read_link(address) if fits else ""
    except (PydanticCustomError, ValueError):
        return ""


def _written_right(address: str) -> str:
    """Return an address whose every letter may stand in one (RFC 3986), without tracking."""
    match = re.fullmatch(r"(https?):/*([^/?#]*)([^#]*)(#.*)?", address, re.IGNORECASE)
    if not match:
        return ""
    path = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", _TRACKS.sub("", match[3]).rstrip("?&"))
    path = quote(path, safe="%/:=&?~+!$,;'@()*")
    end = quote(match[4] or "", safe="%/:=&?~+!$,;'@()*")
    return f"{match[1].lower()}://{match[2]}{path}{end.replace('%23', '#', 1)}"
