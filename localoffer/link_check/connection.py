"""Connections that stay on the open internet and cannot outlast their time.

A name is looked up once, what was found is judged, and that is what is connected to: a name
that leads elsewhere a moment later (DNS rebinding) gains nothing by it.
"""

import errno
import select
import socket
import ssl
import time
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import Any

import httpcore

from localoffer.link_check.errors import (
    NO_NETWORK,
    NO_SERVER,
    NO_WEBSITE,
    OverError,
    RequestFailure,
    of_certificate,
)
from localoffer.link_check.limits import Network

#: All of IPv6 that is given out for the open internet (RFC 4291, 2.4; IANA's registry).
_GIVEN_OUT = IPv6Network("2000::/3")


@dataclass(frozen=True, slots=True)
class RequestClock:
    """When a request has to be over (``time.monotonic``), and how long silence may last.

    ``run`` is when the whole run is: what it cuts short is no fault of the address.
    """

    end: float
    silence: float
    run: float | None

    def left(self) -> float:
        """Return the seconds that the next packet may take, or raise."""
        now = time.monotonic()
        if self.run is not None and now >= self.run:
            raise OverError
        if now >= self.end:
            raise RequestFailure("it did not answer in time", passing=True)
        ends = (self.end, self.run) if self.run is not None else (self.end,)
        return max(min(self.silence, *(end - now for end in ends)), 0.001)

    def silent(self) -> RequestFailure:
        """Return the fault of an address that let the time run out, or raise if ours did."""
        if self.run is not None and time.monotonic() >= self.run:
            raise OverError
        return RequestFailure("it did not answer in time", passing=True)


class Backend(httpcore.NetworkBackend):
    """Opens the connections of one request."""

    def __init__(self, network: Network, clock: RequestClock) -> None:
        self._network = network
        self._clock = clock

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the clock knows
        local_address: str | None = None,  # noqa: ARG002
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002
    ) -> "Stream":
        """Return a connection to the first of a host's addresses that takes one."""
        fault: RequestFailure | None = None
        for address in self._addresses(host, port):
            try:
                connected = socket.create_connection((address, port), self._clock.left())
            except TimeoutError:
                fault = self._clock.silent()
                fault.unreached = True
            except OSError as error:
                fault = _unreached(error)
            else:
                return Stream(connected, self._clock)
        raise fault or RequestFailure(NO_WEBSITE, unreached=True)

    def _addresses(self, host: str, port: int) -> list[str]:
        try:
            found = self._network.resolve(host, port)
        except OSError as error:
            if error.errno == socket.EAI_AGAIN:
                raise RequestFailure(NO_NETWORK, passing=True, unasked=True) from None
            raise RequestFailure(NO_WEBSITE, unreached=True) from None
        except UnicodeError:
            raise RequestFailure(NO_WEBSITE, unreached=True) from None
        if not all(is_open(address, self._network) for address in found):
            raise RequestFailure(
                "from here it lies in a private network, so it was not asked", unasked=True
            )
        return found


def _unreached(error: OSError) -> RequestFailure:
    if error.errno == errno.ENETUNREACH:
        return RequestFailure(NO_NETWORK, unasked=True)
    return RequestFailure(NO_SERVER, passing=True, unreached=True)


def is_open(address: str, network: Network) -> bool:
    """Return whether an address may be visited: on the open internet, or expressly allowed."""
    number = ip_address(address.partition("%")[0])
    if any(number in allowed for allowed in network.private if allowed.version == number.version):
        return True
    is_global = number.is_global and not number.is_multicast
    if not isinstance(number, IPv6Address):
        return is_global
    inner = _inside(number)
    return is_global and (number in _GIVEN_OUT if inner is None else bool(inner.is_global))


def _inside(number: IPv6Address) -> Any:
    """Return the IPv4 address that an IPv6 address stands for (RFC 4291, 3056, 6052), or None."""
    if number.ipv4_mapped or number.sixtofour:
        return number.ipv4_mapped or number.sixtofour
    if number.packed[:12] == bytes.fromhex("0064ff9b") + bytes(8):
        return ip_address(number.packed[12:])
    return None


class Stream(httpcore.NetworkStream):
    """A connection each of whose waits is measured against one clock."""

    def __init__(self, connected: socket.socket, clock: RequestClock) -> None:
        self._socket = connected
        self._clock = clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        """Return what has come, empty at the end."""
        self._socket.settimeout(self._clock.left())
        try:
            return self._socket.recv(max_bytes)
        except TimeoutError:
            raise self._clock.silent() from None
        except OSError:
            raise RequestFailure("it broke off in the middle of its answer", passing=True) from None

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        """Send a few bytes: what we send fits into one packet."""
        self._socket.settimeout(self._clock.left())
        try:
            self._socket.sendall(buffer)
        except TimeoutError:
            raise self._clock.silent() from None
        except OSError as error:
            raise httpcore.WriteError(str(error)) from None  # the answer may have come already

    def close(self) -> None:
        """Close the connection."""
        self._socket.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> "Stream":
        """Return the connection made secure.

        Raises:
            RequestFailure: it cannot be made secure, and why.
        """
        self._socket.setblocking(False)  # noqa: FBT003 - the socket's own way to say it
        try:
            self._socket = secure = ssl_context.wrap_socket(
                self._socket, server_hostname=server_hostname, do_handshake_on_connect=False
            )
            self._shake_hands(secure)
        except ssl.SSLError as error:
            self.close()
            raise of_certificate(error) from None
        except OSError:
            self.close()
            raise RequestFailure("it cannot make a secure connection", passing=True) from None
        except (RequestFailure, OverError):
            self.close()
            raise
        return Stream(secure, self._clock)

    def _shake_hands(self, secure: ssl.SSLSocket) -> None:
        while True:
            try:
                return secure.do_handshake()
            except ssl.SSLWantReadError:
                event = select.POLLIN
            except ssl.SSLWantWriteError:
                event = select.POLLOUT
            poll = select.poll()
            poll.register(secure, event)
            if not poll.poll(self._clock.left() * 1000):
                raise self._clock.silent()

    def get_extra_info(self, info: str) -> Any:
        """Return nothing: each connection is used once."""
