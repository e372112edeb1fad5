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

from localoffer.link_check.errors import OverError, RequestFailure
from localoffer.link_check.http_request import Asker, HttpResponse, url_of

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

    ``seconds`` is the rest it wants.
    ``rules``, and why in turn no server was found (``missed``), are kept for each scheme and port.
    """

    turn: threading.Lock = field(default_factory=threading.Lock)
    reading: threading.Lock = field(default_factory=threading.Lock)
    free: float = 0.0
    seconds: float = 0.0
    rules: dict[str, Rules] = field(default_factory=dict)
    missed: dict[str, list[str]] = field(default_factory=dict)


class Hosts:
    """All hosts of a run. Several threads may ask at once; each waits for its turn."""

    def __init__(self, asker: Asker, over: threading.Event) -> None:
        self._asker = asker
        self._limits = asker.limits
        self._over = over
        self._hosts: dict[str, Host] = {}
        self._lock = threading.Lock()

    def ask(self, address: str, most: int) -> HttpResponse:
        """Return the answer of an address that machines may visit.

        Raises:
            RequestFailure: no answer came, or robots.txt asks machines to stay away.
        """
        rules = self._rules(address)
        if isinstance(rules, str):
            raise RequestFailure(rules, unasked=True)
        if rules and not rules.can_fetch(url_of(address), self._asker.name):
            raise RequestFailure(_STAY_AWAY, unasked=True)
        return self._in_turn(address, most)

    def rest(self, address: str, seconds: float) -> None:
        """Leave the host of an address alone for so long."""
        host = self._host(address)
        host.free = max(host.free, time.monotonic() + seconds)

    def _host(self, address: str) -> Host:
        name = urlsplit(address).hostname or ""
        with self._lock:
            return self._hosts.setdefault(name, Host(seconds=self._limits.pause))

    def _in_turn(self, address: str, most: int) -> HttpResponse:
        host = self._host(address)
        missed = host.missed.setdefault(_origin(address), [])
        with host.turn:
            if len(missed) > self._limits.tries:
                raise RequestFailure(missed[-1], unreached=True)
            self._wait(host.free - time.monotonic())
            try:
                answer = self._asker.ask(address, most)
            except RequestFailure as fault:
                if fault.unreached:
                    missed.append(fault.why)
                else:
                    host.free = time.monotonic() + host.seconds
                raise
            host.free = time.monotonic() + host.seconds
            missed.clear()
            return answer

    def _wait(self, seconds: float) -> None:
        run = self._asker.run
        left = seconds if run is None else min(seconds, run - time.monotonic())
        if (self._over.wait(left) if left > 0 else self._over.is_set()) or left < seconds:
            raise OverError

    def _rules(self, address: str) -> Rules:
        host, origin = self._host(address), _origin(address)
        with host.reading:
            if origin not in host.rules:
                host.rules[origin] = rules = self._read_rules(urljoin(origin, "/robots.txt"))
                if isinstance(rules, Protego):
                    asked = float(rules.crawl_delay(self._asker.name) or 0)
                    host.seconds = max(host.seconds, min(asked, self._limits.longest_pause))
            return host.rules[origin]

    def _read_rules(self, address: str) -> Rules:
        try:
            answer = self._follow(address)
        except RequestFailure as fault:
            return None if fault.unreached else fault.why if fault.unasked else _SILENT
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
