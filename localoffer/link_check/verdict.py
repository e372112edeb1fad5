"""What an answer means for the person who follows the link: working, moved or broken."""

import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import Literal
from urllib.parse import urlsplit

from localoffer.link_check.errors import RequestFailure
from localoffer.link_check.http_request import HttpResponse
from localoffer.link_check.redirects import RedirectChain

HOME = "it now leads to the home page"

_FIRST_FAULT = 400
_FIRST_FAULT_OF_SERVER = 500

#: Answers that turn machines away and may let people in: of these we know nothing.
_FOR_PEOPLE_ONLY = (403, 429, 999)

_REASONS = {
    400: "its server does not understand the address (400)",
    401: "it asks for a password (401)",
    403: "it turns machines away (403), so a person has to look",
    404: "the page is not there (404)",
    410: "the page has been taken down (410)",
    429: "it asked us to come back later (429)",
    451: "it may not be shown, for legal reasons (451)",
    999: "it turns machines away (999), so a person has to look",
}

_HOME_PATH = re.compile(r"/?(?:(?:index|default|home)(?:\.\w+)?/?)?", re.IGNORECASE)
_SIGN_IN = re.compile(
    r"/(?:log-?in|sign-?in|wp-login\.php|servicelogin)\b|^//(?:login|accounts)\.", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class LinkVerdict:
    """The result of a visit, in the words of ``LinkCheck``."""

    found: Literal["working", "moved", "broken", "not visited"]
    why: str = ""
    moved_to: str = ""


def of_failure(failure: RequestFailure) -> LinkVerdict:
    """Return the verdict on a visit that brought no answer."""
    return LinkVerdict("not visited" if failure.not_visited else "broken", failure.why)


def of_redirects(address: str, redirects: RedirectChain) -> LinkVerdict:
    """Return the verdict on a visit that brought an answer."""
    answer = redirects.answer
    if answer.status >= HTTPStatus.MULTIPLE_CHOICES:
        return _of_status(answer)
    if _signs_in(answer.address) and not _signs_in(address):
        return LinkVerdict("broken", "it leads to a page to sign in")
    if is_home(answer.address) and not is_home(address):
        return LinkVerdict("moved", HOME, answer.address)
    if redirects.moved_to and not is_same(address, redirects.moved_to):
        return LinkVerdict("moved", "", redirects.moved_to)
    return LinkVerdict("working", "", redirects.moved_to)


def _of_status(answer: HttpResponse) -> LinkVerdict:
    status = answer.status
    if status < _FIRST_FAULT:
        return LinkVerdict("broken", f"it sends visitors on without saying where ({status})")
    if status == HTTPStatus.SERVICE_UNAVAILABLE and answer.retry_after is not None:
        return LinkVerdict("not visited", f"it asked us to come back later ({status})")
    return LinkVerdict("not visited" if status in _FOR_PEOPLE_ONLY else "broken", _reason(status))


def is_home(address: str) -> bool:
    """Return whether an address is that of a website's first page."""
    parts = urlsplit(address)
    return not parts.query and bool(_HOME_PATH.fullmatch(parts.path))


def is_same(address: str, other: str) -> bool:
    """Return whether two addresses differ only in http or https, in "www." or in a last slash.

    All addresses of a website's first page are the same.
    """
    if is_home(address) and is_home(other):
        return _compared(address)[0] == _compared(other)[0]
    return _compared(address) == _compared(other)


def _compared(address: str) -> tuple[str, str, str]:
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    return host, parts.path.rstrip("/"), parts.query


def _signs_in(address: str) -> bool:
    parts = urlsplit(address)
    return bool(_SIGN_IN.search(f"//{parts.hostname}{parts.path}"))


def _reason(status: int) -> str:
    if status in _REASONS:
        return _REASONS[status]
    if status >= _FIRST_FAULT_OF_SERVER:
        return f"its server has a fault ({status})"
    return f"its server refuses to show it ({status})"
