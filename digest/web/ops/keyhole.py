"""Who may look: whoever has the token; where there is none, this machine alone, and not through a proxy."""

import hashlib
import hmac
from dataclasses import dataclass
from ipaddress import ip_address

from fastapi import Request

COOKIE = "digest_status"
_FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip", "via")


@dataclass(frozen=True, slots=True)
class Keyhole:
    """One token, or none."""

    token: str | None

    def admits(self, request: Request) -> bool:
        """By `Authorization: Bearer TOKEN` or by the cookie; without a token, from this machine."""
        if self.token is None:
            return _is_local(request)
        scheme, _, shown = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and _same(shown.strip(), self.token):
            return True
        return _same(request.cookies.get(COOKIE, ""), self.stub)

    def fits(self, shown: str) -> bool:
        """Whether this is the token."""
        return self.token is not None and _same(shown, self.token)

    @property
    def stub(self) -> str:
        """What a browser keeps in place of the token."""
        return hashlib.sha256(f"status:{self.token}".encode()).hexdigest()


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


def _is_local(request: Request) -> bool:
    """Whether it comes from this machine, and nobody says that it came a longer way."""
    if request.client is None or any(name in request.headers for name in _FORWARDED):
        return False
    try:
        return ip_address(request.client.host).is_loopback
    except ValueError:
        return False
