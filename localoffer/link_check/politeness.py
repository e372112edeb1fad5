"""Manners towards a host: one request at a time, a rest between two, its robots.txt obeyed.

robots.txt is read as RFC 9309 has it: where there is none (4xx) machines may come; where it
cannot be had (5xx, silence) they stay away.
"""

import threading
import time
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit

from protego import Protego

from localoffer.link_check.errors import RequestFailure, RunEndedError
from localoffer.link_check.http_request import HttpClient, HttpResponse, encoded_url

#: What robots.txt says: rules, or None where all may come, or in words why nobody should.
Rules = Protego | str | None

_STAY_AWAY = "its robots.txt asks machines to stay away"
_SILENT = "its robots.txt could not be read, so we stayed away"

#: RFC 9309, 2.3.1.2: follow at least five.
_REDIRECTS = 5
_REDIRECTED = (301, 302, 303, 307, 308)


@dataclass(slots=True)
class Host:
    """A host: who is asking it now, when it may be asked again, what its robots.txt says.

    ``free_at`` is that time (``time.monotonic``), ``pause`` the seconds between two requests.
    ``rules`` and ``failures`` (why no server was found, attempt by attempt) are by scheme and port.
    """

    request_lock: threading.Lock = field(default_factory=threading.Lock)
    robots_lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0
    pause: float = 0.0
    rules: dict[str, Rules] = field(default_factory=dict)
    failures: dict[str, list[str]] = field(default_factory=dict)


class Hosts:
    """All hosts of a run. Several threads may ask at once; each waits for its turn."""

    def __init__(self, client: HttpClient, stop: threading.Event) -> None:
        self._client = client
        self._limits = client.limits
        self._stop = stop
        self._hosts: dict[str, Host] = {}
        self._lock = threading.Lock()

    def get(self, address: str, max_bytes: int) -> HttpResponse:
        """Return the answer of an address that machines may visit, with at most ``max_bytes``.

        Raises:
            RequestFailure: no answer came, or robots.txt asks machines to stay away.
            RunEndedError: the run ended first.
        """
        rules = self._rules(address)
        if isinstance(rules, str):
            raise RequestFailure(rules, not_visited=True)
        if rules and not rules.can_fetch(encoded_url(address), self._client.name):
            raise RequestFailure(_STAY_AWAY, not_visited=True)
        return self._in_turn(address, max_bytes)

    def rest(self, address: str, seconds: float) -> None:
        """Leave the host of an address alone for some seconds."""
        host = self._host(address)
        host.free_at = max(host.free_at, time.monotonic() + seconds)

    def _host(self, address: str) -> Host:
        name = urlsplit(address).hostname or ""
        with self._lock:
            return self._hosts.setdefault(name, Host(pause=self._limits.pause))

    def _in_turn(self, address: str, max_bytes: int) -> HttpResponse:
        host = self._host(address)
        failures = host.failures.setdefault(_origin(address), [])
        with host.request_lock:
            if len(failures) > self._limits.tries:
                raise RequestFailure(failures[-1], no_server=True)
            self._wait(host.free_at - time.monotonic())
            try:
                answer = self._client.get(address, max_bytes)
            except RequestFailure as failure:
                if failure.no_server:
                    failures.append(failure.why)
                else:
                    host.free_at = time.monotonic() + host.pause
                raise
            host.free_at = time.monotonic() + host.pause
            failures.clear()
            return answer

    def _wait(self, seconds: float) -> None:
        run = self._client.run
        left = seconds if run is None else min(seconds, run - time.monotonic())
        if (self._stop.wait(left) if left > 0 else self._stop.is_set()) or left < seconds:
            raise RunEndedError

    def _rules(self, address: str) -> Rules:
        host, origin = self._host(address), _origin(address)
        with host.robots_lock:
            if origin not in host.rules:
                host.rules[origin] = rules = self._read_rules(urljoin(origin, "/robots.txt"))
                if isinstance(rules, Protego):
                    delay = float(rules.crawl_delay(self._client.name) or 0)
                    host.pause = max(host.pause, min(delay, self._limits.longest_pause))
            return host.rules[origin]

    def _read_rules(self, address: str) -> Rules:
        try:
            answer = self._follow(address)
        except RequestFailure as failure:
            return None if failure.no_server else failure.why if failure.not_visited else _SILENT
        if answer.status == HTTPStatus.TOO_MANY_REQUESTS or answer.status >= 500:  # noqa: PLR2004
            return _SILENT
        if answer.status != HTTPStatus.OK or not answer.body:
            return None
        return Protego.parse(answer.body.decode("utf-8", "replace"))

    def _follow(self, address: str) -> HttpResponse:
        for _ in range(_REDIRECTS + 1):
            answer = self._in_turn(address, self._limits.robots_bytes)
            if answer.status not in _REDIRECTED or not answer.location:
                return answer
            try:
                address = urljoin(address, answer.location)
                if urlsplit(address).scheme not in ("http", "https"):
                    break
            except ValueError:  # it is no web address
                break
        return HttpResponse(address, HTTPStatus.NOT_FOUND)


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
