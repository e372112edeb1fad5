"""The network that something was sent from: an address, shortened so that it names no household.

An IPv4 address loses its last 8 bits, an IPv6 one all but its first 48, as Google Analytics
and Matomo shorten theirs. What is left is kept for a day, and only as a digest with a key.
"""

import re
from ipaddress import IPv4Address, IPv6Address, ip_address

_KEPT_OF_V6 = 48

_PORT = re.compile(r"(?:([\d.]+)|\[(.+)\])(?::\d+)?", re.ASCII)


def network_of(address: str | None) -> str:
    """Return the network of an address; all that are no address are one network.

    Some proxies write the port behind it (``192.0.2.1:4711``, ``[2001:db8::1]:4711``).
    """
    with_port = _PORT.fullmatch(address or "")
    bare = (with_port[1] or with_port[2]) if with_port else address or ""
    try:
        found = ip_address(bare.partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    if isinstance(found, IPv4Address):
        return f"{str(found).rpartition('.')[0]}.0/24"
    lost = found.max_prefixlen - _KEPT_OF_V6
    return f"{IPv6Address(int(found) >> lost << lost)}/{_KEPT_OF_V6}"
