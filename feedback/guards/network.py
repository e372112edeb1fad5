"""The network that something was sent from: an address, shortened so that it names no household.

An IPv4 address loses its last 8 bits, an IPv6 one all but its first 48, as Google Analytics
and Matomo shorten theirs. What is left is kept for a day, and only as a digest with a key.
"""

from ipaddress import IPv6Address, ip_address, ip_network

_BITS = {4: 24, 6: 48}


def network_of(address: str | None) -> str:
    """Return the network of an address; all that are no address are one network."""
    try:
        found = ip_address((address or "").partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    return str(ip_network((found, _BITS[found.version]), strict=False))
