"""Phone numbers and e-mail addresses that stand only in a feed's texts.

One becomes a field only where the words before it say that it is the service's own; a mobile number
or a private mailbox never does, since it may be a person's. All others are pointed to.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from localoffer.check.private_contacts import is_mobile_number, is_private_mailbox
from localoffer.importers.html.to_markdown import to_markdown, to_plain_text
from localoffer.importers.inference.inferred import marked
from localoffer.importers.open_referral.contact import email_of, phones_of
from localoffer.importers.open_referral.feed_service import FeedPhone, FeedService
from localoffer.importers.shared.notes import Notes
from localoffer.importers.shared.text import line
from localoffer.phone_number import find_phone_numbers

#: How many letters before a number or an address are looked at.
_BEFORE = 60

_US = r"(?:us|our (?:office|team|helpline|booking line)|the (?:office|team|helpline|booking line))"
_START = r"(?:^|[.!?;,(\n][^\S\n]*+|\b(?:or|and) )"
_END = r"(?: directly)?(?: on| at| via| to)?\s?[.:–-]?\s?$"
_ASKS_TO_RING = re.compile(
    rf"(?:\b(?:call|ring|phone|telephone|contact)(?: {_US})?"
    rf"|{_START}(?:our )?(?:tel(?:ephone)?|phone|helpline|enquiries|bookings?)(?: number| no\.?)?"
    rf"|\b{_US}){_END}",
    re.IGNORECASE,
)
_ASKS_TO_WRITE = re.compile(
    rf"(?:\b(?:e-?mail|contact|write to)(?: {_US})?"
    rf"|{_START}(?:our )?(?:e-?mail|enquiries|bookings?)(?: address)?|\b{_US}){_END}",
    re.IGNORECASE,
)
#: An address before a number: it may be that of another place.
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")
_EMAIL = re.compile(r"[\w.+'-]{1,64}@(?:[\w-]{1,63}\.){1,5}[\w-]{2,24}")


@dataclass(frozen=True, slots=True)
class _Mention:
    """A number or an address in a text, and the words just before it."""

    value: str
    before: str


def with_contacts_of_texts(
    values: dict[str, Any], feed: FeedService, notes: Notes
) -> dict[str, Any]:
    """Return values with a phone number and an e-mail address from texts, where they have none.

    The service's own text goes before its organisation's. What was found so is named in
    ``inferred_fields``.
    """
    found: dict[str, Any] = {}
    for text in (feed.description, feed.provider.text):
        plain = to_plain_text(to_markdown(text, Notes())) if text.strip() else ""
        names = (line(feed.name), line(feed.provider.name))
        if not values.get("phones") and "phones" not in found:
            found |= _phones(_once(_numbers(plain)), names, notes)
        if not values.get("email") and "email" not in found:
            found |= _email(_once(_addresses(plain)), names, str(values.get("url", "")), notes)
    return marked({**values, **found}, found)


def _once(mentions: Iterator[_Mention]) -> list[_Mention]:
    """Return the first mention of each number or address."""
    by_value: dict[str, _Mention] = {}
    for mention in mentions:
        by_value.setdefault(re.sub(r"\s", "", mention.value.lower()), mention)
    return list(by_value.values())


def _numbers(text: str) -> Iterator[_Mention]:
    for match in find_phone_numbers(text):
        yield _Mention(match.number, text[max(0, match.start - _BEFORE) : match.start])


def _addresses(text: str) -> Iterator[_Mention]:
    for match in _EMAIL.finditer(text):
        yield _Mention(match[0], text[max(0, match.start() - _BEFORE) : match.start()])


def _phones(mentions: list[_Mention], names: tuple[str, ...], notes: Notes) -> dict[str, Any]:
    if not mentions:
        return {}
    first = mentions[0]
    if len(mentions) > 1:
        return _several(mentions, "phones", "phone numbers", notes)
    if is_mobile_number(first.value):
        return _pointed_to(first, "phones", "mobile number", notes)
    if not _asks(_ASKS_TO_RING, first.before, names):
        return _pointed_to(first, "phones", "phone number", notes)
    notes.cleaned("phones", "phone number taken from a text", first.before + first.value)
    return {"phones": phones_of([FeedPhone(first.value)], Notes())}


def _email(
    mentions: list[_Mention], names: tuple[str, ...], url: str, notes: Notes
) -> dict[str, Any]:
    if not mentions:
        return {}
    first = mentions[0]
    if len(mentions) > 1:
        return _several(mentions, "email", "e-mail addresses", notes)
    if is_private_mailbox(first.value):
        return _pointed_to(first, "email", "private mailbox", notes)
    email = email_of([first.value], Notes())
    if not email or not (_asks(_ASKS_TO_WRITE, first.before, names) or _is_of(email, url)):
        return _pointed_to(first, "email", "e-mail address", notes)
    notes.cleaned("email", "e-mail address taken from a text", first.before + first.value)
    return {"email": email}


def _pointed_to(mention: _Mention, field: str, what: str, notes: Notes) -> dict[str, Any]:
    """Note a number or an address that may be somebody else's; it becomes no field."""
    kind = f"{what} in a text only: is it theirs?"
    notes.to_check(field, kind, mention.before + mention.value)
    return {}


def _several(mentions: list[_Mention], field: str, what: str, notes: Notes) -> dict[str, Any]:
    shown = ", ".join(mention.value for mention in mentions)
    notes.to_check(field, f"several {what} in a text only: is one theirs?", shown)
    return {}


def _asks(pattern: re.Pattern[str], before: str, names: tuple[str, ...]) -> bool:
    """Return whether the words before a number ask to use it, also by the service's own name."""
    for name in filter(None, names):
        before = re.sub(re.escape(name), "us", before, flags=re.IGNORECASE)
    return bool(pattern.search(before)) and not _POSTCODE.search(before)


def _is_of(email: str, url: str) -> bool:
    """Return whether an address belongs to the host of the service's own website."""
    try:
        host = (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return False
    return bool(host) and email.lower().rsplit("@", 1)[-1] == host
