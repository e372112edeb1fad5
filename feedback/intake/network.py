"""The network that something was sent from: an IP address, cut so that it names no household.

An IPv4 address loses its last 8 bits, an IPv6 one all but its first 48, as Google Analytics
and Matomo shorten theirs. What is left is kept for a day, and only as a digest with a key.
"""

import re
from ipaddress import IPv4Address, IPv6Address, ip_address

_IPV6_BITS = 48

_BYTE = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
_IPV4 = re.compile(rf"({_BYTE}\.{_BYTE}\.{_BYTE})\.{_BYTE}", re.ASCII)
_PORT = re.compile(r"(?:([\d.]+)|\[(.+)\])(?::\d+)?", re.ASCII)


def network_of(address: str | None) -> str:
    """Return the network of an address; all that are no address are one network.

    Some proxies write the port behind it (``192.0.2.1:4711``, ``[2001:db8::1]:4711``).
    """
    if address and (plain := _IPV4.fullmatch(address)):
        return f"{plain[1]}.0/24"
    with_port = _PORT.fullmatch(address or "")
    bare = (with_port[1] or with_port[2]) if with_port else address or ""
    try:
        ip_number = ip_address(bare.partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(ip_number, IPv6Address) and ip_number.ipv4_mapped:
        ip_number = ip_number.ipv4_mapped
    if isinstance(ip_number, IPv4Address):
        return f"{str(ip_number).rpartition('.')[0]}.0/24"
    hidden_bits = ip_number.max_prefixlen - _IPV6_BITS
    return f"{IPv6Address(int(ip_number) >> hidden_bits << hidden_bits)}/{_IPV6_BITS}"
