"""From an address to its answer: redirects are followed, and a busy server is retry_after again."""

import time
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit

from localoffer.link_check.errors import RequestFailure
from localoffer.link_check.http_request import HttpResponse
from localoffer.link_check.limits import LinkCheckLimits
from localoffer.link_check.politeness import Hosts

_PERMANENT = (HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT)
_TEMPORARY = (HTTPStatus.FOUND, HTTPStatus.SEE_OTHER, HTTPStatus.TEMPORARY_REDIRECT)
_BUSY = HTTPStatus.TOO_MANY_REQUESTS


@dataclass(frozen=True, slots=True)
class RedirectChain:
    """The answer at the end of redirects; ``moved_to`` is where the permanent ones end, if any."""

    answer: HttpResponse
    moved_to: str = ""


def follow(hosts: Hosts, address: str, max_bytes: int, limits: LinkCheckLimits) -> RedirectChain:
    """Return where an address leads, with at max_bytes so many bytes of the body.

    A temporary redirect ends what counts as moved: what comes after it may change.

    Raises:
        RequestFailure: no answer came on the way, and why.
        RunEndedError: the run ended first.
    """
    end = time.monotonic() + limits.visit
    current, moved_to, permanent, visited = address, "", True, {address}
    for _ in range(limits.redirects + 1):
        answer = _get(hosts, current, max_bytes, limits, end)
        if answer.status not in (*_PERMANENT, *_TEMPORARY) or not answer.location:
            return RedirectChain(answer, moved_to)
        permanent = permanent and answer.status in _PERMANENT
        current = _target(current, answer.location)
        moved_to = current if permanent else moved_to
        if current in visited:
            raise RequestFailure("it sends visitors round in circles")
        visited.add(current)
    raise RequestFailure(f"it sends visitors on more than {limits.redirects} times")


def _target(address: str, location: str) -> str:
    try:
        target = urljoin(address, location.encode("latin-1").decode("utf-8", "replace"))
        parts = urlsplit(target)
    except ValueError:
        raise RequestFailure("it sends visitors on to something that is no web address") from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise RequestFailure("it sends visitors on to something that is no web address")
    return target.partition("#")[0]


def _get(
    hosts: Hosts, address: str, max_bytes: int, limits: LinkCheckLimits, end: float
) -> HttpResponse:
    """Return the first answer of a server that is not busy, or its last one after a few tries."""
    for number in range(1, limits.tries + 1):
        last = number == limits.tries or time.monotonic() > end
        wait = limits.back_off * 2 ** (number - 1)
        try:
            answer = hosts.get(address, max_bytes)
        except RequestFailure as failure:
            if last or not failure.transient:
                raise
        else:
            retry_after = answer.retry_after
            busy = answer.status == _BUSY or answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR
            if last or not busy or (retry_after or 0) > limits.longest_wait:
                return answer
            wait = max(wait, retry_after or 0)
        hosts.rest(address, wait)
    raise AssertionError
