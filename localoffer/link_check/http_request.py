"""One request for one address, and its answer: limited in bytes and in time.

Nothing about anyone is sent: no cookie, no referrer, no account; and no cookie is kept.
"""

import re
import time
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from http.client import HTTPException, InvalidURL
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from localoffer.link_check.connection import GuardedConnection, RequestClock
from localoffer.link_check.errors import RequestFailure
from localoffer.link_check.limits import LinkCheckLimits, Network

#: How much larger a body may be once it is unpacked (zlib packs text five to ten times).
_UNPACKED = 4

#: Bytes that are read at once.
_PIECE = 1 << 16

_NO_ADDRESS = "the address cannot be asked for"
_BROKE_OFF = "it broke off in the middle of its answer"


@dataclass(frozen=True, slots=True)
class HttpResponse:
    """What a server answered. ``body`` is empty where it was not asked for, or not answered 200.

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
class HttpClient:
    """What every request of a run shares. ``run`` is when it ends (``time.monotonic``).

    ``name`` is what robots.txt files call us; ``agent`` is the whole header ``User-Agent``.
    """

    network: Network
    limits: LinkCheckLimits
    name: str
    agent: str
    run: float | None = None

    def get(self, address: str, max_bytes: int) -> HttpResponse:
        """Return the answer to a GET with at most ``max_bytes`` of its body.

        Raises:
            RequestFailure: no answer came, and why.
            RunEndedError: the run ended first.
        """
        clock = RequestClock(time.monotonic() + self.limits.answer, self.limits.silence, self.run)
        url = urlsplit(encoded_url(address))
        if url.scheme not in ("http", "https"):
            raise RequestFailure(_NO_ADDRESS)
        target = (url.path or "/") + (f"?{url.query}" if url.query else "")
        try:
            with GuardedConnection(url, self.network, clock) as connection:
                connection.request(
                    "GET", target, headers=self._headers(url.netloc), preload_content=False
                )
                return _answer(address, connection.getresponse(), max_bytes)
        except (InvalidURL, ValueError):
            raise RequestFailure(_NO_ADDRESS) from None
        except (HTTPException, HTTPError):
            raise RequestFailure(_BROKE_OFF, transient=True) from None

    def _headers(self, host: str) -> dict[str, str]:
        return {
            "Host": host.rpartition("@")[2],
            "User-Agent": self.agent,
            "Accept": "text/html,application/pdf;q=0.9,*/*;q=0.5",
            "Accept-Encoding": "gzip",
            "Connection": "close",
        }


def encoded_url(address: str) -> str:
    """Return an address as it is requested: letters of all scripts encoded, without its fragment.

    Raises:
        RequestFailure: it is no address that can be requested.
    """
    try:
        url = requests.Request("GET", address).prepare().url or ""
    except (requests.RequestException, UnicodeError):
        raise RequestFailure(_NO_ADDRESS) from None
    return url.partition("#")[0]


def _answer(address: str, response: BaseHTTPResponse, max_bytes: int) -> HttpResponse:
    def header(name: str) -> str:
        return next(iter(response.headers.getlist(name)), "")

    content_type, _, parameters = header("Content-Type").partition(";")
    body, too_big = b"", False
    if max_bytes and response.status == HTTPStatus.OK:
        pieces = response.stream(_PIECE, decode_content=False)
        body, too_big = _body(pieces, header("Content-Encoding"), max_bytes)
    return HttpResponse(
        address,
        response.status,
        content_type.strip().lower(),
        _charset(parameters),
        header("Location"),
        _seconds(header("Retry-After")),
        body,
        too_big,
    )


def _charset(parameters: str) -> str:
    match = re.search(r"charset=[\"']?([\w-]{1,40})", parameters, re.ASCII | re.IGNORECASE)
    return match[1] if match else ""


def _body(pieces: Iterable[bytes], encoding: str, max_bytes: int) -> tuple[bytes, bool]:
    """Return the first bytes of a body, unpacked, and whether it goes on beyond ``max_bytes``."""
    raw = bytearray()
    for piece in pieces:
        raw += piece
        if len(raw) > max_bytes:
            break
    too_big = len(raw) > max_bytes
    if encoding.strip().lower() not in ("gzip", "x-gzip"):
        return bytes(raw[:max_bytes]), too_big
    unpacker = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
    try:
        body = unpacker.decompress(bytes(raw), _UNPACKED * max_bytes)
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
