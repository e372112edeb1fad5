"""Connections that stay on the open internet and cannot outlast their time.

A name is looked up once, the addresses found are judged, and one of these is connected to: a name
that leads elsewhere a moment later (DNS rebinding) gains nothing by it.
"""

import errno
import io
import socket
import ssl
import time
from dataclasses import dataclass
from http.client import HTTP_PORT, HTTPS_PORT
from typing import Any, Self, cast
from urllib.parse import SplitResult

from urllib3.connection import HTTPConnection

from localoffer.link_check.errors import (
    NO_NETWORK,
    NO_SERVER,
    NO_WEBSITE,
    RequestFailure,
    RunEndedError,
    certificate_failure,
)
from localoffer.link_check.limits import Network
from localoffer.link_check.public_addresses import is_open


@dataclass(frozen=True, slots=True)
class RequestClock:
    """When a request has to be over (``time.monotonic``), and how many seconds silence may last.

    ``run`` is when the whole run has to be over: what that cuts short is no fault of the address.
    """

    end: float
    silence: float
    run: float | None

    def left(self) -> float:
        """Return the seconds that the next packet may take.

        Raises:
            RequestFailure: the request has used up its time.
            RunEndedError: the run has.
        """
        now = time.monotonic()
        if self.run is not None and now >= self.run:
            raise RunEndedError
        if now >= self.end:
            raise RequestFailure("it did not answer in time", transient=True)
        ends = (self.end, self.run) if self.run is not None else (self.end,)
        return max(min(self.silence, *(end - now for end in ends)), 0.001)

    def silent(self) -> RequestFailure:
        """Return the failure of an address that did not answer in time.

        Raises:
            RunEndedError: it was the run's time that ended.
        """
        if self.run is not None and time.monotonic() >= self.run:
            raise RunEndedError
        return RequestFailure("it did not answer in time", transient=True)


class GuardedConnection(HTTPConnection):
    """The connection for one request, with the sockets of this module in place of urllib3's."""

    def __init__(self, url: SplitResult, network: Network, clock: RequestClock) -> None:
        self._secure = url.scheme == "https"
        usual_port = HTTPS_PORT if self._secure else HTTP_PORT
        super().__init__(url.hostname or "", url.port or usual_port)
        self._network = network
        self._clock = clock
        self._connected: ClockedSocket | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._connected:
            self._connected.end()

    def connect(self) -> None:
        """Connect to the first of the host's addresses that takes a connection.

        Raises:
            RequestFailure: none does, none may be visited, or it cannot be made secure.
            RunEndedError: the run ended first.
        """
        failure: RequestFailure | None = None
        for address in self._addresses():
            try:
                plain = socket.create_connection((address, self.port), self._clock.left())
            except TimeoutError:
                failure = self._clock.silent()
                failure.no_server = True
            except OSError as error:
                failure = _connection_failure(error)
            else:
                self._connected = self._clocked(plain)
                self.sock = cast("socket.socket", self._connected)
                return
        raise failure or RequestFailure(NO_WEBSITE, no_server=True)

    def _addresses(self) -> list[str]:
        try:
            addresses = self._network.resolve(self.host, self.port)
        except OSError as error:
            if error.errno == socket.EAI_AGAIN:
                raise RequestFailure(NO_NETWORK, transient=True, not_visited=True) from None
            raise RequestFailure(NO_WEBSITE, no_server=True) from None
        except UnicodeError:
            raise RequestFailure(NO_WEBSITE, no_server=True) from None
        if not all(is_open(address, self._network) for address in addresses):
            raise RequestFailure(
                "from here it lies in a private network, so it was not asked", not_visited=True
            )
        return addresses

    def _clocked(self, plain: socket.socket) -> "ClockedSocket":
        if not self._secure:
            return ClockedSocket(plain, self._clock)
        try:
            plain.settimeout(self._clock.left())  # holds for the handshake as a whole
            secure = self._network.trust.wrap_socket(plain, server_hostname=self.host)
        except TimeoutError:
            raise self._clock.silent() from None
        except ssl.SSLError as error:
            raise certificate_failure(error) from None
        except OSError:
            raise RequestFailure("it cannot make a secure connection", transient=True) from None
        finally:
            plain.close()  # after the handshake the secure socket has taken it over
        return ClockedSocket(secure, self._clock)


def _connection_failure(error: OSError) -> RequestFailure:
    if error.errno == errno.ENETUNREACH:
        return RequestFailure(NO_NETWORK, not_visited=True)
    return RequestFailure(NO_SERVER, transient=True, no_server=True)


class ClockedSocket:
    """A socket each of whose waits is measured against one clock: what urllib3 needs of one."""

    def __init__(self, connected: socket.socket, clock: RequestClock) -> None:
        self._socket = connected
        self._clock = clock

    def makefile(self, _: str) -> io.BufferedReader:
        """Return what comes as a stream."""
        return io.BufferedReader(_ClockedReader(self._socket, self._clock))

    def sendall(self, request: bytes) -> None:
        """Send a request, which fits into one packet."""
        self._socket.settimeout(self._clock.left())
        try:
            self._socket.sendall(request)
        except TimeoutError:
            raise self._clock.silent() from None
        except OSError:
            return  # the answer may have come already; if it has not, reading says so

    def settimeout(self, _: float | None) -> None:
        """Do nothing: the clock knows."""

    def close(self) -> None:
        """Do nothing yet: urllib3 closes the connection before it reads the last answer."""

    def end(self) -> None:
        """Close the connection."""
        self._socket.close()


class _ClockedReader(io.RawIOBase):
    def __init__(self, connected: socket.socket, clock: RequestClock) -> None:
        self._socket = connected
        self._clock = clock

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._socket.settimeout(self._clock.left())
        try:
            return self._socket.recv_into(buffer)
        except TimeoutError:
            raise self._clock.silent() from None
        except OSError:
            raise RequestFailure(
                "it broke off in the middle of its answer", transient=True
            ) from None
