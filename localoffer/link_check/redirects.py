"""The way from an address to its answer: on from redirect to redirect, and again when busy."""

import time
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit

from localoffer.link_check.errors import RequestFailure
from localoffer.link_check.http_request import HttpResponse
from localoffer.link_check.limits import LinkCheckLimits
from localoffer.link_check.politeness import Hosts

_PERMANENT = (HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT)
_PASSING = (HTTPStatus.FOUND, HTTPStatus.SEE_OTHER, HTTPStatus.TEMPORARY_REDIRECT)
_BUSY = HTTPStatus.TOO_MANY_REQUESTS


@dataclass(frozen=True, slots=True)
class RedirectChain:
    """Where an address led. ``moved_to`` is where its permanent redirects end, if it has any."""

    answer: HttpResponse
    moved_to: str = ""


def follow(hosts: Hosts, address: str, most: int, limits: LinkCheckLimits) -> RedirectChain:
    """Return where an address leads, with at most so many bytes of the body.

    A redirect that is not for ever ends what counts as moved: what comes after it may change.

    Raises:
        RequestFailure: no answer came on the way, and why.
    """
    end = time.monotonic() + limits.visit
    here, moved_to, lasting, seen = address, "", True, {address}
    for _ in range(limits.redirects + 1):
        answer = _ask(hosts, here, most, limits, end)
        if answer.status not in (*_PERMANENT, *_PASSING) or not answer.location:
            return RedirectChain(answer, moved_to)
        lasting = lasting and answer.status in _PERMANENT
        here = _next(here, answer.location)
        moved_to = here if lasting else moved_to
        if here in seen:
            raise RequestFailure("it sends visitors round in circles")
        seen.add(here)
    raise RequestFailure(f"it sends visitors on more than {limits.redirects} times")


def _next(here: str, location: str) -> str:
    try:
        there = urljoin(here, location.encode("latin-1").decode("utf-8", "replace"))
        parts = urlsplit(there)
    except ValueError:
        raise RequestFailure("it sends visitors on to something that is no web address") from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise RequestFailure("it sends visitors on to something that is no web address")
    return there.partition("#")[0]


def _ask(
    hosts: Hosts, address: str, most: int, limits: LinkCheckLimits, end: float
) -> HttpResponse:
    """Return an answer that is not "later", asking again a few times; the last one as it is."""
    for number in range(1, limits.tries + 1):
        last = number == limits.tries or time.monotonic() > end
        wait = limits.back_off * 2 ** (number - 1)
        try:
            answer = hosts.get(address, most)
        except RequestFailure as fault:
            if last or not fault.transient:
                raise
        else:
            asked = answer.retry_after
            busy = answer.status == _BUSY or answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR
            if last or not busy or (asked or 0) > limits.longest_wait:
                return answer
            wait = max(wait, asked or 0)
        hosts.rest(address, wait)
    raise AssertionError
