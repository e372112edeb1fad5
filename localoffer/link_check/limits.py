"""How politely and how long addresses are visited, and what of the network may be reached."""

import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network

import certifi

Resolve = Callable[[str, int], list[str]]


def resolve(host: str, port: int) -> list[str]:
    """Return the numeric addresses of a host.

    Raises:
        socket.gaierror: the name cannot be looked up, or there is no such host.
    """
    rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(row[4][0]) for row in rows))


def trusted() -> ssl.SSLContext:
    """Return what certificates are judged by: the authorities that browsers trust."""
    return ssl.create_default_context(cafile=certifi.where())


@dataclass(frozen=True, slots=True)
class Network:
    """The network that visits go through.

    Only addresses of the open internet are visited. ``private`` names private networks that
    may be visited too: whoever runs the command can say so, the content cannot.
    """

    resolve: Resolve = resolve
    private: tuple[IPv4Network | IPv6Network, ...] = ()
    trust: ssl.SSLContext = field(default_factory=trusted)


@dataclass(frozen=True, slots=True)
class LinkCheckLimits:
    """Seconds, bytes and counts.

    ``pause`` is the rest between two requests to a host, and ``longest_pause`` the most that its
    robots.txt can ask for. ``answer`` is the time for one request from the first packet to the
    last, ``silence`` that without a byte, and ``visit`` the time after which no further request is
    made for an address. ``longest_wait`` is the most that a busy server can ask for. ``reading``
    (seconds) and ``memory`` (bytes) are for taking the words out of one report. ``run`` is the
    time for the whole run, or None.
    """

    hosts: int = 4
    pause: float = 1.0
    longest_pause: float = 10.0
    silence: float = 15.0
    answer: float = 60.0
    visit: float = 240.0
    tries: int = 3
    back_off: float = 2.0
    longest_wait: float = 60.0
    redirects: int = 10
    bytes: int = 10_000_000
    robots_bytes: int = 500_000
    reading: float = 30.0
    memory: int = 1_500_000_000
    run: float | None = None
