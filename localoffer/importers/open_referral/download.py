"""A feed over the web: page after page, with pauses, from the one host that was named."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

import requests

from localoffer.importers.open_referral.json_document import MAX_BYTES, FeedError, parsed, too_big
from localoffer.importers.open_referral.paging import FeedPage, page_of

_AGENT = "LocalOffer importer (Open Referral UK)"
_BUSY = (429, 500, 502, 503, 504)
_REDIRECTS = 3


@dataclass(frozen=True, slots=True)
class DownloadLimits:
    """Limits of a download.

    ``answer`` and ``page`` are seconds, until an answer begins and for a whole page; ``pages`` and
    ``tries`` are counts; ``pause`` is the seconds between two pages, ``longest_wait`` the most
    that a busy server can ask for.
    """

    answer: float = 20.0
    page: float = 120.0
    pages: int = 2000
    tries: int = 3
    pause: float = 0.1
    longest_wait: float = 30.0


Progress = Callable[[int, int], None]


def read_pages(
    address: str, limits: DownloadLimits, progress: Progress
) -> tuple[list[FeedPage], str]:
    """Return the pages of a feed from the one at ``address`` on, and why they end early (or "").

    Raises:
        FeedError: the first page, or one after it, cannot be read; the message is a sentence.
    """
    host = urlsplit(address).hostname or "the server"
    with requests.Session() as session:
        session.headers.update({"User-Agent": _AGENT, "Accept": "application/json"})
        pages = [page_of(_fetch(session, address, limits), host)]
        last = pages[0].last
        _refuse_too_many(last, limits)
        seen = _row_keys(pages[0])
        for number in range(pages[0].number + 1, last + 1):
            progress(number, last)
            time.sleep(limits.pause)
            answer = _fetch(session, with_page(address, number), limits)
            page = page_of(answer, f"page {number} of {host}")
            new = _row_keys(page) - seen
            if not new:
                return pages, _repetition(number, last, page)
            seen |= new
            pages.append(page)
    return pages, ""


def with_page(address: str, number: int) -> str:
    """Return an address that asks for a page, the rest of its query kept."""
    parts = urlsplit(address)
    query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != "page"]
    return parts._replace(query=urlencode([*query, ("page", str(number))])).geturl()


def _refuse_too_many(last: int, limits: DownloadLimits) -> None:
    if last > limits.pages:
        message = (
            f"The feed has {last:,} pages; {limits.pages:,} are read at most. "
            "Ask for larger pages: add ?per_page=100 to the address."
        )
        raise FeedError(message)


def _repetition(number: int, last: int, page: FeedPage) -> str:
    problem = "repeats services of an earlier page" if page.rows else "is empty"
    return f"Page {number} of {last} {problem}, so nothing after it was read. Tell the publisher."


def _row_keys(page: FeedPage) -> set[str]:
    return {repr(row.get("id", row)) if isinstance(row, dict) else repr(row) for row in page.rows}


def _fetch(session: requests.Session, address: str, limits: DownloadLimits) -> Any:
    host = urlsplit(address).hostname or "the server"
    for attempt in range(1, limits.tries + 1):
        try:
            return _answer(session, address, limits)
        except _BusyError as busy:
            if attempt == limits.tries:
                raise FeedError(f"{host} {busy}. Nothing was changed. Try again later.") from None
            time.sleep(min(busy.wait or limits.pause * 4**attempt, limits.longest_wait))
    raise AssertionError


class _BusyError(Exception):
    """The server cannot answer now; ``wait`` is the seconds that it asked for (0: none)."""

    def __init__(self, message: str, wait: float = 0.0) -> None:
        super().__init__(message)
        self.wait = wait


def _answer(session: requests.Session, address: str, limits: DownloadLimits) -> Any:
    host, current = urlsplit(address).hostname or "", address
    for _ in range(_REDIRECTS + 1):
        with _response(session, current, limits) as response:
            if response.is_redirect:
                current = _on_same_host(urljoin(current, response.headers["Location"]), host)
                continue
            _refuse_status(response, host)
            return parsed(_body(response, limits, host), host)[0]
    raise FeedError(f"{host} sends us round in circles. Check the address in a browser.")


def _response(session: requests.Session, address: str, limits: DownloadLimits) -> requests.Response:
    host = urlsplit(address).hostname
    try:
        return session.get(address, timeout=limits.answer, stream=True, allow_redirects=False)
    except requests.Timeout:
        raise _BusyError(f"did not answer within {limits.answer:.0f} seconds") from None
    except requests.exceptions.SSLError:
        message = f"{host} has no valid certificate, so we cannot know that it is {host}."
        raise FeedError(message) from None
    except requests.ConnectionError:
        message = f"{host} cannot be reached. Check the address and the network, then try again."
        raise FeedError(message) from None
    except (requests.RequestException, ValueError):
        message = "The address cannot be asked for. Check how it is written."
        raise FeedError(message) from None


def _on_same_host(address: str, host: str) -> str:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or parts.hostname != host:
        message = (
            f"{host} sends us on to another host ({parts.hostname or parts.scheme}). "
            "If you trust that one, name its address instead."
        )
        raise FeedError(message)
    return address


def _refuse_status(response: requests.Response, host: str) -> None:
    status = response.status_code
    if status in _BUSY:
        retry_after = response.headers.get("Retry-After", "")
        wait = float(retry_after) if retry_after.isdecimal() else 0.0
        raise _BusyError(f"answers with an error ({status})", wait)
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        message = f"{host} does not let us read this address ({status}). Ask its publisher."
        raise FeedError(message)
    if status != HTTPStatus.OK:
        raise FeedError(f"{host} answers with {status} for this address. Check the address.")


def _body(response: requests.Response, limits: DownloadLimits, host: str) -> bytes:
    """Return what the server sends, unless it sends too much or too slowly."""
    end, pieces, size = time.monotonic() + limits.page, [], 0
    try:
        while piece := response.raw.read1(1 << 16, decode_content=True):
            pieces.append(piece)
            size += len(piece)
            if size > MAX_BYTES:
                raise too_big(host)
            if time.monotonic() > end:
                raise _BusyError(f"sends too slowly (over {limits.page:.0f} seconds)")
    except (OSError, requests.urllib3.exceptions.HTTPError):  # type: ignore[attr-defined]
        raise _BusyError("broke off in the middle of its answer") from None
    return b"".join(pieces)
