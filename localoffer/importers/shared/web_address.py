"""Web addresses out of the texts in which they are typed, and never one that leads elsewhere."""

import re
from urllib.parse import quote, urlsplit

from pydantic_core import PydanticCustomError

from localoffer.importers.shared.text import line
from localoffer.model.fields import read_link

_START = re.compile(r"https?:/*|(?<![\w./=?&-])www\.", re.IGNORECASE)
_DOUBLED = re.compile(r"^(?:https?:/*){1,9}(?=https?:)", re.IGNORECASE)
_BARE = re.compile(r"(?:[\w-]{1,63}\.){1,9}[a-z]{2,24}(?:[/?#:]\S*)?(?: |$)", re.IGNORECASE)
_HOST_ONLY = re.compile(r"https?:/*[^/?#]*/?", re.IGNORECASE)
_EMPTY = re.compile(r"https?://(?:www\.)?(?:example\.com|none\.com|test\.com)/?")

#: What follows an address and is no part of it: "(closed)", "and …", "– ask us first".
_WORDS = re.compile(r"[(\[–—-]|(?:and|or|also|for|then|&|\+|\|)(?!\S)", re.IGNORECASE)

#: How an address ends that names a file: only in such a one is a space a part of it.
_FILE = re.compile(
    r"\.(?:pdf|docx?|odt|rtf|xlsx?|pptx?|csv|txt|html?|aspx?|php|jpe?g|png)(?:[?#]\S*)?$",
    re.IGNORECASE,
)

#: What social networks and newsletters add to follow a person about.
_TRACKS = re.compile(r"(?<=[?&])(?:fbclid|gclid|msclkid|mc_[ce]id|igsh|utm_\w+)=[^&#]*&?")


def as_link(text: str) -> str:
    """Return the first web address in a text, mended where that is safe, or an empty text.

    Words after an address are no part of it. A space stands for ``%20`` where the whole names a
    file; where nobody can tell whether what follows a space belongs to the address, there is none:
    a shorter address could lead elsewhere.
    """
    link = line(text).strip(" <>\"'.,;")
    start = _START.search(link)
    if start:
        link = _DOUBLED.sub("", link[start.start() :])
    if not link.lower().startswith("http") and (start or _is_bare(link)):
        link = f"https://{link}"
    address = _encoded(_without_words(link))
    try:
        fits = "@" not in urlsplit(address).netloc and not is_empty_site(address)
        return read_link(address) if fits else ""
    except (PydanticCustomError, ValueError):
        return ""


def is_empty_site(address: str) -> bool:
    """Return whether an address is what forms suggest, and nobody's own ("www.example.com")."""
    return bool(_EMPTY.fullmatch(address))


def _is_bare(text: str) -> bool:
    """Return whether a text is an address without ``https://``, alone or with words behind it."""
    match = _BARE.match(text)
    return bool(match and (match.end() == len(text) or _WORDS.match(text, match.end())))


def _without_words(text: str) -> str:
    """Return the address that a text begins with; empty where its end cannot be told."""
    first, _, rest = text.partition(" ")
    further = _START.search(rest)
    if further:
        rest = rest[: further.start()].strip(" ,;")
    ends = not rest or first[-1] in ",;)>" or _WORDS.match(rest)
    if not ends and not _FILE.search(rest):
        ends = _HOST_ONLY.fullmatch(first)
    elif not ends and not _HOST_ONLY.fullmatch(first):
        return f"{first} {rest}"
    return _without_end(first) if ends else ""


def _without_end(address: str) -> str:
    address = address.rstrip(".,;:!'\"’”>}")
    for opening, closing in ("()", "[]"):
        if address.count(closing) > address.count(opening):
            address = address.rstrip(closing)
    return address


def _encoded(address: str) -> str:
    """Return an address whose every letter may stand in one (RFC 3986), without tracking."""
    match = re.fullmatch(r"(https?):/*([^/?#]*)([^#]*)(#.*)?", address, re.IGNORECASE)
    if not match:
        return ""
    path = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", _TRACKS.sub("", match[3]).rstrip("?&"))
    path = quote(path, safe="%/:=&?~+!$,;'@()*")
    end = quote(match[4] or "", safe="%/:=&?~+!$,;'@()*")
    return f"{match[1].lower()}://{match[2].lower()}{path}{end.replace('%23', '#', 1)}"
