"""Who is at the other end: the connection's own address, or what proxies of ours say of it."""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from fastapi import Request

_MOST_HOPS = 20


def client_of(request: Request, trusted: Sequence[str]) -> str | None:
    """The client's address. `X-Forwarded-For` is read only where a trusted proxy connected, and from the right:

    what stands left of the first address that is none of ours was written by whoever liked.
    """
    peer = request.client.host if request.client else None
    networks = [ip_network(one, strict=False) for one in trusted]
    found = _address(peer or "")
    if found is None or not any(found in network for network in networks):
        return peer
    said = ",".join(request.headers.getlist("x-forwarded-for")).split(",")
    for hop in reversed(said[-_MOST_HOPS:]):
        address = _address(hop)
        if address is None:
            break
        found = address
        if not any(found in network for network in networks):
            break
    return str(found)


def _address(text: str) -> IPv4Address | IPv6Address | None:
    """An address as proxies write it: bare, or with a port behind it."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        found = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return mapped or found
