"""Pure: which network addresses belong to the public Internet (IANA's special-purpose registries)."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

_NAT64 = IPv6Network("64:ff9b::/96")
_TRANSLATED = IPv6Network("::/96")  # IPv4-compatible, given up by RFC 4291 and still understood by some


def is_public(address: str) -> bool:
    """Whether an IP address may be reached: it is global, and so is any IPv4 address that it carries inside.

    Private, loopback, link-local, shared (100.64.0.0/10), multicast and reserved ones are not; nor is what is no address.
    """
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    inner = _inside(found)
    return _is_global(found) and (inner is None or _is_global(inner))


def _is_global(found: IPv4Address | IPv6Address) -> bool:
    if isinstance(found, IPv6Address) and (found in _NAT64 or found.ipv4_mapped is not None):
        return _inside(found) is not None  # what it carries decides
    refused = found.is_private or found.is_loopback or found.is_link_local or found.is_reserved
    return found.is_global and not refused and not found.is_multicast and not found.is_unspecified


def _inside(found: IPv4Address | IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 one stands for: mapped, 6to4, Teredo, NAT64 or compatible."""
    if isinstance(found, IPv4Address):
        return None
    if found in _NAT64 or found in _TRANSLATED:
        return IPv4Address(int(found) & 0xFFFFFFFF)
    return found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
