"""Signed, purpose-bound links and keyed hashes: nothing is stored, nothing can be guessed.

A token is `<newsletter>.<base64url>`; the second part is the subscriber (4 bytes), optionally the
second of issue (5 bytes), and the first 128 bits of HMAC-SHA256 (RFC 2104) over newsletter and these. Each purpose
has a key of its own, so a link of one kind never opens another door. At 20 or 25 bytes the
last character is never `-` or `_`, which mail programs like to cut off a link.
"""

import hmac
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Self

from subscribers.errors import NewsletterError, SecretError, TokenError

_MAC = 16  # bytes kept of the MAC
_PLAIN, _DATED = 4 + _MAC, 4 + 5 + _MAC
_LONGEST = 128
_SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_SECRET_LENGTH = 16


class Purpose(StrEnum):
    """What a link or hash is for; each has its own key."""

    CONFIRM = "confirm"
    UNSUBSCRIBE = "unsubscribe"
    PREFERENCES = "preferences"
    UNDO = "undo"
    DATA = "data"
    FORM = "form"
    ADDRESS = "address"
    NETWORK = "network"


@dataclass(frozen=True, slots=True)
class Claim:
    """What a verified link says: this newsletter, this reader, made then (or undated)."""

    newsletter: str
    subscriber_id: int
    issued: datetime | None


@dataclass(frozen=True, slots=True)
class Keys:
    """The secrets: the first one signs, all of them verify, so that a secret can be replaced without breaking links."""

    secrets: tuple[bytes, ...] = field(repr=False)
    _primed: dict[tuple[int, str], "hmac.HMAC"] = field(default_factory=dict, repr=False, compare=False)
    _signers: dict[tuple[str, str], "hmac.HMAC"] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def from_secrets(cls, secrets: Sequence[str]) -> Self:
        """Keys out of the configured secrets, newest first. Raises SecretError for none or one under 16 characters."""
        if not secrets or any(len(secret) < _SECRET_LENGTH for secret in secrets):
            raise SecretError(
                f"a secret of at least {_SECRET_LENGTH} characters is needed to sign links; set one"
            )
        return cls(tuple(secret.encode() for secret in secrets))

    def primed(self, purpose: str, index: int = 0) -> "hmac.HMAC":
        """A fresh HMAC under the purpose's key of the secret at `index`."""
        known = self._primed.get((index, purpose))
        if known is None:
            key = hmac.digest(self.secrets[index], b"subscribers/" + purpose.encode(), "sha256")
            known = self._primed[index, purpose] = hmac.new(key, None, "sha256")
        return known.copy()

    def signer(self, purpose: str, newsletter: str) -> "hmac.HMAC":
        """As `primed`, with the newsletter taken in already. Raises NewsletterError for a name that fits no URL."""
        known = self._signers.get((purpose, newsletter))
        if known is None:
            if not _SLUG.fullmatch(newsletter):
                raise NewsletterError(f"{newsletter!r} is no newsletter's short name: use a-z, 0-9, - and _")
            known = self._signers[purpose, newsletter] = self.primed(purpose)
            known.update(_framed(newsletter))
        return known.copy()


def _framed(newsletter: str) -> bytes:
    return newsletter.encode() + b"\0"


def sign(
    keys: Keys, purpose: Purpose, newsletter: str, subscriber_id: int, *, issued: datetime | None = None
) -> str:
    """A token for a URL's path: 27 or 34 characters after newsletter and dot. Whole seconds of `issued` are kept."""
    payload = subscriber_id.to_bytes(4, "big")
    if issued is not None:
        payload += int(issued.timestamp()).to_bytes(5, "big")
    signer = keys.signer(purpose, newsletter)
    signer.update(payload)
    return f"{newsletter}.{urlsafe_b64encode(payload + signer.digest()[:_MAC]).rstrip(b'=').decode()}"


def read(keys: Keys, purpose: Purpose, token: str, *, now: datetime, max_age: timedelta | None) -> Claim:
    """What a token says. Raises TokenError, always alike, for a forged, foreign or damaged one, one older than
    `max_age`, or an undated one where there is a `max_age`."""
    newsletter, payload, given = _taken_apart(token)
    if not _genuine(keys, purpose, _framed(newsletter) + payload, given):
        raise TokenError("this link is not valid")
    issued = datetime.fromtimestamp(int.from_bytes(payload[4:], "big"), UTC) if len(payload) > 4 else None
    if max_age is not None and (issued is None or now - issued > max_age):
        raise TokenError("this link is not valid")
    return Claim(newsletter, int.from_bytes(payload[:4], "big"), issued)


def _taken_apart(token: str) -> tuple[str, bytes, bytes]:
    newsletter, _, text = token.partition(".")
    try:
        raw = urlsafe_b64decode(text + "=" * (-len(text) % 4)) if len(token) <= _LONGEST else b""
    except ValueError:
        raw = b""
    whole = (
        urlsafe_b64encode(raw).rstrip(b"=").decode() == text
    )  # one spelling only: no padding, no stray bits
    if len(raw) not in (_PLAIN, _DATED) or not whole or not _SLUG.fullmatch(newsletter):
        raise TokenError("this link is not valid")
    return newsletter, raw[:-_MAC], raw[-_MAC:]


def _genuine(keys: Keys, purpose: str, message: bytes, given: bytes) -> bool:
    found = False
    for index in range(len(keys.secrets)):
        made = keys.primed(purpose, index)
        made.update(message)
        found |= hmac.compare_digest(made.digest()[:_MAC], given)
    return found


def mac(keys: Keys, purpose: str, *parts: str | int | bytes) -> bytes:
    """32 bytes of HMAC-SHA256 over `parts`, each framed by its length, under the newest secret."""
    return _mac(keys, purpose, 0, parts)


def _mac(keys: Keys, purpose: str, index: int, parts: Sequence[str | int | bytes]) -> bytes:
    made = keys.primed(purpose, index)
    for part in parts:
        raw = part if isinstance(part, bytes) else str(part).encode()
        made.update(len(raw).to_bytes(4, "big") + raw)
    return made.digest()


def macs(keys: Keys, purpose: str, *parts: str | int | bytes) -> tuple[bytes, ...]:
    """As `mac`, one under each live secret, newest first: to check what an older secret made."""
    return tuple(_mac(keys, purpose, index, parts) for index in range(len(keys.secrets)))


def keyed_hash(keys: Keys, purpose: Purpose, text: str) -> str:
    """A hash (128 bits, 22 characters) by which an address or network is known again without being kept."""
    return _short(mac(keys, purpose, text))


def keyed_hashes(keys: Keys, purpose: Purpose, text: str) -> tuple[str, ...]:
    """As `keyed_hash`, one under each live secret, newest first."""
    return tuple(_short(digest) for digest in macs(keys, purpose, text))


def _short(digest: bytes) -> str:
    return urlsafe_b64encode(digest[:_MAC]).rstrip(b"=").decode()
