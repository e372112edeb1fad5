"""Whether the running service answers, and what it says: it is asked as a monitor asks it."""

from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from typing import Final
from urllib.parse import urlsplit

#: How long an answer is waited for, in seconds, and how much of it is read, in bytes.
_TIMEOUT, _MOST_BYTES = 10, 2_000

_ADDRESS: Final = "/readyz"


@dataclass(frozen=True, slots=True)
class ServiceAnswer:
    """What the service at ``address`` says; ``is_ready`` is whether it takes what families send.

    ``status`` is that of HTTP, None where nothing answered; ``words`` are then why.
    """

    address: str
    status: int | None
    words: str

    @property
    def is_ready(self) -> bool:
        """Whether it said so."""
        return self.status == HTTPStatus.OK

    @property
    def is_of_service(self) -> bool:
        """Whether this service gives such an answer at all."""
        return self.status in {HTTPStatus.OK, HTTPStatus.SERVICE_UNAVAILABLE}


def ask_service(address: str) -> ServiceAnswer | None:
    """Ask the service at an address such as ``http://127.0.0.1:8001``; None without an address."""
    if not address:
        return None
    parts = urlsplit(address)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=_TIMEOUT)
    try:
        connection.request("GET", _ADDRESS)
        answer = connection.getresponse()
        return ServiceAnswer(address, answer.status, _line_of(answer.read(_MOST_BYTES)))
    except TimeoutError:
        return ServiceAnswer(address, None, f"not within {_TIMEOUT} seconds")
    except OSError as error:
        return ServiceAnswer(address, None, error.strerror or "the connection broke off")
    except HTTPException:
        return ServiceAnswer(address, None, "what came was not HTTP")
    finally:
        connection.close()


def _line_of(body: bytes) -> str:
    """Return the first line of an answer, without what a terminal would obey."""
    line = next(iter(body.decode(errors="replace").splitlines()), "")
    return "".join(letter for letter in line if letter.isprintable())
