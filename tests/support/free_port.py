"""Ports for servers that a test starts and that open their port themselves."""

import socket
from itertools import chain
from random import SystemRandom

#: Below those that Linux gives to whoever asks for any port (``ip_local_port_range`` begins at
#: 32768): nobody else's connection can take one between the look and the server's start.
_PORTS = range(15_000, 32_000)
_ADDRESSES = ("127.0.0.1", "127.0.0.2")
_order = chain.from_iterable(SystemRandom().sample(_PORTS, len(_PORTS)) for _ in range(10))


def free_port() -> int:
    """Return a port on which nobody listens now, and that this process was never given before.

    Other processes draw theirs in an order of their own, so that two of them, which start a server
    in the same moment, have one chance in thousands to hit upon the same.
    """
    return next(port for port in _order if _is_free(port))


def _is_free(port: int) -> bool:
    try:
        for address in _ADDRESSES:
            socket.create_server((address, port)).close()
    except OSError:
        return False
    return True
