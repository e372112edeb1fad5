"""One request for one address, and what comes back: never more than asked for, never longer.

Nothing about anyone is sent: no cookie, no referrer, no account; and no cookie is kept.
"""

import re
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http import HTTPStatus

import httpcore
import requests

from localoffer.link_check.connection import Backend, RequestClock
from localoffer.link_check.errors import RequestFailure
from localoffer.link_check.limits import LinkCheckLimits, Network

#: How much larger a body may be once it is unpacked (zlib packs text five to ten times).
_UNPACKED = 4

_BROKE_OFF = "it broke off in the middle of its answer"


@dataclass(frozen=True, slots=True)
class HttpResponse:
    """What a server answered. ``body`` is empty where it was not asked for or there is a fault.

    ``too_big`` means that the body is longer than what was read of it.
    """

    address: str
    status: int
    type: str = ""
    charset: str = ""
    location: str = ""
    retry_after: float | None = None
    body: bytes = b""
    too_big: bool = False


@dataclass(frozen=True, slots=True)
class Asker:
    """What every request of a run shares. ``run`` is when it ends (``time.monotonic``).

    ``name`` is what robots.txt files call us; ``agent`` says besides who asks and why.
    """

    network: Network
    limits: LinkCheckLimits
    name: str
    agent: str
    run: float | None = None

    def ask(self, address: str, most: int) -> HttpResponse:
        """Return the answer to a GET with at most so many bytes of its body.

        Raises:
            RequestFailure: no answer came, and why.
            OverError: the run ended first.
        """
        clock = RequestClock(time.monotonic() + self.limits.answer, self.limits.silence, self.run)
        backend = Backend(self.network, clock)
        try:
            with (
                httpcore.ConnectionPool(
                    ssl_context=self.network.trust, network_backend=backend
                ) as pool,
                pool.stream("GET", url_of(address), headers=self._headers()) as response,
            ):
                return _answer(address, response, most)
        except httpcore.TimeoutException:
            raise RequestFailure("it did not answer in time", passing=True) from None
        except (httpcore.RemoteProtocolError, httpcore.NetworkError):
            raise RequestFailure(_BROKE_OFF, passing=True) from None
        except (httpcore.ProtocolError, httpcore.UnsupportedProtocol, UnicodeError, ValueError):
            raise RequestFailure("the address cannot be asked for") from None

    def _headers(self) -> dict[str | bytes, str | bytes]:
        return {
            "User-Agent": self.agent,
            "Accept": "text/html,application/pdf;q=0.9,*/*;q=0.5",
            "Accept-Encoding": "gzip",
            "Connection": "close",
        }


def url_of(address: str) -> str:
    """Return an address as it goes over the wire: letters of all scripts encoded, no fragment."""
    try:
        url = requests.Request("GET", address).prepare().url or ""
    except (requests.RequestException, UnicodeError):
        raise RequestFailure("the address cannot be asked for") from None
    return url.partition("#")[0]


def _answer(address: str, response: httpcore.Response, most: int) -> HttpResponse:
    headers = {name.lower(): value.decode("latin-1") for name, value in reversed(response.headers)}
    kind, _, rest = headers.get(b"content-type", "").partition(";")
    body, too_big = b"", False
    if most and response.status == HTTPStatus.OK:
        body, too_big = _body(response.iter_stream(), headers.get(b"content-encoding", ""), most)
    return HttpResponse(
        address,
        response.status,
        kind.strip().lower(),
        _charset(rest),
        headers.get(b"location", ""),
        _seconds(headers.get(b"retry-after", "")),
        body,
        too_big,
    )


def _charset(parameters: str) -> str:
    found = re.search(r"charset=[\"']?([\w-]{1,40})", parameters, re.ASCII | re.IGNORECASE)
    return found[1] if found else ""


def _body(pieces: Iterator[bytes], encoding: str, most: int) -> tuple[bytes, bool]:
    """Return the first bytes of a body, unpacked, and whether it goes on beyond ``most``."""
    raw = bytearray()
    for piece in pieces:
        raw += piece
        if len(raw) > most:
            break
    too_big = len(raw) > most
    if encoding.strip().lower() not in ("gzip", "x-gzip"):
        return bytes(raw[:most]), too_big
    unpacker = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
    try:
        body = unpacker.decompress(bytes(raw), _UNPACKED * most)
    except zlib.error:
        raise RequestFailure("its answer cannot be unpacked") from None
    return body, too_big or bool(unpacker.unconsumed_tail)


def _seconds(retry_after: str) -> float | None:
    """Return how long a server asks us to wait: seconds, or a day and time (RFC 9110, 10.2.3)."""
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        return max(parsedate_to_datetime(retry_after).timestamp() - time.time(), 0.0)
    except (ValueError, TypeError, OverflowError):
        return None
