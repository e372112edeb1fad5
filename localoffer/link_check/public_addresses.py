"""Which IP addresses lie on the open internet: no other is ever visited.

What ``ipaddress`` calls global is narrowed by what IANA's registries of special-purpose addresses
say today, and by the IPv4 address that an IPv6 address carries, which a router on the way may
unwrap.
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from localoffer.link_check.limits import Network

#: All of IPv6 that is allocated for the open internet (RFC 4291, 2.4; IANA's registry).
_GLOBAL_UNICAST = IPv6Network("2000::/3")

#: IETF protocol assignments (RFC 6890); relays from IPv6 to IPv4, given up (RFC 7526); the two
#: networks of the 6bone, given back (RFC 3701), and for documentation (RFC 9637).
_NEVER_IPV4 = (IPv4Network("192.0.0.0/24"), IPv4Network("192.88.99.0/24"))
_NEVER_IPV6 = (IPv6Network("3ffe::/16"), IPv6Network("3fff::/20"))

#: What stands before the IPv4 address: translated (RFC 6052), and in the second half of an
#: address, a tunnel inside a site (ISATAP, RFC 5214, section 6.1), local or universal.
_TRANSLATED = bytes.fromhex("0064ff9b") + bytes(8)
_ISATAP = (bytes.fromhex("00005efe"), bytes.fromhex("02005efe"))


def is_open(address: str, network: Network) -> bool:
    """Return whether an address may be visited: on the open internet, or expressly allowed."""
    number = ip_address(address.partition("%")[0])
    if any(number in allowed for allowed in network.private if allowed.version == number.version):
        return True
    if isinstance(number, IPv4Address):
        return _is_public(number)
    if not number.is_global or number.is_multicast or any(number in one for one in _NEVER_IPV6):
        return False
    carried = _carried(number)
    return number in _GLOBAL_UNICAST if carried is None else _is_public(carried)


def _is_public(number: IPv4Address) -> bool:
    is_never = number.is_multicast or any(number in one for one in _NEVER_IPV4)
    return number.is_global and not is_never


def _carried(number: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that an IPv6 address stands for (also RFC 4291, 3056), or None."""
    if number.ipv4_mapped or number.sixtofour:
        return number.ipv4_mapped or number.sixtofour
    if number.packed[:12] == _TRANSLATED or number.packed[8:12] in _ISATAP:
        return IPv4Address(number.packed[12:])
    return None
